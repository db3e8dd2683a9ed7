//! Which widgets are mounted where. Dropping a handle unmounts its widget.

use std::{any::Any, cell::RefCell};
use web_sys::HtmlElement;

thread_local! {
    static MOUNTED: RefCell<Vec<(HtmlElement, Box<dyn Any>)>> = const { RefCell::new(Vec::new()) };
}

/// Whether `element` has a widget.
pub fn holds(element: &HtmlElement) -> bool {
    MOUNTED.with_borrow(|mounted| mounted.iter().any(|(known, _)| known == element))
}

/// Keeps the handle of the widget of `element`.
pub fn keep(element: HtmlElement, handle: Box<dyn Any>) {
    MOUNTED.with_borrow_mut(|mounted| mounted.push((element, handle)));
}

/// Lets the widget of `element` go.
pub fn drop_for(element: &HtmlElement) {
    let gone = MOUNTED.with_borrow_mut(|mounted| {
        let position = mounted.iter().position(|(known, _)| known == element)?;
        Some(mounted.swap_remove(position))
    });
    // Dropped outside the borrow: taking a view down runs its clean-ups.
    drop(gone);
}
