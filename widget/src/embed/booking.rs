//! What is asked of the edge once a visitor has pressed "Book". Everything here is in the module's second part, which
//! `later` waits for.

use super::check::Check;
use crate::{
    client::{Client, fetch::FetchClient},
    core::flow::{Access, Event, RequestId, Wish},
    hooks::Shell,
    host::clock,
};
use leptos::task::spawn_local;
use shared::booking::BookingRequest;
use std::rc::Rc;

/// Books, and sends the answer.
#[inline(never)]
pub fn book(
    shell: Shell,
    client: Rc<FetchClient>,
    check: Check,
    request: RequestId,
    key: String,
    mut body: Box<BookingRequest>,
) {
    spawn_local(async move {
        body.turnstile_token = check.token().await;
        shell.send(Event::BookingAnswered(request, client.book(&key, &body).await));
    });
}

/// Asks for what is wished of a booking, and sends the answer.
#[inline(never)]
pub fn manage(
    shell: Shell,
    client: Rc<FetchClient>,
    request: RequestId,
    access: Access,
    wish: Wish,
    key: String,
) {
    spawn_local(async move {
        if let Wish::Read { pause } = wish {
            clock::pause(pause).await;
        }
        shell.send(Event::BookingAnswered(request, client.manage(&access, &wish, &key).await));
    });
}
