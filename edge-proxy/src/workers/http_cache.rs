//! The cache in front of the Worker (Cloudflare Workers Cache): dropping answers by their tags.
//!
//! The runtime offers it as `ctx.cache` where the deployment has it switched on; locally there is none, and
//! then there is nothing to drop.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use worker::{
    Context,
    js_sys::{Array, Function, Object, Promise, Reflect},
};

/// Drops every answer that carries one of `tags` in `Cache-Tag`.
pub(super) async fn purge(context: &Context, tags: &[String]) -> Result<(), JsValue> {
    let cache = Reflect::get(context.as_ref(), &"cache".into())?;
    let Ok(purge) = Reflect::get(&cache, &"purge".into()).and_then(JsCast::dyn_into::<Function>) else {
        return Ok(());
    };
    let names: Array = tags.iter().map(|tag| JsValue::from_str(tag)).collect();
    let what = Object::new();
    Reflect::set(&what, &"tags".into(), &names)?;
    let promise: Promise = purge.call1(&cache, &what)?.dyn_into()?;
    let outcome = JsFuture::from(promise).await?;
    match Reflect::get(&outcome, &"success".into())?.as_bool() {
        Some(false) => Err(Reflect::get(&outcome, &"errors".into())?),
        _ => Ok(()),
    }
}
