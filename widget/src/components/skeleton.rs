//! What stands where times will be: the shape of the screen, without words to read.

use crate::text::Text;
use leptos::prelude::*;

/// The whole widget while nothing is known.
pub fn skeleton(text: &'static Text) -> AnyView {
    view! {
        <div class="skeleton">
            <div class="skeleton__side">
                {bones("bone bone--avatar", 1)}
                {bones("bone bone--title", 1)}
                {bones("bone bone--line", 1)}
                {bones("bone bone--short", 1)}
            </div>
            {skeleton_month(text)}
        </div>
    }
    .into_any()
}

/// The calendar and the times while the first times are awaited.
pub fn skeleton_month(text: &'static Text) -> AnyView {
    view! {
        <div class="skeleton__month" role="img" aria-label=text.loading>
            {bones("bone bone--title", 1)}
            <div class="skeleton__days">{bones("bone bone--day", 35)}</div>
        </div>
        <div class="skeleton__times">{bones("bone bone--time", 6)}</div>
    }
    .into_any()
}

fn bones(class: &'static str, count: usize) -> AnyView {
    let bone = |_| view! { <span class=class></span> };
    (0..count).map(bone).collect_view().into_any()
}
