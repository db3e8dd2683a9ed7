//! What a screen reader is told, in words.

use crate::{
    core::{
        flow::Announcement,
        message::said,
        summary::handover_note,
        wording::{hold_ending, hold_lapsed, length, long_date, page_title},
    },
    text::{Text, fill},
};

/// The sentence for an announcement.
pub fn sentence(announcement: &Announcement, text: &Text) -> String {
    match announcement {
        Announcement::Day(day, count) => {
            fill(text.date_and_time, &[&long_date(*day, text), &text.times_free.say(*count)])
        }
        Announcement::Page(page, count) => {
            fill(text.date_and_time, &[&page_title(*page, text), &text.days_with_times.say(*count)])
        }
        Announcement::Length(minutes) => length(*minutes, text),
        Announcement::Issues(count) => text.fields_to_mend.say(*count),
        Announcement::Sending => text.booking_now.to_owned(),
        Announcement::Booked => text.booked.to_owned(),
        Announcement::Moving => text.moving.to_owned(),
        Announcement::Moved => text.moved.to_owned(),
        Announcement::Canceling => text.canceling.to_owned(),
        Announcement::Canceled => text.canceled.to_owned(),
        Announcement::Linked(reason, frame) => handover_note(*reason, *frame, text).to_owned(),
        Announcement::Zone(zone) => fill(text.zone_label, &[zone]),
        Announcement::Trouble(trouble) => said(*trouble, text).0.to_owned(),
        Announcement::HoldLapsed(at, cycle) => hold_lapsed(*at, *cycle, text),
        Announcement::HoldEnding(at, cycle, minutes) => hold_ending(*at, *cycle, *minutes, text),
        Announcement::Guests(guests) => fill(text.date_and_time, &[text.guests, guests]),
        Announcement::LedOn(place) => fill(text.led_on, &[place]),
        Announcement::Offline => text.troubles.offline.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{core::flow::samples, text::en::EN};
    use shared::slots::DayRange;

    #[test]
    fn announcements_are_whole_sentences_or_dates() {
        let check =
            |announcement: &Announcement, expected: &str| assert_eq!(sentence(announcement, &EN), expected);
        check(&Announcement::Day(samples::day("2026-11-23"), 8), "Monday 23 November 2026, 8 times free");
        let page = |from, to| DayRange { from: samples::day(from), to: samples::day(to) };
        let december = Announcement::Page(page("2026-12-01", "2026-12-31"), 1);
        check(&december, "December 2026, 1 day with free times");
        let week = Announcement::Page(page("2026-11-23", "2026-11-29"), 4);
        check(&week, "Mon 23 Nov – Sun 29 Nov, 4 days with free times");
        check(&Announcement::Length(60), "1 hour");
        check(&Announcement::Booked, "You are booked");
        check(&Announcement::Issues(2), "2 fields need your attention.");
        check(&Announcement::Trouble(samples::taken().trouble()), EN.troubles.taken);
    }
}
