//! Writing what the edge is asked, as JSON.
//!
//! The lists of fields here are the contract's types once more, like those of `reading`: written by serde's derived code
//! each field is many times as long. Where a list forgets a field it does not compile; that the edge reads what is
//! written is tested. Does not know who sends it.

use super::reading::contract::Word as _;
use shared::{
    attribution::{Attribution, Touch},
    booking::{
        Answer, BookingRequest, CancelRequest, FormSigns, Invitee, LocationChoice, RescheduleRequest,
        Tracking,
    },
    event_type::LocationKind,
    hold::HoldRequest,
};

/// A request as JSON.
pub fn write(request: &impl Write) -> String {
    let mut writer = Writer { text: String::new(), names: "" };
    request.write(&mut writer);
    writer.text
}

/// What can be written into a request.
pub trait Write {
    fn write(&self, writer: &mut Writer);
}

/// What is written so far, and the names of the fields that come next, each with a space after it.
pub struct Writer {
    text: String,
    names: &'static str,
}

// None of these is copied into the code that writes a type: each would be there once for every field.
impl Writer {
    /// The next field is left out.
    #[inline(never)]
    fn skip(&mut self) -> &'static str {
        let (name, rest) = self.names.split_once(' ').unwrap_or_default();
        self.names = rest;
        name
    }

    /// What stands before a value: a comma after another one, and its name.
    #[inline(never)]
    fn begin(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(['{', '[']) {
            self.text.push(',');
        }
        let name = self.skip();
        if !name.is_empty() {
            self.quote(name);
            self.text.push(':');
        }
    }

    /// The next value has parts, which have names if it is an object. Gives the names that come after it.
    #[inline(never)]
    fn enter(&mut self, bracket: char, names: &'static str) -> &'static str {
        self.begin();
        self.text.push(bracket);
        core::mem::replace(&mut self.names, names)
    }

    #[inline(never)]
    fn leave(&mut self, bracket: char, names: &'static str) {
        self.text.push(bracket);
        self.names = names;
    }

    #[inline(never)]
    fn text(&mut self, text: &str) {
        self.begin();
        self.quote(text);
    }

    /// RFC 8259 §7: what must be escaped is, and nothing else.
    fn quote(&mut self, text: &str) {
        self.text.push('"');
        for char in text.chars() {
            match char {
                '"' | '\\' => self.text.extend(['\\', char]),
                '\0'..='\x1f' => {
                    let digit = |value| char::from_digit(value, 16).unwrap_or_default();
                    let code = u32::from(char);
                    self.text.extend(['\\', 'u', '0', '0', digit(code >> 4), digit(code & 15)]);
                }
                _ => self.text.push(char),
            }
        }
        self.text.push('"');
    }
}

/// A type by its fields. What is nothing or empty is left out where it may be missing: an `Option`, a list, and what says
/// `or nothing`.
macro_rules! fields {
    ($($type:ident { $($field:ident $(or $otherwise:ident)?),* })*) => { $(
        impl Write for $type {
            fn write(&self, writer: &mut Writer) {
                let Self { $($field),* } = self;
                let names = writer.enter('{', concat!($(stringify!($field), " "),*));
                $(fields!(@ writer $field $($otherwise)?);)*
                writer.leave('}', names);
            }
        }
    )* };
    (@ $writer:ident $field:ident) => { $field.write($writer) };
    (@ $writer:ident $field:ident nothing) => {
        if $field.is_empty() { $writer.skip(); } else { $field.write($writer) }
    };
}

fields! {
    BookingRequest {
        event_type, start, invitee, location, answers, guests, attribution or nothing, tracking or nothing, hold, form,
        turnstile_token
    }
    Invitee { name, first_name, last_name, email, timezone, text_reminder_number }
    LocationChoice { kind, location }
    Answer { question, answer }
    Attribution { first, last }
    Touch {
        utm_source, utm_medium, utm_campaign, utm_content, utm_term, salesforce_uuid, gclid, fbclid, msclkid, ttclid,
        referrer, landing_page
    }
    Tracking { utm_source, utm_medium, utm_campaign, utm_content, utm_term, salesforce_uuid }
    FormSigns { website or nothing, filled_ms }
    HoldRequest { event_type, start, id, replaces }
    RescheduleRequest { start, timezone, hold }
    CancelRequest { reason }
}

