//! The contract between the widget and the edge proxy.
