//! Every way in which a token can be wrong, and that there is no other.

use super::*;
use chrono::TimeDelta;
use proptest::prelude::*;

const BOOKING: &str = "9fcbf35f-3c1a-4f0e-8a57-2f5f1e9d7a10";

fn key() -> Secret {
    Secret::new("k".repeat(32))
}

fn end() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_443_000, 0).unwrap()
}

fn claims() -> Claims {
    Claims {
        booking: BOOKING.into(),
        event: "c690719c-0f4e-4b4e-9a8e-1d1f0a2b3c4d".into(),
        event_type: "30min".into(),
        timezone: "Europe/Lisbon".into(),
        expires_at: end(),
    }
}

fn token(scope: Scope) -> String {
    sign(scope, &claims(), &key()).unwrap()
}

/// Any text as claims, with a signature that holds.
fn signed(prefix: &str, claims: &str) -> String {
    let signed = format!("{prefix}.{}", URL_SAFE_NO_PAD.encode(claims));
    let signature = mac(&signed, &key()).unwrap().finalize().into_bytes();
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

#[track_caller]
fn check(token: &str, expected: TokenError) {
    let now = end() - TimeDelta::seconds(1);
    assert_eq!(verify(Scope::Manage, token, BOOKING, &key(), now), Err(expected), "{token}");
}

#[test]
fn a_token_gives_its_claims_back_until_its_end() {
    for scope in [Scope::Manage, Scope::Calendar] {
        let verify = |now| verify(scope, &token(scope), BOOKING, &key(), now);
        assert_eq!(verify(end() - TimeDelta::seconds(1)), Ok(claims()));
        assert_eq!(verify(end()), Err(TokenError::Expired));
        assert_eq!(verify(end() + TimeDelta::days(365)), Err(TokenError::Expired));
    }
}

#[test]
fn a_token_is_short_and_may_stand_in_a_header_and_in_an_address() {
    let token = token(Scope::Calendar);
    assert!(token.len() < 300, "{}", token.len());
    assert!(token.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')));
    assert_eq!(token.split('.').count(), 3);
}

#[test]
fn a_token_of_another_shape_is_refused() {
    for text in ["", "x", "m1", "m1.x", "eyJhbGciOiJub25lIn0"] {
        check(text, TokenError::Malformed);
    }
    check("m1.x.y.z", TokenError::BadSignature);
    check("..", TokenError::OtherScope);
}

#[test]
fn a_token_of_another_scope_or_version_is_refused() {
    check(&token(Scope::Calendar), TokenError::OtherScope);
    let claims = serde_json::to_string(&claims()).unwrap();
    check(&signed("m2", &claims), TokenError::OtherScope);
    check(&signed("v1", &claims), TokenError::OtherScope);
    let renamed = token(Scope::Calendar).replacen("c1", "m1", 1);
    check(&renamed, TokenError::BadSignature);
}

#[test]
fn a_token_with_another_signature_is_refused() {
    let whole = token(Scope::Manage);
    let (signed, signature) = whole.rsplit_once('.').unwrap();
    let half: String = signature.chars().take(22).collect();
    for wrong in ["", "AAAA", &half, &format!("{signature}AAAA"), &format!("{signature}="), "?"] {
        check(&format!("{signed}.{wrong}"), TokenError::BadSignature);
    }
    let other = sign(Scope::Manage, &claims(), &Secret::new("l".repeat(32))).unwrap();
    check(&other, TokenError::BadSignature);
}

#[test]
fn a_token_whose_claims_cannot_be_read_is_refused() {
    for wrong in ["", "{}", "[]", r#"{"b":"1","e":"2","s":"3","z":"4","x":"soon"}"#] {
        check(&signed("m1", wrong), TokenError::BadClaims);
    }
}

#[test]
fn a_token_of_another_booking_is_refused() {
    let other = Claims { booking: "another".into(), ..claims() };
    check(&sign(Scope::Manage, &other, &key()).unwrap(), TokenError::OtherBooking);
}

#[test]
fn a_token_that_is_both_foreign_and_old_does_not_tell_its_end() {
    let old = Claims { booking: "another".into(), expires_at: end() - TimeDelta::days(1), ..claims() };
    check(&sign(Scope::Manage, &old, &key()).unwrap(), TokenError::OtherBooking);
}

#[test]
fn no_character_of_a_token_can_be_changed() {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=";
    let whole = token(Scope::Manage);
    for (place, old) in whole.char_indices() {
        for new in ALPHABET.chars().filter(|new| *new != old) {
            let mut changed = whole.clone();
            changed.replace_range(place..=place, &new.to_string());
            let verdict = verify(Scope::Manage, &changed, BOOKING, &key(), DateTime::UNIX_EPOCH);
            assert!(verdict.is_err(), "{new} at {place}");
        }
    }
}

proptest! {
    #[test]
    fn a_token_with_any_one_character_changed_is_refused(place in 0_usize..1000, other in any::<char>()) {
        let whole = token(Scope::Manage);
        let place = place % whole.len();
        let changed: String =
            whole.chars().enumerate().map(|(index, old)| if index == place { other } else { old }).collect();
        prop_assume!(changed != whole);
        prop_assert!(verify(Scope::Manage, &changed, BOOKING, &key(), DateTime::UNIX_EPOCH).is_err());
    }

    #[test]
    fn whatever_is_claimed_comes_back(
        booking in any::<String>(),
        event in any::<String>(),
        event_type in any::<String>(),
        timezone in any::<String>(),
        seconds in 1_i64..4_102_444_800,
    ) {
        let expires_at = DateTime::from_timestamp(seconds, 0).unwrap();
        let claims = Claims { booking: booking.clone(), event, event_type, timezone, expires_at };
        let token = sign(Scope::Manage, &claims, &key()).unwrap();
        prop_assert_eq!(verify(Scope::Manage, &token, &booking, &key(), DateTime::UNIX_EPOCH), Ok(claims));
    }

    #[test]
    fn no_text_opens_anything_by_chance(text in any::<String>()) {
        prop_assert!(verify(Scope::Manage, &text, BOOKING, &key(), DateTime::UNIX_EPOCH).is_err());
    }
}
