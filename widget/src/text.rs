//! Every word the widget shows, as one typed table a language.
//!
//! The words of a language are a file of `widget/languages`, fetched by the loader; what its dates and numbers look
//! like comes from the browser as [`Names`]. A field more here is a key more in each file, and the tests of
//! `languages` list who lacks it. The table knows no views and decides nothing; which sentence fits is
//! `core::message`'s business.

#[cfg(test)]
pub mod en;
mod entry;
mod fill;
#[cfg(test)]
mod languages;
pub mod names;

pub use entry::Counted;
use entry::{Entry, Lines, tables};
pub use fill::fill;
pub use names::Names;

tables! {
/// What to say when something goes wrong. Each is one or two whole sentences and says what to do.
pub struct Troubles {
    pub unreachable: &'static str,
    pub offline: &'static str,
    pub calendly_unavailable: &'static str,
    pub not_set_up: &'static str,
    pub event_type_gone: &'static str,
    pub nothing_on_offer: &'static str,
    pub not_allowed_here: &'static str,
    pub taken: &'static str,
    pub check_fields: &'static str,
    pub too_long: &'static str,
    pub unconfirmed: &'static str,
    pub too_often: &'static str,
    pub robot_check: &'static str,
    pub robot_check_down: &'static str,
    pub not_changeable: &'static str,
    pub cancel_at_calendly: &'static str,
    pub move_at_calendly: &'static str,
    pub already_canceled: &'static str,
    pub already_begun: &'static str,
    pub cancel_unconfirmed: &'static str,
    pub unexpected: &'static str,
    pub partly_missing: &'static str,
}

/// What to say under a field. Each says what to do.
pub struct FieldErrors {
    pub name: &'static str,
    pub email: &'static str,
    pub email_incomplete: &'static str,
    pub answer: &'static str,
    pub choice: &'static str,
    pub place_choice: &'static str,
    pub place: &'static str,
    pub number: &'static str,
    pub phone: &'static str,
    pub too_long: &'static str,
    pub unusable: &'static str,
    pub twice: &'static str,
    pub guest_incomplete: &'static str,
    pub guest_twice: &'static str,
    pub guests_too_many: &'static str,
    pub consent: &'static str,
    pub other: &'static str,
}

/// What sort of place a meeting has, in the visitor's words. Conferences are called what their makers call them.
pub struct Places {
    pub ask_invitee: &'static str,
    pub custom: &'static str,
    pub inbound_call: &'static str,
    pub outbound_call: &'static str,
    pub physical: &'static str,
    pub other: &'static str,
    /// A conference whose link comes later. `{0}` is its name.
    pub link_later: &'static str,
}

/// The table.
pub struct Text {
    pub names: &'static Names,

    /// This and the next one are also said by the loader, when the widget cannot be loaded.
    pub widget: &'static str,
    pub retry: &'static str,
    /// When times do not come; also said by the loader.
    pub slow: &'static str,
    /// The popup says it too, and finds it by its place.
    pub close: &'static str,

    /// `{0}` date, `{1}` time.
    pub date_and_time: &'static str,
    /// `{0}` and `{1}` are times.
    pub time_range: &'static str,

    pub demo_badge: &'static str,
    pub demo_note: &'static str,
    pub loading: &'static str,
    pub open_calendly: &'static str,
    pub new_tab: &'static str,

    pub choose_type: &'static str,
    pub all_types: &'static str,
    pub minutes: Counted,
    pub hours: Counted,
    /// What the choice of a length is called, and what stands on each. `{0}` is a number of minutes.
    pub length: &'static str,
    pub minutes_short: &'static str,
    /// `{0}` is what the owner calls it, `{1}` how long it takes.
    pub name_and_length: &'static str,
    pub several_places: &'static str,

    pub next_free: &'static str,
    pub then_free: &'static str,
    pub next_free_group: &'static str,
    pub month_before: &'static str,
    pub month_after: &'static str,
    pub week_before: &'static str,
    pub week_after: &'static str,
    /// What the choice of an arrangement is called, and the three of them.
    pub arrangement: &'static str,
    pub as_month: &'static str,
    pub as_week: &'static str,
    pub as_list: &'static str,
    pub more_days: &'static str,
    pub show_month: &'static str,
    pub hide_month: &'static str,
    pub days: &'static str,
    pub free_short: Counted,
    pub times_free: Counted,
    pub no_times: &'static str,
    pub days_with_times: Counted,
    pub seats_left: Counted,
    pub morning: &'static str,
    pub afternoon: &'static str,
    pub evening: &'static str,
    pub hours_12: &'static str,
    pub hours_24: &'static str,
    pub hour_format: &'static str,
    pub next: &'static str,
    pub next_label: &'static str,
    pub no_times_in_month: &'static str,
    /// Of a week.
    pub no_times_here: &'static str,
    pub go_to_next_free: &'static str,
    pub look_in_next_month: &'static str,
    /// `{0}` and `{1}` are times of day: what the clock shows when it changes, and right after.
    pub clock_change: &'static str,
    pub times_may_be_old: &'static str,
    pub alternatives: &'static str,
    pub zone_label: &'static str,
    pub choose_zone: &'static str,
    /// What a zone can be found by.
    pub zone_search: &'static str,
    pub loading_zones: &'static str,
    pub no_zone: &'static str,

    pub your_details: &'static str,
    pub change_time: &'static str,
    pub name: &'static str,
    pub first_name: &'static str,
    pub last_name: &'static str,
    pub email: &'static str,
    pub optional: &'static str,
    pub where_to_meet: &'static str,
    pub your_place: &'static str,
    pub your_number: &'static str,
    pub phone_hint: &'static str,
    /// The choice of a country beside a number.
    pub country_code: &'static str,
    pub text_reminder: &'static str,
    pub other_choice: &'static str,
    pub other_answer: &'static str,
    pub add_guests: &'static str,
    pub guests: &'static str,
    pub guests_hint: &'static str,
    /// `{0}` is a guest's address.
    pub remove_guest: &'static str,
    pub book: &'static str,
    pub booking_now: &'static str,
    /// `{0}` is the time, `{1}` how long.
    pub hold_ending: &'static str,
    /// `{0}` is the time.
    pub hold_lapsed: &'static str,
    pub fields_to_mend: Counted,

    pub booked: &'static str,
    pub booked_with: &'static str,
    pub invitation_sent: &'static str,
    pub host_time: &'static str,
    pub hosts_own_time: &'static str,
    pub named_hosts_time: &'static str,
    pub reschedule: &'static str,
    pub cancel: &'static str,
    pub add_to_calendar: &'static str,
    /// What an `.ics` file is to most people.
    pub calendar_file: &'static str,
    /// `{0}` is the sort of conference.
    pub link_coming: &'static str,
    /// `{0}` is where the visitor is led.
    pub led_on: &'static str,
    pub go_on_now: &'static str,
    pub stay_here: &'static str,
    pub cancel_question: &'static str,
    pub cancel_reason: &'static str,
    pub cancel_confirm: &'static str,
    pub canceling: &'static str,
    pub keep_it: &'static str,
    pub canceled: &'static str,
    /// `{0}` is the visitor's address.
    pub canceled_note: &'static str,
    /// `{0}` is date and time.
    pub booked_for: &'static str,
    pub keep_time: &'static str,
    pub move_here: &'static str,
    /// `{0}` is a time of day.
    pub move_label: &'static str,
    pub moving: &'static str,
    pub moved: &'static str,
    pub old_time_pending: &'static str,
    pub finish_title: &'static str,
    pub finish_note: &'static str,
    pub finish_payment: &'static str,
    /// While Calendly's page is on its way into the frame.
    pub finish_opening: &'static str,
    /// When it does not come.
    pub finish_outside: &'static str,
    /// When it was opened in a tab of its own.
    pub finish_left: &'static str,
    pub finish: &'static str,
    pub open_in_tab: &'static str,
    pub invitation_by_email: &'static str,
    pub another_time: &'static str,
    pub other_time: &'static str,
    pub elsewhere_with: &'static str,
    pub elsewhere_note: &'static str,

    pub places: Places,
    pub troubles: Troubles,
    pub field_errors: FieldErrors,
}
}

impl Text {
    /// The table of a language file; `None` when it is not one of this version's.
    pub fn read(file: &'static str, names: &'static Names) -> Option<Box<Self>> {
        let mut lines = Lines::new(file, names);
        let mut text = Box::new(Self::EMPTY);
        text.fill(&mut lines);
        lines.fit().then_some(text)
    }
}
