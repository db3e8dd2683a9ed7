//! Everything to choose a time from, as one value: the days and their times in one of three arrangements.
//!
//! All three are made of the same parts: a head with ways to turn the page, days to press, and days with their times.

use crate::{
    core::{
        calendar::{MonthView, month_view},
        flow::{Browse, Visit},
        message::Notice,
        month::Month,
        offers::{Chip, EmptyView, alternatives, empty_view, next_free, offline, trouble},
        options::{Arrangement, HourCycle},
        strip::{StripDay, strip_view},
        times::{Purpose, Telling, TimesView, days_view},
        wording,
    },
    text::Text,
};
use chrono::{DateTime, Utc};
use shared::event_type::Kind;

/// Everything to choose a time from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChooserView {
    pub arrangement: Arrangement,
    pub trouble: Option<Notice>,
    /// The next free times, or those near one that was taken.
    pub chips: Vec<Chip>,
    pub chips_are_alternatives: bool,
    pub head: HeadView,
    pub strip: Vec<StripDay>,
    /// The table, in the arrangement that has one.
    pub month: Option<MonthView>,
    pub month_is_open: bool,
    pub empty: Option<EmptyView>,
    pub days: Vec<TimesView>,
    pub is_twelve_hours: bool,
    pub more: More,
}

/// What is in view, and the ways to what is before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadView {
    pub title: String,
    pub before: &'static str,
    pub after: &'static str,
    pub can_go_back: bool,
    pub can_go_on: bool,
    /// Whether it helps to ask for what is after before the visitor does.
    pub wants_ahead: bool,
}

/// Whether there are more days to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum More {
    None,
    /// They are on their way.
    Awaited,
    OnOffer,
}

/// The times of a visit, to be chosen from for `purpose`.
pub fn chooser_view(
    visit: &Visit,
    browse: &Browse,
    purpose: Purpose,
    now: DateTime<Utc>,
    text: &Text,
) -> ChooserView {
    let locale = visit.session.options.locale;
    let cycle = locale.hour_cycle;
    let arrangement = browse.arrangement;
    let nearby = alternatives(browse, cycle, text);
    let is_group = visit.event_type.kind == Kind::Group;
    let is_month = arrangement == Arrangement::Month;
    ChooserView {
        arrangement,
        trouble: offline(visit, text).or_else(|| trouble(browse, now, text)),
        chips_are_alternatives: !nearby.is_empty(),
        // A list begins with the next free times by itself.
        chips: if nearby.is_empty() && arrangement != Arrangement::List {
            next_free(browse, cycle, now, text)
        } else {
            nearby
        },
        head: head_view(browse, now, text),
        strip: strip_view(browse, locale, now, text),
        month: is_month.then(|| month_view(browse, locale, now, text)),
        month_is_open: browse.month_is_open,
        empty: empty_view(browse, now, text),
        days: days_view(browse, Telling { cycle, is_group, purpose }, now, text),
        is_twelve_hours: cycle == HourCycle::Twelve,
        more: if arrangement != Arrangement::List || !browse.has_more(now) {
            More::None
        } else if browse.is_loading(now) {
            More::Awaited
        } else {
            More::OnOffer
        },
    }
}

fn head_view(browse: &Browse, now: DateTime<Utc>, text: &Text) -> HeadView {
    let (page, bounds) = (browse.page(), browse.bounds(now));
    let (before, after) = match browse.arrangement {
        Arrangement::Week => (text.week_before, text.week_after),
        Arrangement::Month | Arrangement::List => (text.month_before, text.month_after),
    };
    let title = match browse.arrangement {
        Arrangement::List if browse.month == Month::of(bounds.from) => text.next_free_group.to_owned(),
        Arrangement::Month | Arrangement::List => wording::month_title(browse.month, text),
        Arrangement::Week => wording::page_title(page, text),
    };
    HeadView {
        title,
        before,
        after,
        can_go_back: page.from > bounds.from,
        can_go_on: page.to < bounds.to && browse.month.last() < bounds.to,
        wants_ahead: !browse.is_ahead(now),
    }
}
