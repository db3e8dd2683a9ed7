//! How names are compared when somebody spells one: case, accents and punctuation aside, and by the slips
//! of a hand. Knows no names.

/// A text as words of lower-case letters and digits with single spaces between: `Asia/Ho_Chi_Minh` and
/// `asia, ho-chi-minh` are the same, and so are `São Paulo` and `sao paulo`.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        match plain(letter) {
            // Apostrophes and full stops join: `St. John’s` is `st johns`. So do accents that stand alone.
            '\'' | '’' | '.' | '\u{300}'..='\u{36f}' => {}
            letter if letter.is_alphanumeric() => folded.push(letter),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A lower-case letter without its accent, for the accents of the languages that zones are named in.
fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ă' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ı' => 'i',
        'ñ' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
        'ș' | 'ş' | 'š' => 's',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        other => other,
    }
}

/// How many letters must be changed, dropped, added or swapped with their neighbour to make one text of the
/// other (optimal string alignment).
pub(super) fn slips(one: &str, other: &str) -> usize {
    let target: Vec<char> = other.chars().collect();
    // Row by row: what it costs to make the first letters of `other` of the first letters of `one`.
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=target.len()).collect();
    let mut previous = None;
    for letter in one.chars() {
        let mut row = vec![last.first().map_or(0, |cost| cost + 1)];
        let mut left = None;
        for (column, wanted) in target.iter().enumerate() {
            let cost = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
            let mut best = cost(&last, column) + usize::from(letter != *wanted);
            best = best.min(cost(&last, column + 1) + 1).min(cost(&row, column) + 1);
            if let Some(swapped) = column.checked_sub(1)
                && previous == Some(*wanted)
                && left == Some(letter)
            {
                best = best.min(cost(&before_last, swapped) + 1);
            }
            row.push(best);
            left = Some(*wanted);
        }
        before_last = core::mem::replace(&mut last, row);
        previous = Some(letter);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check_slips(one: &str, other: &str, expected: usize) {
        assert_eq!(slips(one, other), expected, "{one} {other}");
        assert_eq!(slips(other, one), expected, "{other} {one}");
    }

    #[test]
    fn a_slip_changes_drops_adds_or_swaps() {
        check_slips("lisbon", "lisbon", 0);
        check_slips("lisbon", "lisban", 1);
        check_slips("lisbon", "lison", 1);
        check_slips("lisbon", "libson", 1);
        check_slips("lisbon", "london", 3);
        check_slips("", "oslo", 4);
        check_slips("kyiv", "kiev", 2);
    }

    #[test]
    fn case_accents_and_punctuation_do_not_matter() {
        assert_eq!(fold("Asia/Ho_Chi_Minh"), "asia ho chi minh");
        assert_eq!(fold("  São-Paulo, "), "sao paulo");
        assert_eq!(fold("St. John’s"), "st johns");
        assert_eq!(fold("İSTANBUL"), "istanbul");
        assert_eq!(fold("…"), "");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in ".{0,30}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn slips_are_a_distance(one in "[ab]{0,6}", other in "[ab]{0,6}") {
            let found = slips(&one, &other);
            prop_assert_eq!(found, slips(&other, &one));
            prop_assert_eq!(found == 0, one == other);
            prop_assert!(found <= one.len().max(other.len()));
            prop_assert!(found >= one.len().abs_diff(other.len()));
        }
    }
}
