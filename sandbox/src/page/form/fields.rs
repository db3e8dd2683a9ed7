//! The fields of the booking form, filled in with what is already known.

use crate::account::event_type::{EventType, LocationOption, NameFields};
use crate::account::questions::{Question, QuestionType};
use crate::call::Call;
use crate::page::choices;
use crate::page::html::{Element, el};
use crate::page::typed::Typed;
use crate::page::visit::Visit;

pub(super) fn form(visit: &Visit<'_>, call: &Call<'_>, typed: &Typed) -> Element {
    let event_type = visit.event_type;
    let names = match event_type.name_fields {
        NameFields::Full => {
            let parts = format!("{} {}", typed.get("first_name"), typed.get("last_name"));
            let name = if typed.get("name").is_empty() { parts.trim() } else { typed.get("name") };
            vec![input("name", "Name", "text", "name", name, true)]
        }
        NameFields::FirstAndLast => vec![
            input("first_name", "First name", "text", "given-name", typed.get("first_name"), true),
            input("last_name", "Last name", "text", "family-name", typed.get("last_name"), false),
        ],
    };
    let questions = event_type.questions.iter().filter(|question| question.enabled).enumerate();
    // The script fills in the visitor's zone when the address names none.
    let zone = el("input")
        .attr("type", "hidden")
        .attr("name", "timezone")
        .attr("value", call.parameter("timezone").map_or("", |_| visit.zone_name.as_str()));
    el("form")
        .attr("method", "post")
        .child(zone)
        .children(names)
        .child(input("email", "E-mail", "email", "email", typed.get("email"), true))
        .child(input(
            "guests",
            "Guests (e-mail addresses, with commas)",
            "text",
            "off",
            typed.get("guests"),
            false,
        ))
        .children(places(event_type, typed))
        .children(questions.map(|(index, question)| ask(question, &format!("a{}", index + 1), typed)))
        .child(el("button").attr("type", "submit").text("Schedule event"))
}

fn input(
    name: &str,
    label: &str,
    kind: &'static str,
    autocomplete: &'static str,
    value: &str,
    is_required: bool,
) -> Element {
    let field = el("input")
        .attr("type", kind)
        .attr("id", name)
        .attr("name", name)
        .attr("autocomplete", autocomplete)
        .attr("value", value)
        .flag("required", is_required);
    labelled(name, label, is_required, field)
}

fn labelled(id: &str, label: &str, is_required: bool, field: Element) -> Element {
    let mark = if is_required { " *" } else { "" };
    el("div").child(el("label").attr("for", id).text(format!("{label}{mark}"))).child(field)
}

/// Where to meet: a choice when there is one, and words when a place needs some.
fn places(event_type: &EventType, typed: &Typed) -> Vec<Element> {
    let options = &event_type.locations;
    let mut parts = Vec::new();
    if event_type.is_round_robin() || options.is_empty() {
        return parts;
    }
    let meant = choices::place(event_type, typed);
    if options.len() > 1 {
        let radios = options.iter().enumerate().map(|(index, option)| {
            let radio = el("input")
                .attr("type", "radio")
                .attr("name", "place")
                .attr("value", (index + 1).to_string())
                .flag("checked", meant == Some(option))
                .flag("required", true);
            el("label").child(radio).text(format!(" {}", describe(option)))
        });
        parts.push(el("fieldset").child(el("legend").text("Where shall we meet? *")).children(radios));
    }
    if options.iter().any(|option| matches!(option.kind, "outbound_call" | "ask_invitee" | "custom")) {
        let label = "Your phone number, or your own suggestion";
        parts.push(input("location", label, "text", "off", typed.get("location"), false));
    }
    parts
}

fn describe(option: &LocationOption) -> String {
    match option.kind {
        "physical" => option.location.unwrap_or("In person").to_owned(),
        "outbound_call" => "We call you".to_owned(),
        "inbound_call" => format!("You call us at {}", option.phone_number.unwrap_or_default()),
        "ask_invitee" => "Somewhere you suggest".to_owned(),
        "custom" => option.location.unwrap_or("To be agreed").to_owned(),
        _ => "Video conference".to_owned(),
    }
}

fn ask(question: &Question, field: &str, typed: &Typed) -> Element {
    let plain = |kind| input(field, question.name, kind, "off", typed.get(field), question.required);
    match question.kind {
        QuestionType::String => plain("text"),
        QuestionType::PhoneNumber => plain("tel"),
        QuestionType::Text => {
            let area =
                el("textarea").attr("id", field).attr("name", field).flag("required", question.required);
            // The parser drops one line break at the beginning of a textarea.
            labelled(field, question.name, question.required, area.text(format!("\n{}", typed.get(field))))
        }
        QuestionType::SingleSelect => select(question, field, typed, "radio"),
        QuestionType::MultiSelect => select(question, field, typed, "checkbox"),
    }
}

fn select(question: &Question, field: &str, typed: &Typed, kind: &'static str) -> Element {
    let chosen = choices::chosen(question, typed, field);
    let mark = if question.required { " *" } else { "" };
    let boxes = question.choices.iter().zip(chosen).enumerate().map(|(index, (text, is_chosen))| {
        let choice = el("input")
            .attr("type", kind)
            .attr("name", field)
            .attr("value", (index + 1).to_string())
            .flag("checked", is_chosen)
            .flag("required", kind == "radio" && question.required && !question.include_other);
        el("label").child(choice).text(format!(" {text}"))
    });
    let mut set = el("fieldset").child(el("legend").text(format!("{}{mark}", question.name))).children(boxes);
    if question.include_other {
        let other = format!("{field}_other");
        set = set.child(input(&other, "Other", "text", "off", typed.get(&other), false));
    }
    set
}
