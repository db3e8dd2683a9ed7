//! What the loader's part for the form is asked: what is known of the visitor, to keep what they typed, to lead them on.
//! Where any of it comes from or goes to is known to `public/on-demand/form.js` alone.

use crate::{
    core::{flow::Event, form::Known},
    hooks::Shell,
    host::property,
};
use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// The loader's function: takes the name of a question and what it is about.
#[derive(Clone)]
pub struct Sheet(Option<Function>);

impl Sheet {
    /// Takes the function out of what the loader hands over.
    pub fn new(boot: &JsValue) -> Self {
        Self(property(boot, "form").dyn_into().ok())
    }

    /// Asks for what is known of the visitor, now and whenever the page says more.
    pub fn fill_in(&self, shell: Shell) {
        let take = Closure::<dyn Fn(Array)>::new(move |known| shell.send(Event::Prefilled(pairs(&known))));
        self.ask("fill", &take.into_js_value());
    }

    /// Keeps what was typed.
    pub fn keep(&self, known: &[Known]) {
        self.ask("keep", &list(known));
    }

    /// Leads the visitor on.
    pub fn lead_on(&self, address: &str, known: &[Known]) {
        let list = list(known);
        list.unshift(&address.into());
        self.ask("leave", &list);
    }

    fn ask(&self, name: &str, about: &JsValue) {
        if let Some(function) = &self.0 {
            let _ = function.call2(&JsValue::UNDEFINED, &name.into(), about);
        }
    }
}

/// Names and values in turn.
pub(super) fn list(known: &[Known]) -> Array {
    known.iter().flat_map(|(name, value)| [name, value]).map(|text| JsValue::from_str(text)).collect()
}

fn pairs(list: &Array) -> Vec<Known> {
    let text = |index: u32| list.get(index).as_string().unwrap_or_default();
    (0..list.length() / 2).map(|pair| (text(2 * pair), text(2 * pair + 1))).collect()
}
