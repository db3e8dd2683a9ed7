//! The second part of the module: what nobody needs before the edge has answered a booking, or before the list of time
//! zones is asked for. The loader's `later` fetches it and knows how; what is in it, `later.txt` lists.
//!
//! Calling into it before it is there would end the widget. So whatever leads there begins with waiting here.

use crate::host::property;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Function, Promise};

/// The way to the second part, one for all widgets of a page.
#[derive(Clone)]
pub struct Later(Option<Function>);

/// That the second part is there. Nobody has one who has not waited for it.
#[derive(Clone, Copy, Debug)]
pub struct Here(());

impl Later {
    /// Takes the function out of what the loader hands over.
    pub fn new(boot: &JsValue) -> Self {
        Self(property(boot, "later").dyn_into().ok())
    }

    /// It may soon be needed, or sooner than was thought.
    pub fn begin(&self) {
        drop(self.ask());
    }

    /// Waits until it is there, with one more try when it does not come. The loader sees to it that no try takes for ever.
    pub async fn arrive(&self) -> Option<Here> {
        for _ in 0..2 {
            if JsFuture::from(self.ask()?).await.is_ok() {
                return Some(Here(()));
            }
        }
        None
    }

    fn ask(&self) -> Option<Promise> {
        self.0.as_ref()?.call0(&JsValue::UNDEFINED).ok()?.dyn_into().ok()
    }
}
