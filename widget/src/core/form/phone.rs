//! A telephone number, typed as people do at home, with the country that was chosen beside it.
//!
//! Knows no country: what is chosen says its own calling code and which digits stand before a number at home.
//! Whether the outcome is a number, `shared::validation::phone` says.

/// The number with its calling code. `country` is `code/trunk`, and whatever else after another slash: `49/0/DE` means
/// that numbers at home begin with 0, which is left out behind +49. A number that has a code keeps it, and without a
/// country it stays as it is.
pub(super) fn whole(text: &str, country: &str) -> String {
    let text = text.trim();
    let mut parts = country.split('/');
    let (code, trunk) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if code.is_empty() || text.is_empty() || text.starts_with('+') || text.starts_with("00") {
        return text.to_owned();
    }
    // The digit in brackets, in `(0)30`, is the one that is left out.
    let digits = text.strip_prefix('(').filter(|rest| rest.starts_with(trunk)).unwrap_or(text);
    let rest = digits.strip_prefix(trunk).unwrap_or(digits);
    let rest = if digits == text { rest } else { rest.trim_start_matches(')') };
    ["+", code, " ", rest.trim()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::validation::phone::to_e164;

    #[track_caller]
    fn check(text: &str, country: &str, expected: Option<&str>) {
        assert_eq!(to_e164(&whole(text, country)).as_deref(), expected, "{text:?} {country:?}");
    }

    #[test]
    fn a_number_as_at_home_gets_its_calling_code() {
        check("912 345 678", "351//PT", Some("+351912345678"));
        check("030 901820", "49/0/DE", Some("+4930901820"));
        check("(030) 901820", "49/0/DE", Some("+4930901820"));
        check("(0)30 901820", "49/0/DE", Some("+4930901820"));
        check("(415) 555-1234", "1/1/US", Some("+14155551234"));
        check("1 415 555 1234", "1/1/US", Some("+14155551234"));
        check("8 912 345-67-89", "7/8/RU", Some("+79123456789"));
        check("06 20 123 4567", "36/06/HU", Some("+36201234567"));
        check("06 1234 5678", "39//IT", Some("+390612345678"));
    }

    #[test]
    fn a_number_with_a_code_keeps_it_and_without_a_country_nothing_is_guessed() {
        check("+44 20 7946 0000", "351//PT", Some("+442079460000"));
        check("0044 20 7946 0000", "351//PT", Some("+442079460000"));
        check("912 345 678", "", None);
        check("", "351//PT", None);
        check("twelve", "351//PT", None);
    }
}
