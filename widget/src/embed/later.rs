//! The second part of the module: what can be needed only after "Book" was pressed. The loader's `later` fetches it and
//! knows how; which functions are in it, `later.txt` lists.
//!
//! They are reached only by way of the answer to a booking, so one that is not there yet must not be sent.

use crate::host::property;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Function, Promise};

/// The way to the second part, one for all widgets of a page.
#[derive(Clone)]
pub struct Later(Option<Function>);

impl Later {
    /// Takes the function out of what the loader hands over.
    pub fn new(boot: &JsValue) -> Self {
        Self(property(boot, "later").dyn_into().ok())
    }

    /// Somebody may book soon.
    pub fn begin(&self) {
        drop(self.ask());
    }

    /// Whether it is there, after another try if the last one failed.
    pub async fn is_there(&self) -> bool {
        match self.ask() {
            Some(arriving) => JsFuture::from(arriving).await.is_ok(),
            None => false,
        }
    }

    fn ask(&self) -> Option<Promise> {
        self.0.as_ref()?.call0(&JsValue::UNDEFINED).ok()?.dyn_into().ok()
    }
}
