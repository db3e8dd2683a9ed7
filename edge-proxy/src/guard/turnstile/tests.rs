//! What a verdict comes to, row by row. That Cloudflare is asked, and when, is tested with the router.

use super::*;

fn settings(origins: Option<&str>) -> Settings {
    let find = |name: &str| match name {
        "CALENDLY_TOKEN" => origins.map(|_| "token".to_owned()),
        "ALLOWED_ORIGINS" => origins.map(str::to_owned),
        _ => None,
    };
    Settings::read(find).0
}

#[track_caller]
fn check(verdict: &str, expected: Finding) {
    let verdict: Verdict = serde_json::from_str(verdict).unwrap();
    let caller = Caller { address: None, host: Some("book.example.com".to_owned()) };
    let settings = settings(Some("https://example.com:8443, https://*.example.org"));
    assert_eq!(judge(&verdict, &settings, &caller), expected);
}

#[track_caller]
fn check_page(hostname: &str, expected: Finding) {
    let verdict =
        serde_json::json!({"success": true, "hostname": hostname, "action": ACTION, "error-codes": []});
    check(&verdict.to_string(), expected);
}

#[test]
fn a_token_counts_on_pages_that_may_book_and_nowhere_else() {
    check_page("example.com", Finding::Person);
    check_page("EXAMPLE.com", Finding::Person);
    check_page("www.example.org", Finding::Person);
    check_page("book.example.com", Finding::Person);
    check_page("example.org", Finding::Misplaced);
    check_page("www.example.com", Finding::Misplaced);
    check_page("evilexample.org", Finding::Misplaced);
    check_page("example.com.evil.test", Finding::Misplaced);
    check_page("", Finding::Misplaced);
}

#[test]
fn a_token_for_something_else_does_not_count() {
    check(r#"{"success":true,"hostname":"example.com","action":"login"}"#, Finding::Misplaced);
    check(r#"{"success":true,"hostname":"example.com","action":""}"#, Finding::Misplaced);
    check(r#"{"success":true,"hostname":"example.com"}"#, Finding::Misplaced);
}

#[test]
fn a_refusal_says_why() {
    check(r#"{"success":false,"error-codes":["timeout-or-duplicate"]}"#, Finding::Spent);
    check(r#"{"success":false,"error-codes":["invalid-input-response"]}"#, Finding::Foreign);
    check(r#"{"success":false,"error-codes":["something-new"]}"#, Finding::Foreign);
    check(r#"{"success":false}"#, Finding::Foreign);
}

#[test]
fn in_the_demo_any_page_may_book_but_the_action_still_counts() {
    let of = |action: &str| Verdict {
        success: true,
        hostname: "anywhere.example".to_owned(),
        action: action.to_owned(),
        error_codes: Vec::new(),
    };
    let demo = settings(None);
    assert_eq!(judge(&of(ACTION), &demo, &Caller::default()), Finding::Person);
    assert_eq!(judge(&of("login"), &demo, &Caller::default()), Finding::Misplaced);
}

#[test]
fn what_is_wrong_with_cloudflare_or_the_secret_is_not_the_visitors_fault() {
    let codes = |list: &[&str]| trouble(&list.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>());
    assert_eq!(codes(&["invalid-input-secret"]), Some(Trouble::Secret));
    assert_eq!(codes(&["missing-input-secret"]), Some(Trouble::Secret));
    assert_eq!(codes(&["invalid-input-response", "internal-error"]), Some(Trouble::Internal));
    assert_eq!(codes(&["timeout-or-duplicate"]), None);
    assert_eq!(codes(&[]), None);
}

#[test]
fn an_attempt_and_its_token_have_a_uuid_of_their_own() {
    let one = uuid("attempt", "token");
    let parts: Vec<_> = one.split('-').map(str::len).collect();
    assert_eq!(parts, [8, 4, 4, 4, 12], "{one}");
    assert_eq!(one.chars().nth(14), Some('8'), "the version");
    assert!(matches!(one.chars().nth(19), Some('8' | '9' | 'a' | 'b')), "the variant");
    assert_eq!(uuid("attempt", "token"), one);
    assert_ne!(uuid("attempt", "token2"), one);
    assert_ne!(uuid("attempt2", "token"), one);
    assert_ne!(uuid("attemp", "ttoken"), one, "nothing moves from one to the other");
}
