//! What the browser knows of the frame with Calendly's page: showing it, and handing on what is heard of it.
//! Which of that is believed is decided in `core::frame`.

use super::{dialog, mounted::at_end};
use crate::{
    core::{
        flow::{Event, RequestId},
        frame::{Breach, Message, heard, is_blocked},
    },
    hooks::Shell,
    host::{clock, listening::on_window, property},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    HtmlElement, HtmlIFrameElement, MessageEvent, SecurityPolicyViolationEvent,
    SecurityPolicyViolationEventDisposition,
};

/// How long the page may say nothing, in milliseconds. A single-use link leads on to its page within 3 to 8 s.
const PATIENCE: i32 = 8000;

/// Shows the dialog that is about to be drawn, and says so when nothing is heard of its page.
#[inline(never)]
pub fn open(shell: Shell, stage: &HtmlElement, request: RequestId) {
    let stage = stage.clone();
    spawn_local(async move {
        match dialog::show(shell, &stage, Event::FrameClosed) {
            Some(dialog) => drop(dialog.focus()),
            None => shell.send(Event::FrameBlocked),
        }
        clock::pause(PATIENCE).await;
        shell.send(Event::FrameSilent(request));
    });
}

/// Listens for what is heard of the frame in `stage`, as long as the widget lives.
pub fn listen(shell: Shell, stage: &HtmlElement) {
    for name in ["message", "securitypolicyviolation"] {
        let stage = stage.clone();
        let stop = on_window(name, move |event| {
            if let Some(event) = frame(&stage).and_then(|frame| about(&frame, event)) {
                shell.send(event);
            }
        });
        at_end(shell, stop);
    }
}

/// What a message, or a breach of the page's policy, means for the frame.
#[inline(never)]
fn about(frame: &HtmlIFrameElement, event: web_sys::Event) -> Option<Event> {
    let event = match event.dyn_into::<MessageEvent>() {
        Ok(message) => return heard(&frame.src(), &read(&message, frame)).map(Event::CalendlySaid),
        Err(event) => event.unchecked_into::<SecurityPolicyViolationEvent>(),
    };
    let breach = Breach {
        directive: event.effective_directive(),
        address: event.blocked_uri(),
        is_enforced: event.disposition() == SecurityPolicyViolationEventDisposition::Enforce,
    };
    is_blocked(&frame.src(), &breach).then_some(Event::FrameBlocked)
}

fn frame(stage: &HtmlElement) -> Option<HtmlIFrameElement> {
    stage.query_selector("iframe").ok()??.dyn_into().ok()
}

fn read(event: &MessageEvent, frame: &HtmlIFrameElement) -> Message {
    let data = event.data();
    let payload = property(&data, "payload");
    let text = |value: JsValue| value.as_string();
    let window = frame.content_window();
    Message {
        origin: event.origin(),
        is_from_frame: window.is_some_and(|window| property(event, "source") == JsValue::from(window)),
        event: text(property(&data, "event")).unwrap_or_default(),
        invitee: text(property(&property(&payload, "invitee"), "uri")),
        height: text(property(&payload, "height")),
    }
}
