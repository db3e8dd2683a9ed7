//! What joins the flow and the views: one signal that holds the flow, and one door through which it moves.

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
use leptos::prelude::*;
use std::{ops::Deref, time::Duration};

/// What every component gets: the flow to read, the words, and where to send what happens.
///
/// It is handed on by every view and kept by every listener, and is one pointer wide for it. What it points to are
/// handles and stays for as long as the page does, some fifty bytes for each mount; what they lead to goes with the
/// widget.
#[derive(Clone, Copy)]
pub struct Shell(&'static Handles);

/// What a [`Shell`] leads to.
pub struct Handles {
    /// Changed by [`Shell::send`] alone.
    flow: RwSignal<Flow>,
    /// The current instant, moved on by the host every now and then.
    pub now: RwSignal<DateTime<Utc>>,
    /// What a screen reader was last told.
    pub announcement: RwSignal<String>,
    pub text: &'static Text,
    /// Which way the page's lines run, for the arrow keys.
    pub direction: Direction,
    /// Makes a text comparable: without marks, in small letters. The browser has the tables for that.
    pub fold: fn(&str) -> String,
    perform: StoredValue<Perform, LocalStorage>,
    pointer: StoredValue<Pointer>,
}

/// Carries out what a step asked for.
type Perform = Box<dyn Fn(Shell, Vec<Effect>)>;

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
    type Target = Handles;

    fn deref(&self) -> &Handles {
        self.0
    }
}

impl Shell {
    /// A shell around `flow`. `perform` carries out what the flow asks for.
    pub fn new(
        flow: Flow,
        now: DateTime<Utc>,
        text: &'static Text,
        direction: Direction,
        fold: fn(&str) -> String,
        perform: impl Fn(Self, Vec<Effect>) + 'static,
    ) -> Self {
        Self(Box::leak(Box::new(Handles {
            flow: RwSignal::new(flow),
            now: RwSignal::new(now),
            announcement: RwSignal::new(String::new()),
            text,
            direction,
            fold,
            perform: StoredValue::new_local(Box::new(perform)),
            pointer: StoredValue::new(Pointer::Up),
        })))
    }

    /// Moves the flow. Once the widget is gone this does nothing, so late answers are harmless.
    pub fn send(self, event: Event) {
        let Some(now) = self.now.try_get_untracked() else { return };
        let moved = self.flow.try_update(|flow| {
            let (next, effects) = core::mem::take(flow).step(event, now);
            *flow = next;
            effects
        });
        if let Some(effects) = moved {
            self.perform(effects);
        }
    }

    /// Whether the widget has been taken down.
    pub fn is_gone(self) -> bool {
        self.flow.is_disposed()
    }

    /// Carries out what a step asked for.
    pub fn perform(self, effects: Vec<Effect>) {
        self.perform.try_with_value(|perform| perform(self, effects));
    }

    /// A pointer went down in the form.
    pub fn press(self) {
        self.pointer.try_set_value(Pointer::Down);
    }

    /// The focus left a field. While a pointer is down this waits: an error that appears between the press
    /// and the release would move the button away from under the pointer, and the click would be lost.
    pub fn leave(self, field: Field) {
        let is_held = self.pointer.try_update_value(|pointer| {
            let is_down = !matches!(pointer, Pointer::Up);
            if is_down {
                *pointer = Pointer::DownAfter(field);
            }
            is_down
        });
        if is_held != Some(true) {
            self.send(Event::Edited(Edit::Left(field)));
        }
    }

    /// The pointer went up, or a key was pressed instead.
    pub fn release(self) {
        if let Some(Pointer::DownAfter(field)) = self.pointer.try_update_value(core::mem::take) {
            // After the click that ends this press.
            set_timeout(move || self.send(Event::Edited(Edit::Left(field))), Duration::ZERO);
        }
    }

    /// What is on the screen, now and whenever the flow or the clock moves.
    pub fn screen(self) -> ScreenView {
        self.flow.with(|flow| screen_view(flow, self.now.get(), self.text))
    }
}
