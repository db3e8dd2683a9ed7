//! Free times: windows from the cache or from Calendly, merged into one list.

mod entry;
mod load;
mod range;

pub(crate) use load::{alternatives, forget_around, is_offered, load};
pub(crate) use range::Range;
