//! When somebody can book: working hours, what already fills them, and the starts that are left. All instants
//! are whole seconds since the epoch; the only time zone is the hosts'.

pub(crate) mod busy;
pub(crate) mod schedule;
pub(crate) mod slots;
