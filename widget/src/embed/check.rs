//! What is sent along with a form to tell a person from a program: how long it took, and, where the site owner
//! demands it, a token of Cloudflare Turnstile. How a token is made is known to the loader's `check` alone.

use crate::host::{clock, property};
use chrono::{DateTime, Utc};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Function, Promise};

/// One widget's signs of a person.
#[derive(Clone)]
pub struct Check(Rc<Inner>);

struct Inner {
    /// The loader's function: takes a site key and whether a token is wanted now, and promises it.
    ask: Option<Function>,
    shown: RefCell<Option<DateTime<Utc>>>,
    site_key: RefCell<Option<String>>,
}

impl Check {
    /// Takes the function out of what the loader hands over.
    pub fn new(boot: &JsValue) -> Self {
        let ask = property(boot, "check").dyn_into().ok();
        Self(Rc::new(Inner { ask, shown: RefCell::default(), site_key: RefCell::default() }))
    }

    /// The form is on the screen. Time runs from the first time on: who comes back to it, because a time was
    /// taken, has filled it in already.
    pub fn begin(&self, site_key: Option<String>) {
        self.0.shown.borrow_mut().get_or_insert_with(clock::now);
        self.0.site_key.replace(site_key);
        // The check runs while the visitor types.
        drop(self.ask(false));
    }

    /// Milliseconds since the form was shown; nothing when the clock was set back meanwhile.
    pub fn filled_ms(&self) -> Option<u32> {
        let shown = (*self.0.shown.borrow())?;
        u32::try_from((clock::now() - shown).num_milliseconds()).ok()
    }

    /// A token for one booking. Without one the edge refuses, and says so better than could be said here.
    pub async fn token(&self) -> Option<String> {
        let token = JsFuture::from(self.ask(true)?).await.ok()?;
        token.as_string().filter(|token| !token.is_empty())
    }

    fn ask(&self, is_wanted: bool) -> Option<Promise> {
        let site_key = JsValue::from_str(self.0.site_key.borrow().as_deref()?);
        let answer = self.0.ask.as_ref()?.call2(&JsValue::UNDEFINED, &site_key, &is_wanted.into());
        answer.ok()?.dyn_into().ok()
    }
}
