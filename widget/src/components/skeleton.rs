//! What stands where times will be: the shape of the screen, without words to read.

use crate::text::Text;
use leptos::prelude::*;

/// The whole widget while nothing is known. `embed.js` shows the same shape before this code is there.
#[component]
pub fn Skeleton(text: &'static Text) -> impl IntoView {
    view! {
        <div class="skeleton" role="img" aria-label=text.loading>
            <div class="skeleton__side">
                <span class="bone bone--avatar"></span>
                <span class="bone bone--title"></span>
                <span class="bone bone--line"></span>
                <span class="bone bone--line bone--short"></span>
            </div>
            <SkeletonMonth text />
        </div>
    }
}

/// The calendar and the times while the first times are awaited.
#[component]
pub fn SkeletonMonth(text: &'static Text) -> impl IntoView {
    let days = (0..35).map(|_| view! { <span class="bone bone--day"></span> }).collect_view();
    let times = (0..6).map(|_| view! { <span class="bone bone--time"></span> }).collect_view();
    view! {
        <div class="skeleton__month" role="img" aria-label=text.loading>
            <span class="bone bone--title"></span>
            <div class="skeleton__days">{days}</div>
        </div>
        <div class="skeleton__times">{times}</div>
    }
}
