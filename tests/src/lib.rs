//! What programs that load and measure a Worker are made of. Knows HTTP and the clock, and nothing of slots or
//! bookings: what an address answers is its caller's matter.

pub mod cpu;
pub mod latency;
pub mod load;
