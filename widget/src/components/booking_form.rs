//! Who comes, and whatever else the event type asks. What is wrong was decided in `core::form`.

use super::{
    choices::{Choices, PlaceChoice},
    field::{Sort, TextField},
    notice::Alert,
};
use crate::{
    core::{
        flow::{Event, Flow},
        form::{AnswerView, Edit, Field, FieldView, FormView, PlaceView, form_view},
        message::{Action, Notice, notice},
        times::date_and_time,
    },
    hooks::Shell,
    text::fill,
};
use leptos::prelude::*;
use shared::event_type::QuestionType;

/// The form.
#[component]
pub fn BookingForm(shell: Shell) -> impl IntoView {
    let text = shell.text;
    let form = shell.view(|flow, text| {
        flow.visit().map(|visit| form_view(&visit.session.form, &visit.event_type, text)).unwrap_or_default()
    });
    let trouble = shell.view(|flow, text| match flow {
        // The button below sends again, which is the other try.
        Flow::FillingIn(_, _, Some(failure)) => Some(Notice { action: Action::None, ..notice(failure, text) }),
        _ => None,
    });
    let is_sending = shell.view(|flow, _| matches!(flow, Flow::Sending(..)));
    let button = shell.view(|flow, text| {
        let cycle = flow.visit().map(|visit| visit.session.options.locale.hour_cycle);
        let when = flow.chosen().zip(cycle).map(|(time, cycle)| date_and_time(time, cycle, text));
        fill(text.book, &[&when.unwrap_or_default()])
    });
    let field = move |pick: fn(&FormView) -> FieldView| Signal::derive(move || form.with(pick));
    let (place, answers) = form.with_untracked(|form| (form.place.clone(), form.answers.clone()));
    let questions = answers.into_iter().enumerate().map(|(index, first)| question(shell, form, index, first));
    let place = place.map(|first| {
        let view = Signal::derive(move || form.with(|form| form.place.clone()).unwrap_or(PlaceView { ..first.clone() }));
        view! { <PlaceChoice shell view /> }
    });
    let questions = questions.collect_view();
    let shows_guests = Memo::new(move |_| form.with(|form| form.guests.is_some()));
    view! {
        <form
            class="form"
            part="form"
            novalidate
            autocomplete="on"
            aria-busy=move || is_sending.get().then_some("true")
            on:pointerdown=move |_| shell.press()
            on:pointerup=move |_| shell.release()
            on:pointercancel=move |_| shell.release()
            on:keydown=move |_| shell.release()
            on:submit=move |event| {
                event.prevent_default();
                shell.send(Event::Submitted);
            }
        >
            <h3 class="form__title" tabindex="-1" data-focus="heading">{text.your_details}</h3>
            {move || trouble.get().map(|notice| view! { <Alert shell notice /> })}
            <div class="form__pair">
                <TextField shell field=Field::Name sort=Sort::Name label=text.name view=field(|form| form.name.clone()) />
                <TextField shell field=Field::Email sort=Sort::Email label=text.email view=field(|form| form.email.clone()) />
            </div>
            {place}
            {questions}
            {move || {
                if shows_guests.get() {
                    let view = field(|form| form.guests.clone().unwrap_or_default());
                    view! {
                        <TextField shell field=Field::Guests sort=Sort::Emails label=text.guests hint=text.guests_hint is_required=false view />
                    }.into_any()
                } else {
                    view! {
                        <button type="button" class="link" on:click=move |_| shell.send(Event::Edited(Edit::AskedForGuests))>
                            "+ " {text.add_guests}
                        </button>
                    }.into_any()
                }
            }}
            {move || form.with(|form| form.whole.clone()).map(|error| view! { <p class="error" id="form">{error}</p> })}
            <button type="submit" class="primary" part="submit" aria-disabled=move || is_sending.get().then_some("true")>
                {move || if is_sending.get() { text.booking_now.to_owned() } else { button.get() }}
            </button>
        </form>
    }
}

/// A custom question with the control that its kind asks for.
fn question(shell: Shell, form: Memo<FormView>, index: usize, first: AnswerView) -> AnyView {
    let (kind, label, is_required) = (first.r#type, first.question.clone(), first.is_required);
    let view = Signal::derive(move || {
        form.with(|form| form.answers.get(index).cloned()).unwrap_or_else(|| first.clone())
    });
    let sort = match kind {
        QuestionType::SingleSelect | QuestionType::MultiSelect => {
            return view! { <Choices shell index view /> }.into_any();
        }
        QuestionType::String => Sort::Line,
        QuestionType::Text => Sort::Lines,
        QuestionType::PhoneNumber => Sort::Phone,
    };
    let hint = if sort == Sort::Phone { shell.text.phone_hint } else { "" };
    let view = Signal::derive(move || view.with(|view| view.text.clone()));
    view! { <TextField shell field=Field::Answer(index) sort label is_required hint view /> }.into_any()
}
