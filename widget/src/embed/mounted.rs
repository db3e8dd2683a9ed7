//! The widgets that are mounted: where each of them stands, what it draws, what carries out its effects, and what ends
//! with it. What is drawn, and why, is not known here.

use super::perform::Performer;
use crate::{
    components::{Drawn, root},
    core::flow::Effect,
    hooks::{Driver, Shell},
    host::clock,
};
use leptos::tachys::view::{Mountable, Render};
use std::cell::RefCell;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

struct Mounted {
    element: HtmlElement,
    /// What it is drawn into.
    stage: HtmlElement,
    shell: Shell,
    performer: Performer,
    drawn: Option<Drawn>,
    /// Whether it will be drawn as soon as what runs now has ended.
    is_due: bool,
    endings: Vec<Box<dyn FnOnce()>>,
}

thread_local! {
    /// Held here and not by the page: a handle that the page drops would be collected, and the widget with it. Nothing
    /// that may come back here is called while this is borrowed.
    static MOUNTED: RefCell<Vec<Mounted>> = const { RefCell::new(Vec::new()) };
}

/// How a widget in a page is driven.
pub const DRIVER: Driver = Driver { changed, perform };

/// Whether `element` has a widget.
pub fn holds(element: &HtmlElement) -> bool {
    MOUNTED.with_borrow(|mounted| mounted.iter().any(|known| known.element == *element))
}

/// Keeps the widget of `element`, and draws it in the next task: what has been answered already is drawn with it then, and
/// nothing that would stand there for no time at all.
pub fn keep(element: HtmlElement, stage: HtmlElement, shell: Shell, performer: Performer) {
    let new = Mounted { element, stage, shell, performer, drawn: None, is_due: true, endings: Vec::new() };
    MOUNTED.with_borrow_mut(|mounted| mounted.push(new));
    spawn_local(async move {
        clock::pause(0).await;
        draw(shell);
    });
}

/// Has something done when the widget is taken down.
pub fn at_end(shell: Shell, ending: impl FnOnce() + 'static) {
    with(shell, |mounted| mounted.endings.push(Box::new(ending)));
}

/// Takes the widget of `element` down.
pub fn end(element: &HtmlElement) {
    let endings = MOUNTED.with_borrow_mut(|mounted| {
        let known = mounted.iter_mut().find(|known| known.element == *element);
        known.map(|known| core::mem::take(&mut known.endings))
    });
    // The last that the flow hears may have it ask for something yet.
    for ending in endings.into_iter().flatten() {
        ending();
    }
    let gone = MOUNTED.with_borrow_mut(|mounted| {
        let position = mounted.iter().position(|known| known.element == *element)?;
        Some(mounted.swap_remove(position))
    });
    if let Some(mut gone) = gone {
        gone.shell.end();
        if let Some(drawn) = &mut gone.drawn {
            drawn.unmount();
        }
    }
}

fn with<T>(shell: Shell, look: impl FnOnce(&mut Mounted) -> T) -> Option<T> {
    MOUNTED.with_borrow_mut(|mounted| mounted.iter_mut().find(|known| known.shell == shell).map(look))
}

fn perform(shell: Shell, effects: Vec<Effect>) {
    if let Some(performer) = with(shell, |mounted| mounted.performer.clone()) {
        performer.perform(shell, effects);
    }
}

fn changed(shell: Shell) {
    if with(shell, |mounted| core::mem::replace(&mut mounted.is_due, true)) == Some(false) {
        spawn_local(async move { draw(shell) });
    }
}

fn draw(shell: Shell) {
    let ready = with(shell, |mounted| {
        mounted.is_due = false;
        (mounted.stage.clone(), mounted.drawn.take())
    });
    let Some((stage, drawn)) = ready else { return };
    let mut drawn = Some(match drawn {
        None => {
            let mut drawn = root(shell).build();
            drawn.mount(&stage, None);
            drawn
        }
        Some(mut drawn) => {
            root(shell).rebuild(&mut drawn);
            drawn
        }
    });
    // An element that goes may have the focus, and a page that hears of that may take the widget down.
    with(shell, |mounted| mounted.drawn = drawn.take());
    if let Some(mut left) = drawn {
        left.unmount();
    }
}
