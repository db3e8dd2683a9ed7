//! What joins the flow and the views: one signal that holds the flow, and one door through which it moves.

use crate::{
    core::{
        flow::{Effect, Event, Flow},
        keys::Direction,
    },
    text::Text,
};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// What every component gets: the flow to read, the words, and where to send what happens.
#[derive(Clone, Copy)]
pub struct Shell {
    /// Changed by [`Shell::send`] alone.
    flow: RwSignal<Flow>,
    /// The current instant, moved on by the host every now and then.
    pub now: RwSignal<DateTime<Utc>>,
    /// What a screen reader was last told.
    pub announcement: RwSignal<String>,
    pub text: &'static Text,
    /// Which way the page's lines run, for the arrow keys.
    pub direction: Direction,
    perform: StoredValue<Box<dyn Fn(Shell, Vec<Effect>)>, LocalStorage>,
}

impl Shell {
    /// A shell around `flow`. `perform` carries out what the flow asks for.
    pub fn new(
        flow: Flow,
        now: DateTime<Utc>,
        text: &'static Text,
        direction: Direction,
        perform: impl Fn(Self, Vec<Effect>) + 'static,
    ) -> Self {
        Self {
            flow: RwSignal::new(flow),
            now: RwSignal::new(now),
            announcement: RwSignal::new(String::new()),
            text,
            direction,
            perform: StoredValue::new_local(Box::new(perform)),
        }
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

    /// Carries out what a step asked for.
    pub fn perform(self, effects: Vec<Effect>) {
        self.perform.try_with_value(|perform| perform(self, effects));
    }

    /// A value derived from the flow, computed again when the flow moves and passed on when it changes.
    pub fn view<T>(self, derive: impl Fn(&Flow, &'static Text) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.flow.with(|flow| derive(flow, self.text)))
    }

    /// The same for what depends on the time as well.
    pub fn timed_view<T>(
        self,
        derive: impl Fn(&Flow, DateTime<Utc>, &'static Text) -> T + Send + Sync + 'static,
    ) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.flow.with(|flow| derive(flow, self.now.get(), self.text)))
    }
}
