//! What the browser knows of the frame with Calendly's page: showing it, and handing on what is heard of it.
//! Which of that is believed is decided in `core::frame`.

use crate::{
    core::{
        flow::{Event, RequestId},
        frame::{Breach, Message, heard, is_blocked},
    },
    hooks::Shell,
    host::{clock, property},
};
use leptos::{
    ev,
    prelude::{on_cleanup, request_animation_frame, window_event_listener},
    task::spawn_local,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    HtmlDialogElement, HtmlElement, HtmlIFrameElement, MessageEvent, SecurityPolicyViolationEvent,
    SecurityPolicyViolationEventDisposition,
};

/// How long the page may say nothing, in milliseconds. A single-use link leads on to its page within 3 to 8 s.
const PATIENCE: i32 = 8000;

/// Shows the dialog that the next frame brings, and says so when nothing is heard of its page.
pub fn open(shell: Shell, stage: &HtmlElement, request: RequestId) {
    let stage = stage.clone();
    request_animation_frame(move || {
        let dialog = stage.query_selector("dialog").ok().flatten();
        let dialog = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok());
        if dialog.is_none_or(|dialog| dialog.show_modal().is_err()) {
            shell.send(Event::FrameBlocked);
        }
    });
    spawn_local(async move {
        clock::pause(PATIENCE).await;
        shell.send(Event::FrameSilent(request));
    });
}

/// Listens for what is heard of the frame in `stage`, as long as the widget lives.
pub fn listen(shell: Shell, stage: &HtmlElement) {
    let of_message = stage.clone();
    let message = window_event_listener(ev::message, move |event| {
        let Some(frame) = frame(&of_message) else { return };
        if let Some(said) = heard(&frame.src(), &read(&event, &frame)) {
            shell.send(Event::CalendlySaid(said));
        }
    });
    let of_breach = stage.clone();
    let breach =
        window_event_listener(ev::securitypolicyviolation, move |event: SecurityPolicyViolationEvent| {
            let breach = Breach {
                directive: event.effective_directive(),
                address: event.blocked_uri(),
                is_enforced: event.disposition() == SecurityPolicyViolationEventDisposition::Enforce,
            };
            if frame(&of_breach).is_some_and(|frame| is_blocked(&frame.src(), &breach)) {
                shell.send(Event::FrameBlocked);
            }
        });
    on_cleanup(move || {
        message.remove();
        breach.remove();
    });
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
