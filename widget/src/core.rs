//! Everything the widget decides, as pure functions over plain values.
//!
//! Knows no framework, no browser and no clock: `now`, the zone's offsets and random keys are handed in,
//! so every decision is tested natively in microseconds.

pub mod address;
pub mod announcing;
pub mod calendar;
pub mod chooser;
pub mod confirmation;
pub mod flow;
pub mod form;
pub mod frame;
pub mod keys;
pub mod lengths;
pub mod message;
pub mod month;
pub mod offers;
pub mod options;
pub mod reading;
pub mod screen;
pub mod slots;
pub mod strip;
pub mod summary;
pub mod times;
pub mod wording;
pub mod writing;
pub mod zones;
