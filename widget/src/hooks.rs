//! What joins the flow and the views: one value that holds the flow, and one door through which it moves.
//!
//! Everything on the screen is drawn from that one value, so there is nothing to subscribe to: whoever drives the
//! widget is told that it has changed, and draws. How that is done, and with what effects are carried out, is not known
//! here.

use crate::{
    core::{
        flow::{Effect, Event, Flow},
        form::{Edit, Field},
        keys::Direction,
        screen::{ScreenView, screen_view},
    },
    text::Text,
};
use chrono::{DateTime, Utc};
use leptos::prelude::set_timeout;
use std::{
    ops::Deref,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// What every component gets: the flow to read, the words, and where to send what happens.
///
/// It is handed on by every view and kept by every listener, and is one pointer wide for it. What it points to stays for
/// as long as the page does, some fifty bytes for each mount; what grows is let go when the widget is taken down.
#[derive(Clone, Copy, Debug)]
pub struct Shell(&'static Widget);

/// What a [`Shell`] leads to.
#[derive(Debug)]
pub struct Widget {
    /// None once the widget is gone.
    state: Mutex<Option<State>>,
    pub text: &'static Text,
    /// Which way the page's lines run, for the arrow keys.
    pub direction: Direction,
    /// Makes a text comparable: without marks, in small letters. The browser has the tables for that.
    pub fold: fn(&str) -> String,
    driver: Driver,
}

/// What is done about what has happened.
#[derive(Clone, Copy, Debug)]
pub struct Driver {
    /// Draws anew, soon: several changes in a row are drawn once.
    pub changed: fn(Shell),
    /// Carries out what a step asked for.
    pub perform: fn(Shell, Vec<Effect>),
}

#[derive(Debug)]
struct State {
    flow: Flow,
    /// The current instant, moved on every now and then.
    now: DateTime<Utc>,
    /// What a screen reader was last told.
    said: String,
    pointer: Pointer,
}

/// Whether a pointer is down in the form.
#[derive(Clone, Copy, Debug, Default)]
enum Pointer {
    #[default]
    Up,
    Down,
    /// Its press has taken the focus from this field.
    DownAfter(Field),
}

impl Deref for Shell {
    type Target = Widget;

    fn deref(&self) -> &Widget {
        self.0
    }
}

impl PartialEq for Shell {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.0, other.0)
    }
}

impl Shell {
    /// A shell around `flow`.
    pub fn new(
        flow: Flow,
        now: DateTime<Utc>,
        text: &'static Text,
        direction: Direction,
        fold: fn(&str) -> String,
        driver: Driver,
    ) -> Self {
        let state = Mutex::new(Some(State { flow, now, said: String::new(), pointer: Pointer::Up }));
        Self(Box::leak(Box::new(Widget { state, text, direction, fold, driver })))
    }

    /// Looks at the state or changes it; nothing once the widget is gone. There is one thread, and nothing in here calls
    /// anything that comes back.
    fn with<T>(self, look: impl FnOnce(&mut State) -> T) -> Option<T> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).as_mut().map(look)
    }

    /// Moves the flow. Once the widget is gone this does nothing, so late answers are harmless.
    pub fn send(self, event: Event) {
        let effects = self.with(|state| {
            let (next, effects) = core::mem::take(&mut state.flow).advance(event, state.now);
            state.flow = next;
            effects
        });
        if let Some(effects) = effects {
            (self.driver.changed)(self);
            self.perform(effects);
        }
    }

    /// Carries out what a step asked for.
    pub fn perform(self, effects: Vec<Effect>) {
        (self.driver.perform)(self, effects);
    }

    /// Tells a screen reader something.
    pub fn say(self, words: String) {
        self.with(|state| state.said = words);
        (self.driver.changed)(self);
    }

    /// Moves the clock on when the minute has changed.
    pub fn tick(self, now: DateTime<Utc>) {
        let minute = |at: DateTime<Utc>| at.timestamp() / 60;
        let before = self.with(|state| core::mem::replace(&mut state.now, now));
        if before.is_some_and(|before| minute(before) != minute(now)) {
            (self.driver.changed)(self);
        }
    }

    /// Lets the state go: the widget is taken down.
    pub fn end(self) {
        let gone = self.state.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(gone);
    }

    /// Whether the widget has been taken down.
    pub fn is_gone(self) -> bool {
        self.with(|_| ()).is_none()
    }

    /// A pointer went down in the form.
    pub fn press(self) {
        self.with(|state| state.pointer = Pointer::Down);
    }

    /// The focus left a field. While a pointer is down this waits: an error that appears between the press
    /// and the release would move the button away from under the pointer, and the click would be lost.
    pub fn leave(self, field: Field) {
        let is_held = self.with(|state| {
            let is_down = !matches!(state.pointer, Pointer::Up);
            if is_down {
                state.pointer = Pointer::DownAfter(field);
            }
            is_down
        });
        if is_held != Some(true) {
            self.send(Event::Edited(Edit::Left(field)));
        }
    }

    /// The pointer went up, or a key was pressed instead.
    pub fn release(self) {
        if let Some(Pointer::DownAfter(field)) = self.with(|state| core::mem::take(&mut state.pointer)) {
            // After the click that ends this press.
            set_timeout(move || self.send(Event::Edited(Edit::Left(field))), Duration::ZERO);
        }
    }

    /// What is on the screen now, and what a screen reader was last told.
    pub fn screen(self) -> Option<(ScreenView, String)> {
        self.with(|state| (screen_view(&state.flow, state.now, self.text), state.said.clone()))
    }
}
