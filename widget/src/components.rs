//! The views. They render from data alone: no DOM, clock or `window` while a view is built, so
//! that the same views render natively, in tests and on the edge.
//!
//! A component that decides something is a mistake: the decision belongs to `core`.

mod attributes;
mod booking_form;
mod button;
mod cards;
mod choices;
mod chooser;
mod confirmation;
mod consent;
mod drawing;
mod element;
mod field;
mod frame;
mod guests;
mod head;
mod html;
mod icon;
mod leaving;
mod month;
mod node;
mod notice;
mod root;
mod skeleton;
mod strip;
mod summary;
mod time_list;
mod zones;

pub use drawing::Drawn;
pub use root::root;

#[cfg(test)]
mod tests;
