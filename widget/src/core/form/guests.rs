//! From what is typed or pasted into one field to guests, each by their address.

use super::Form;

impl Form {
    /// Makes guests of what was typed, as soon as it is complete, or of all of it when the field is left. What was there
    /// before is not taken twice.
    pub(super) fn take_guests(&mut self, is_left: bool) {
        if !is_left && !is_complete(&self.guest) {
            return;
        }
        for address in addresses(&core::mem::take(&mut self.guest)) {
            if !self.guests.iter().any(|known| known.eq_ignore_ascii_case(&address)) {
                self.guests.push(address);
            }
        }
    }

    /// Who comes along, one after the other.
    pub fn guest_list(&self) -> String {
        self.guests.join(", ")
    }
}

fn is_separator(char: char) -> bool {
    matches!(char, ',' | ';' | '\n' | '،' | '、' | '，')
}

/// Whether nobody would go on typing the same guest: it is ended, or there are several.
fn is_complete(text: &str) -> bool {
    let has_address = text.contains('@');
    let is_ended = text.ends_with(char::is_whitespace) || text.ends_with('>');
    text.contains(is_separator) || (has_address && is_ended) || text.matches('@').count() > 1
}

/// The addresses in a text: `Ada <ada@example.com>, bob@example.com`. Names are left out; what has no address at all is
/// kept as it is, so that its mistake is seen.
fn addresses(text: &str) -> Vec<String> {
    let mut is_quoted = false;
    let parts = text.split(|char: char| {
        is_quoted ^= char == '"';
        !is_quoted && is_separator(char)
    });
    let mut found = Vec::new();
    for part in parts {
        let before = found.len();
        let words = part.split_whitespace().filter(|word| word.contains('@'));
        let bare = |word: &str| word.trim_matches(['<', '>', '(', ')', '"', '\'']).to_owned();
        found.extend(words.map(bare));
        let part = part.trim();
        if found.len() == before && !part.is_empty() {
            found.push(part.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::{
        flow::samples::places,
        form::{Edit, Field},
    };
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(addresses(text), expected, "{text:?}");
    }

    #[test]
    fn whatever_people_paste_becomes_addresses() {
        check("a@b.c", &["a@b.c"]);
        check("a@b.c, d@e.f;g@h.i\nj@k.l m@n.o", &["a@b.c", "d@e.f", "g@h.i", "j@k.l", "m@n.o"]);
        check("Ada Lovelace <ada@b.c>, \"Hopper, Grace\" <grace@b.c>", &["ada@b.c", "grace@b.c"]);
        check("Ada <ada@b.c>;\r\n bob", &["ada@b.c", "bob"]);
        check(" , ;\n", &[]);
        check("Ada Lovelace", &["Ada Lovelace"]);
    }

    #[test]
    fn a_guest_is_taken_when_it_is_complete_and_not_in_the_middle_of_a_name() {
        let check = |text: &str, expected: bool| assert_eq!(is_complete(text), expected, "{text:?}");
        check("ada@b.c", false);
        check("ada@b.c,", true);
        check("ada@b.c ", true);
        check("Ada ", false);
        check("Ada Lovelace <ada@b.c", false);
        check("Ada Lovelace <ada@b.c>", true);
        check("ada@b.c d@e.f", true);
        check("ada@b.c\nd", true);
    }

    proptest! {
        #[test]
        fn no_address_is_lost_or_named_twice(
            names in prop::collection::btree_set("[a-z]{1,8}@[a-z]{1,8}\\.[a-z]{2,3}", 0..12),
            separator in prop::sample::select(vec![",", ";", " ", "\n", ", ", ";\n"]),
        ) {
            let names: Vec<String> = names.into_iter().collect();
            let event_type = places();
            let mut form = Form::default();
            for _ in 0..2 {
                form.edit(Edit::Typed(Field::Guests, names.join(separator)), &event_type);
                form.edit(Edit::Left(Field::Guests), &event_type);
            }
            prop_assert_eq!(&form.guests, &names);
        }
    }
}
