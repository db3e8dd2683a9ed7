//! A booking as an iCalendar object (RFC 5545). Pure: what is known goes in, the file's text comes out.
//!
//! There is no `METHOD`: publishing and canceling by method need an `ORGANIZER` (RFC 5546 §3.2), which is the host's
//! e-mail address, and that stays private. Without one the object is what a calendar holds, and a calendar that already
//! has its `UID` takes over the one with the higher `SEQUENCE`, also when its `STATUS` is `CANCELLED`.

use chrono::{DateTime, Utc};
use shared::calendar::{Entry, basic};

/// Octets of a line, without its end (RFC 5545 §3.1).
const LONGEST_LINE: usize = 75;

/// What a file says.
#[derive(Clone, Debug)]
pub(super) struct File<'a> {
    /// Names the event for ever. Not personal.
    pub(super) uid: &'a str,
    /// How often it changed, as far as calendars can tell: never falls.
    pub(super) sequence: u32,
    /// When it changed last.
    pub(super) revised_at: DateTime<Utc>,
    /// Title, time and place.
    pub(super) entry: &'a Entry,
    /// Further lines, such as `Join: https://…`.
    pub(super) description: &'a [String],
    /// Whether it was canceled, so that calendars take it out.
    pub(super) is_canceled: bool,
}

/// The file's text: lines of at most 75 octets, each ended by CRLF.
pub(super) fn write(file: &File<'_>) -> String {
    let entry = file.entry;
    let (status, transparency) =
        if file.is_canceled { ("CANCELLED", "TRANSPARENT") } else { ("CONFIRMED", "OPAQUE") };
    let mut text = String::new();
    let mut line = |name: &str, value: &str| fold(&mut text, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Openslot//Openslot//EN");
    line("CALSCALE", "GREGORIAN");
    line("BEGIN", "VEVENT");
    line("UID", &escape(file.uid));
    line("SEQUENCE", &file.sequence.to_string());
    // Without METHOD it tells when the event was revised last (RFC 5545 §3.8.7.2).
    line("DTSTAMP", &basic(file.revised_at));
    line("DTSTART", &basic(entry.start));
    line("DTEND", &basic(entry.end));
    line("SUMMARY", &escape(&entry.title));
    if let Some(place) = &entry.place {
        line("LOCATION", &escape(place));
    }
    if !file.description.is_empty() {
        line("DESCRIPTION", &escape(&file.description.join("\n")));
    }
    // An address is no TEXT: nothing in it is escaped, so it must not need to be.
    if let Some(url) = entry.join_url.as_deref().filter(|url| is_uri(url)) {
        line("URL", url);
    }
    line("STATUS", status);
    line("TRANSP", transparency);
    line("END", "VEVENT");
    line("END", "VCALENDAR");
    text
}

/// A version number that never falls, from when Calendly made the event and when it changed last; canceling counts as
/// a change even within the same second.
pub(super) fn sequence(
    created_at: Option<DateTime<Utc>>,
    updated_at: Option<DateTime<Utc>>,
    is_canceled: bool,
) -> u32 {
    let changed =
        created_at.zip(updated_at).map_or(0, |(created, updated)| (updated - created).num_seconds());
    // An iCalendar INTEGER has 32 bits and a sign (RFC 5545 §3.3.8): enough for 68 years.
    u32::try_from(changed.clamp(0, i64::from(i32::MAX - 1))).unwrap_or_default() + u32::from(is_canceled)
}

/// A text as TEXT (RFC 5545 §3.3.11). Line ends of every kind become `\n`; other control characters have no place.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            '\t' => escaped.push('\t'),
            character if character.is_control() => {}
            character => escaped.push(character),
        }
    }
    escaped
}

/// Whether a text is printable ASCII, as every URI is (RFC 3986 §2).
fn is_uri(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Appends a content line, folded between characters (RFC 5545 §3.1).
fn fold(text: &mut String, line: &str) {
    let mut length = 0;
    for character in line.chars() {
        if length + character.len_utf8() > LONGEST_LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(character);
        length += character.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests;
