//! Values in the blanks of a sentence.

/// `template` with `{0}`, `{1}`, … replaced by `values`; a number without a value becomes nothing.
/// Languages order their words differently, which is why this is not `format!`.
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut filled = String::with_capacity(template.len() + 16);
    let mut parts = template.split('{');
    filled.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (number, rest) = part.split_once('}').unwrap_or(("", part));
        let value = number.parse().ok().and_then(|index: usize| values.get(index));
        filled.push_str(value.copied().unwrap_or_default());
        filled.push_str(rest);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(template: &str, values: &[&str], expected: &str) {
        assert_eq!(fill(template, values), expected);
    }

    #[test]
    fn a_template_takes_its_values_in_any_order() {
        check("{1} before {0}", &["a", "b"], "b before a");
        check("{0}{0}", &["a"], "aa");
        check("nothing", &["a"], "nothing");
        check("{7}!", &["a"], "!");
        check("open { brace", &[], "open  brace");
    }
}
