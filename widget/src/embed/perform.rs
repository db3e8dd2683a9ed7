//! Carrying out what the flow asks for, with the browser's means. Each request is answered by one event.

use super::{booking, check::Check, events, frame, later::Later, mounted, sheet::Sheet, zones};
use crate::{
    client::{Client, fetch::FetchClient},
    core::{
        announcing::sentence,
        flow::{Effect, Event, HostEvent, Key, Wish},
        message::Failure,
        options::HourCycle,
        writing::write,
    },
    hooks::Shell,
    host::{
        clock,
        focus::{clear, focus},
        memory, random, zones as host_zones,
    },
};
use leptos::prelude::set_timeout_with_handle;
use std::{cell::RefCell, rc::Rc, time::Duration};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

/// A widget's hands: its client, its check against robots, its sheet, its element, and the key of its last booking attempt.
#[derive(Clone)]
pub struct Performer {
    client: Rc<FetchClient>,
    check: Check,
    later: Later,
    sheet: Sheet,
    element: HtmlElement,
    stage: HtmlElement,
    last_key: Rc<RefCell<String>>,
}

impl Performer {
    pub fn new(
        client: FetchClient,
        (check, later): (Check, Later),
        sheet: Sheet,
        element: HtmlElement,
        stage: HtmlElement,
    ) -> Self {
        Self { client: Rc::new(client), check, later, sheet, element, stage, last_key: Rc::default() }
    }

    /// Carries out `effects` in their order.
    pub fn perform(&self, shell: Shell, effects: Vec<Effect>) {
        for effect in effects {
            self.perform_one(shell, effect);
        }
    }

    fn perform_one(&self, shell: Shell, effect: Effect) {
        let client = Rc::clone(&self.client);
        match effect {
            Effect::FetchConfig(request) => spawn_local(async move {
                shell.send(Event::ConfigArrived(request, client.config().await));
            }),
            Effect::FetchSlots { request, slug, zone, range, pause } => spawn_local(async move {
                if pause > 0 {
                    clock::pause(pause).await;
                }
                shell.send(Event::SlotsArrived(request, client.slots(&slug, &zone, range).await));
            }),
            Effect::FormShown(site_key) => {
                self.later.begin();
                self.check.begin(site_key);
            }
            Effect::Book { request, key, mut body, end } => {
                let detail = [
                    ("event_type", body.event_type.as_str()),
                    ("start", &body.start),
                    ("end", &end),
                    ("timezone", &body.invitee.timezone),
                    ("request", &write(&*body)),
                ];
                if !events::send(&self.element, &HostEvent::new("booking-requested", &detail)) {
                    shell.say(String::new());
                    return shell.send(Event::BookingPrevented(request, key));
                }
                if key == Key::Fresh {
                    self.last_key.replace(random::key());
                }
                let key = self.last_key.borrow().clone();
                if let Some(form) = &mut body.form {
                    form.filled_ms = self.check.filled_ms();
                }
                let (check, later) = (self.check.clone(), self.later.clone());
                later.begin();
                spawn_local(async move {
                    body.turnstile_token = check.token().await;
                    let answer = match client.book(&key, &body).await {
                        Ok(answer) => match later.arrive().await {
                            Some(here) => booking::read(here, answer),
                            // Sent again under its key, it is answered again.
                            None if answer.is_yes() => Err(Failure::Unread),
                            None => Err(Failure::Unreachable),
                        },
                        Err(failure) => Err(failure),
                    };
                    shell.send(Event::BookingAnswered(request, answer));
                });
            }
            Effect::Manage { request, access, wish } => {
                if let Wish::Move(Key::Fresh, _) = wish {
                    self.last_key.replace(random::key());
                }
                let key = self.last_key.borrow().clone();
                booking::manage(shell, client, request, access, wish, key);
            }
            Effect::FetchZones(request) => {
                let later = self.later.clone();
                spawn_local(async move {
                    match later.arrive().await {
                        Some(here) => zones::fetch(here, shell, client, request),
                        None => shell.send(Event::ZonesArrived(request, Err(Failure::Unreachable))),
                    }
                });
            }
            Effect::OpenZones => zones::open(shell, &self.stage),
            Effect::RevealZone => zones::reveal(&self.stage),
            Effect::RememberZones(chosen) => host_zones::remember(&chosen),
            Effect::RememberHourCycle(cycle) => {
                memory::keep(memory::HOURS, if cycle == HourCycle::Twelve { "12" } else { "24" });
            }
            Effect::OpenFrame(request) => frame::open(shell, &self.stage, request),
            Effect::Focus(target) => focus(&self.stage, target),
            Effect::Keep(known) => self.sheet.keep(&known),
            Effect::Leave(address, known) => self.sheet.lead_on(&address, &known),
            Effect::Clear(field) => clear(&self.stage, field),
            Effect::Announce(announcement) => shell.say(sentence(&announcement, shell.text)),
            Effect::Notify(event) => drop(events::send(&self.element, &event)),
            Effect::Hold { request, body } => spawn_local(async move {
                let answer = client.hold(&body).await;
                match answer {
                    Ok(hold) if shell.is_gone() => client.release(&hold.id),
                    answer => shell.send(Event::HoldAnswered(request, answer)),
                }
            }),
            Effect::Wait { request, milliseconds } => {
                let waited = move || shell.send(Event::Waited(request));
                let pause = Duration::from_millis(u64::try_from(milliseconds).unwrap_or_default());
                if let Ok(timer) = set_timeout_with_handle(waited, pause) {
                    mounted::at_end(shell, move || timer.clear());
                }
            }
            Effect::ReleaseHold(id) => client.release(&id),
        }
    }
}