impl Write for String {
    fn write(&self, writer: &mut Writer) {
        writer.text(self);
    }
}

impl Write for u32 {
    fn write(&self, writer: &mut Writer) {
        writer.begin();
        writer.text.push_str(&self.to_string());
    }
}

impl Write for LocationKind {
    fn write(&self, writer: &mut Writer) {
        writer.text(self.word());
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.write(writer),
            None => {
                writer.skip();
            }
        }
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, writer: &mut Writer) {
        if self.is_empty() {
            writer.skip();
            return;
        }
        let names = writer.enter('[', "");
        for item in self {
            item.write(writer);
        }
        writer.leave(']', names);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::{Serialize, de::DeserializeOwned};
    use serde_json::{Value, json};

    /// A request that is written as serde writes it, and that the edge reads.
    #[track_caller]
    fn check<T: Write + Serialize + DeserializeOwned>(request: &Value) {
        let request: T = serde_json::from_value(request.clone()).unwrap();
        let written: Value = serde_json::from_str(&write(&request)).unwrap();
        assert_eq!(written, serde_json::to_value(&request).unwrap());
    }

    /// With everything in it, and with each field left out that may be.
    #[track_caller]
    fn check_all<T: Write + Serialize + DeserializeOwned>(full: &Value) {
        check::<T>(full);
        let mut least = full.as_object().unwrap().clone();
        for (name, value) in full.as_object().unwrap() {
            let mut less = full.as_object().unwrap().clone();
            less.remove(name);
            least.remove(name);
            if serde_json::from_value::<T>(less.clone().into()).is_ok() {
                check::<T>(&less.into());
            } else {
                least.insert(name.clone(), value.clone());
            }
        }
        check::<T>(&least.into());
    }

    #[test]
    fn requests_are_written_as_serde_writes_them() {
        let touch = json!({
            "utm_source": "s", "utm_medium": "m", "utm_campaign": "c", "utm_content": "o", "utm_term": "t",
            "salesforce_uuid": "u", "gclid": "g", "fbclid": "f", "msclkid": "k", "ttclid": "l",
            "referrer": "https://a.example", "landing_page": "https://b.example/"
        });
        let tracking = json!({
            "utm_source": "s", "utm_medium": "m", "utm_campaign": "c", "utm_content": "o", "utm_term": "t",
            "salesforce_uuid": "u"
        });
        let invitee = json!({
            "name": "Ada", "first_name": "", "last_name": "L", "email": "a@b.example", "timezone": "UTC",
            "text_reminder_number": "+351912345678"
        });
        let location = json!({ "kind": "physical", "location": "Room \"1\"" });
        let form = json!({ "website": "w", "filled_ms": 4_294_967_295_u32 });
        check_all::<Touch>(&touch);
        check_all::<Tracking>(&tracking);
        check_all::<Invitee>(&invitee);
        check_all::<LocationChoice>(&location);
        check_all::<FormSigns>(&form);
        check_all::<Attribution>(&json!({ "first": touch, "last": touch }));
        check_all::<BookingRequest>(&json!({
            "event_type": "intro", "start": "2026-11-23T14:30:00.000000Z", "invitee": invitee, "location": location,
            "answers": [{ "question": "Why?", "answer": "a\nb\tc" }, { "question": "", "answer": "{[" }],
            "guests": ["b@c.example", "c@d.example"], "attribution": { "last": touch }, "tracking": tracking,
            "hold": "intro.x", "form": form, "turnstile_token": "t"
        }));
        check_all::<HoldRequest>(
            &json!({ "event_type": "intro", "start": "s", "id": "intro.x", "replaces": "intro.y" }),
        );
        check_all::<RescheduleRequest>(&json!({ "start": "s", "timezone": "UTC", "hold": "intro.x" }));
        check_all::<CancelRequest>(&json!({ "reason": "Ill." }));
        for kind in ["ask_invitee", "google_conference", "outbound_call", "zoom_conference", "newer"] {
            check::<LocationChoice>(&json!({ "kind": kind }));
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_arrives(text in any::<String>(), control in "[\u{0}-\u{20}\"\\\\\u{7f}-\u{9f}\u{2028}{}\\[\\],:]{0,9}") {
            for text in [text, control] {
                let request = CancelRequest { reason: Some(text) };
                prop_assert_eq!(serde_json::from_str::<CancelRequest>(&write(&request)).unwrap(), request);
            }
        }
    }
}
