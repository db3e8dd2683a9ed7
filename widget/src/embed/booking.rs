//! What the edge has said of an attempt to book, and what is asked of a booking that exists. Everything here is in the
//! module's second part.

use super::later::Here;
use crate::{
    client::{Answer, Client, fetch::FetchClient},
    core::{
        flow::{Access, Event, RequestId, Wish},
        message::Failure,
    },
    hooks::Shell,
    host::clock,
};
use shared::booking::BookingResponse;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Reads the answer to an attempt.
#[inline(never)]
pub fn read(_: Here, answer: Answer) -> Result<BookingResponse, Failure> {
    answer.of_booking()
}

/// Asks for what is wished of a booking, and sends the answer. Only somebody who has booked can wish for it.
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
