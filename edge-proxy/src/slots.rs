//! Free times: windows from this isolate, from KV or from the gate, merged into one list.

mod answer;
mod assemble;
mod entry;
mod load;
mod nearby;
mod range;

pub(crate) use answer::answer;
pub(crate) use entry::{Entry, KEPT, Key, PackedEntry, is_younger};
pub(crate) use nearby::{alternatives, forget_around, forget_here, is_offered, seats_left};
pub(crate) use range::Range;
