//! The edge proxy.
