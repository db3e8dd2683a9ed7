//! Who comes along: each guest in a row that can be taken back, and a field for the next ones.

use super::{
    button::{Look, button, plain},
    element::{Tag, element, words},
    field::{Sort, TextField, text_field},
    icon::{Picture, icon},
    node::{IntoNode, Node},
};
use crate::{
    core::{
        flow::Event,
        form::{Edit, Field, GuestsView},
    },
    hooks::Shell,
    text::fill,
};

/// The guests and the field for more of them, or the button that asks for it.
pub fn guests(shell: Shell, view: Option<GuestsView>) -> Node {
    let text = shell.text;
    let Some(view) = view else {
        let ask = Event::Edited(Edit::AskedForGuests);
        return button(shell, ask, plain("link"), ["+ ", text.add_guests].concat().into_node());
    };
    let rows = view.guests.into_iter().enumerate();
    let rows = rows.map(|(index, (address, error))| row(shell, index, address, error));
    let list = element(Tag::Ul, "guests").label(text.guests).children(rows).view();
    let (field, label, hint) = (Field::Guests, text.guests.to_owned(), Some(text.guests_hint));
    let next = TextField { field, sort: Sort::Emails, label, hint, is_required: false, view: view.next };
    element(Tag::Div, "field").child(text_field(shell, next)).child(list).view()
}

/// One guest, and what is wrong with the address.
fn row(shell: Shell, index: usize, address: String, error: Option<String>) -> Node {
    let remove = Look { label: Some(fill(shell.text.remove_guest, &[&address])), ..plain("guest__remove") };
    let state = error.as_ref().map(|_| "invalid");
    let remove = button(shell, Event::Edited(Edit::RemovedGuest(index)), remove, icon(Picture::Close));
    let name = element(Tag::Span, "guest").part("guest").state(state).child(address).child(remove);
    let error = error.map(|error| words(Tag::P, "error", error));
    element(Tag::Li, "").child(name.view()).child(error).view()
}
