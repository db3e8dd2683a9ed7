//! Rows and properties of attributions.

use super::*;
use proptest::prelude::*;

fn touch(values: &[(&str, &str)]) -> Touch {
    Touch::read(&|name| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
}

#[track_caller]
fn check(name: &str, value: &str, is_kept: bool) {
    let found = touch(&[(name, value)]);
    let text = serde_json::to_value(&found).unwrap();
    assert_eq!(text.get(name).and_then(|kept| kept.as_str()), is_kept.then_some(value), "{name}={value}");
    // What is not kept on the way in is refused when somebody sends it all the same.
    let sent = serde_json::json!({ "last": { name: value } });
    let errors = serde_json::from_value::<Attribution>(sent).unwrap().check();
    let pointers: Vec<_> = errors.iter().filter_map(|error| error.pointer.clone()).collect();
    let expected = if is_kept { vec![] } else { vec![format!("/attribution/last/{name}")] };
    assert_eq!(pointers, expected);
    assert!(errors.iter().all(|error| error.detail.ends_with('.')), "a detail is a sentence");
}

#[test]
fn a_campaign_is_words_without_an_address() {
    check("utm_source", "newsletter", true);
    check("utm_campaign", "Frühling 2026 / 20 % off", true);
    check("utm_term", &"x".repeat(255), true);
    check("utm_term", &"x".repeat(256), false);
    check("utm_medium", "  ", false);
    check("utm_content", "a\nb", false);
    check("utm_content", "ines@example.com", false);
    check("utm_content", "ines%40example.com", false);
    check("utm_content", "ines%252540example.com", false);
    check("utm_content", "20%25 off, 40 left", true);
    check("salesforce_uuid", "00Q5e00000XyZabEAF", true);
}

#[test]
fn a_click_id_is_a_token() {
    check("gclid", "EAIaIQobChMI8-_x.Kw~1", true);
    check("fbclid", "IwAR2xF_aem_AbC-9", true);
    check("msclkid", &"0".repeat(512), true);
    check("ttclid", &"0".repeat(513), false);
    check("gclid", "a b", false);
    check("gclid", "<script>", false);
    check("gclid", "ines@example.com", false);
    check("gclid", "", false);
}

#[test]
fn a_referrer_is_an_origin_and_a_landing_page_has_a_path_more() {
    check("referrer", "https://www.google.com", true);
    check("referrer", "http://localhost:8787", true);
    check("referrer", "https://[::1]:443", true);
    check("referrer", "https://www.google.com/search", false);
    check("referrer", "https://www.google.com?q=ines", false);
    check("referrer", "https://ines:secret@example.com", false);
    check("referrer", "javascript:alert(1)", false);
    check("referrer", "https://", false);
    check("landing_page", "https://example.com/pricing/teams", true);
    check("landing_page", "https://example.com", true);
    check("landing_page", "https://example.com/p?email=ines", false);
    check("landing_page", "https://example.com/p#ines", false);
    check("landing_page", "https://example.com/unsubscribe/ines@example.com", false);
    check("landing_page", "https://example.com/unsubscribe/ines%40example.com", false);
    check("landing_page", "https://ines@example.com/", false);
    check("landing_page", "file:///etc/passwd", false);
    check("landing_page", &format!("https://example.com/{}", "x".repeat(500)), false);
}

#[test]
fn one_visit_is_told_once_and_nothing_is_nothing() {
    let visit = touch(&[("utm_source", "newsletter")]);
    let other = touch(&[("gclid", "x")]);
    let same = Attribution::of(visit.clone(), visit.clone());
    assert_eq!(same, Attribution { first: None, last: Some(visit.clone()) });
    let both = Attribution::of(visit.clone(), other.clone());
    assert_eq!((both.first, both.last), (Some(visit), Some(other)));
    assert!(Attribution::of(Touch::default(), Touch::default()).is_empty());
    assert_eq!(serde_json::to_string(&Attribution::default()).unwrap(), "{}");
}

#[test]
fn an_unknown_field_is_refused() {
    assert!(serde_json::from_str::<Attribution>(r#"{"last": {"email": "ines@example.com"}}"#).is_err());
    assert!(serde_json::from_str::<Attribution>(r#"{"middle": {}}"#).is_err());
}

#[track_caller]
fn check_tracking(
    own: &[(&str, &str)],
    first: &[(&str, &str)],
    last: &[(&str, &str)],
    expected: &[(&str, &str)],
) {
    let attribution = Attribution::of(touch(first), touch(last));
    assert_eq!(attribution.complete(&touch(own).tracking()), touch(expected).tracking());
}

#[test]
fn calendly_gets_what_the_caller_says_else_the_last_touch_else_the_first() {
    let (news, ad) = (("utm_source", "news"), ("utm_source", "ad"));
    let (medium, record) = (("utm_medium", "cpc"), ("salesforce_uuid", "00Q"));
    check_tracking(&[], &[], &[], &[]);
    check_tracking(&[], &[news], &[ad, medium], &[ad, medium]);
    check_tracking(&[], &[news], &[("gclid", "x")], &[news]);
    check_tracking(&[news], &[], &[ad, medium], &[news]);
    check_tracking(&[record], &[], &[ad, medium], &[ad, medium, record]);
    check_tracking(&[news], &[], &[record], &[news, record]);
}

/// Anything that may come out of a hostile page: addresses, controls, markup, long texts.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,600}",
        "https?://[a-z.@:]{0,12}[/?#a-z%0-9@]{0,40}",
        "[a-z]{1,8}(@|%40)[a-z]{1,8}\\.[a-z]{2,3}",
    ]
}

proptest! {
    #[test]
    fn whatever_the_page_says_becomes_a_valid_attribution_or_none(values in prop::collection::vec(hostile(), 24)) {
        let read = |from: usize| {
            let names = Touch::default().places().map(|(name, _, _)| name);
            let place = move |name: &str| names.iter().position(|known| *known == name).unwrap();
            Touch::read(&|name| values.get(from + place(name)).cloned())
        };
        let attribution = Attribution::of(read(0), read(12));
        prop_assert_eq!(attribution.check(), vec![]);
        let text = serde_json::to_string(&attribution).unwrap();
        prop_assert!(!text.contains('@') && !text.contains("%40"), "{}", text);
        prop_assert_eq!(serde_json::from_str::<Attribution>(&text).unwrap(), attribution.clone());
        for touch in attribution.first.into_iter().chain(attribution.last) {
            let sent = serde_json::to_value(touch).unwrap();
            for (name, value) in sent.as_object().unwrap() {
                let limit = if name.starts_with("utm_") || name == "salesforce_uuid" { 255 } else { 512 };
                prop_assert!((1..=limit).contains(&value.as_str().unwrap().chars().count()), "{}", name);
            }
        }
    }

    #[test]
    fn what_calendly_gets_passes_its_own_check(own in hostile(), first in hostile(), last in hostile()) {
        let attribution = Attribution::of(touch(&[("utm_source", &first)]), touch(&[("utm_term", &last)]));
        let own = touch(&[("utm_medium", &own)]).tracking();
        prop_assert_eq!(crate::validation::check_tracking(&attribution.complete(&own)), vec![]);
    }
}
