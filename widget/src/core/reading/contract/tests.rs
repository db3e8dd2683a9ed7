//! That this reader and serde's derived one read the same, whatever an answer says. Runs natively, over values that
//! `serde_json` has parsed; the browser's own parser is met in the tests that run there.

mod samples;

use super::*;
use crate::core::reading::read;
use samples::{
    booked_location, booking, cancellation, entry, event_type, field_error, links, location, missing, offset,
    question, range, slot, timezone,
};
use serde::{
    Deserializer, Serialize,
    de::{DeserializeOwned, Error as _, Visitor, value::Error},
    forward_to_deserialize_any,
};
use serde_json::{Value, json};
use std::fmt::Debug;

/// As JavaScript sees it: what is not there is a value too.
struct Parsed(Option<Value>);

impl Json for Parsed {
    const ABSENT: Self = Self(None);

    fn is_absent(&self) -> bool {
        self.0.is_none()
    }

    fn is_null(&self) -> bool {
        self.0 == Some(Value::Null)
    }

    fn is_object(&self) -> bool {
        matches!(self.0, Some(Value::Object(_)))
    }

    fn bool(&self) -> Option<bool> {
        self.0.as_ref()?.as_bool()
    }

    fn number(&self) -> Option<f64> {
        self.0.as_ref()?.as_f64()
    }

    fn text(&self) -> Option<String> {
        Some(self.0.as_ref()?.as_str()?.to_owned())
    }

    fn length(&self) -> Option<u32> {
        self.0.as_ref()?.as_array()?.len().try_into().ok()
    }

    fn item(&self, place: u32) -> Self {
        Self(self.0.as_ref().and_then(|value| value.get(place as usize)).cloned())
    }

    fn property(&self, name: &str) -> Self {
        Self(self.0.as_ref().and_then(|value| value.get(name)).cloned())
    }
}

/// Asks a type what its fields or words are called.
struct Names<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Names<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("has no names"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        *self.0 = fields;
        Err(Error::custom("asked"))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        *self.0 = words;
        Err(Error::custom("asked"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map identifier ignored_any
    }
}

fn names<T: DeserializeOwned>() -> &'static [&'static str] {
    let mut names: &[_] = &[];
    assert!(T::deserialize(Names(&mut names)).is_err());
    names
}

/// Both readers on one value.
#[track_caller]
fn compare<T: Read + DeserializeOwned + Debug>(value: &Value) -> bool {
    let ours = read::<T, _>(Parsed(Some(value.clone())));
    let theirs = serde_json::from_value::<T>(value.clone()).ok();
    assert_eq!(format!("{ours:?}"), format!("{theirs:?}"), "{value}");
    ours.is_some()
}

/// Every place of a value, as a JSON pointer.
fn places(value: &Value, at: &str) -> Vec<String> {
    let inner: Vec<String> = match value {
        Value::Object(fields) => {
            fields.iter().flat_map(|(name, value)| places(value, &format!("{at}/{name}"))).collect()
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(place, item)| places(item, &format!("{at}/{place}")))
            .collect(),
        _ => Vec::new(),
    };
    [vec![at.to_owned()], inner].concat()
}

/// Reads a value, and it with each place removed, and with each place of every other shape.
#[track_caller]
fn check<T: Read + DeserializeOwned + Debug>(value: &Value) {
    assert!(compare::<T>(value), "a valid sample: {value}");
    let mut with_more = value.clone();
    if let Some(object) = with_more.as_object_mut() {
        object.insert("a_newer_field".to_owned(), json!({ "deep": [1, 2] }));
        assert!(compare::<T>(&with_more), "a newer edge: {value}");
    }
    let others = [
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(5_000_000_000_u64),
        json!(-3_000_000_000_i64),
        json!(1e300),
        json!(""),
        json!("nonsense"),
        json!("2026-02-30"),
        json!("2026-02-30T10:00:00Z"),
        json!([]),
        json!([null]),
        json!([7]),
        json!({}),
    ];
    for place in places(value, "") {
        for other in &others {
            let mut wrong = value.clone();
            let was = std::mem::replace(wrong.pointer_mut(&place).unwrap(), other.clone());
            if was.is_object() && other.is_array() {
                // serde takes the values of fields without their names; the contract does not.
                assert!(read::<T, _>(Parsed(Some(wrong))).is_none());
            } else {
                compare::<T>(&wrong);
            }
        }
        let (parent, name) = place.rsplit_once('/').unwrap_or_default();
        let mut without = value.clone();
        if let Some(object) = without.pointer_mut(parent).and_then(Value::as_object_mut) {
            object.remove(name);
            compare::<T>(&without);
        }
    }
}

/// A struct with all of its fields, and with those alone that it cannot do without.
#[track_caller]
fn check_fields<T: Read + DeserializeOwned + Debug>(full: &Value) {
    let object = full.as_object().unwrap();
    let mut given: Vec<&str> = object.keys().map(String::as_str).collect();
    let mut asked = names::<T>().to_vec();
    given.sort_unstable();
    asked.sort_unstable();
    assert_eq!(given, asked, "the sample names every field");
    check::<T>(full);
    let mut least = object.clone();
    for name in asked {
        let Some(value) = least.remove(name) else { continue };
        if serde_json::from_value::<T>(least.clone().into()).is_err() {
            least.insert(name.to_owned(), value);
        }
    }
    check::<T>(&least.into());
}

#[track_caller]
fn check_words<T: Read + DeserializeOwned + Debug + Word + Serialize + Copy>() {
    let words = names::<T>();
    assert!(words.len() > 1);
    for word in words {
        check::<T>(&json!(word));
        let word: T = serde_json::from_value(json!(word)).unwrap();
        assert_eq!(json!(word.word()), serde_json::to_value(word).unwrap());
    }
}

#[test]
fn whatever_is_offered_is_read_as_serde_reads_it() {
    check_fields::<LocationOption>(&location());
    check_fields::<Question>(&question());
    check_fields::<EventType>(&event_type());
    check_fields::<Config>(&json!({
        "mode": "connected", "event_types": [event_type()], "booking_mode": "auto", "theme": "dark",
        "turnstile_site_key": "k", "scheduling_url": "https://calendly.com/ada", "host_name": "Ada",
        "host_timezone": "UTC", "host_offset_seconds": 3600
    }));
}

#[test]
fn times_and_zones_are_read_as_serde_reads_them() {
    check_fields::<Slot>(&slot());
    check_fields::<Offset>(&offset());
    check_fields::<Timezone>(&timezone());
    check_fields::<DayRange>(&range());
    check_fields::<Missing>(&missing());
    check_fields::<SlotsResponse>(&json!({
        "event_type": "intro", "range": range(), "timezone": timezone(), "slots": [slot(), slot()],
        "missing": [missing()], "fetched_at": "2026-11-01T00:00:00Z", "cache": "miss"
    }));
    check_fields::<TimezoneEntry>(&entry());
    check_fields::<TimezonesResponse>(
        &json!({ "timezones": [entry()], "tzdb": "2026a", "at": "2026-10-25T01:00:00Z" }),
    );
}

#[test]
fn a_booking_is_read_as_serde_reads_it() {
    check_fields::<BookedLocation>(&booked_location());
    check_fields::<Cancellation>(&cancellation());
    check_fields::<CalendarLinks>(&links());
    check_fields::<Booking>(&booking());
    let told = json!({ "booking": booking(), "manage_token": "t", "previous": "canceled" });
    check_fields::<Booked>(&told);
    let link =
        json!({ "url": "https://l", "event_type": "intro", "start": "2026-11-23", "reason": "requested" });
    check_fields::<LinkResponse>(&link);
    for (mut answer, status) in [(told, "confirmed"), (link, "link")] {
        answer.as_object_mut().unwrap().insert("status".to_owned(), json!(status));
        check::<BookingResponse>(&answer);
    }
    check_fields::<HoldResponse>(&json!({
        "id": "intro.x", "event_type": "intro", "start": "2026-11-23T14:30:00Z",
        "expires_at": "2026-11-23T14:30:00Z", "expires_in": 300
    }));
}

#[test]
fn a_problem_is_read_as_serde_reads_it() {
    check_fields::<FieldError>(&field_error());
    check_fields::<Problem>(&json!({
        "type": "/problems/slot-taken", "title": "Time no longer free", "status": 409, "detail": "Choose another.",
        "instance": "/requests/1", "code": "slot-taken", "errors": [field_error()], "alternatives": [slot()],
        "retry_after": 3, "scheduling_url": "https://calendly.com/ada"
    }));
}

#[test]
fn words_are_read_as_serde_reads_them() {
    check_words::<Mode>();
    check_words::<BookingMode>();
    check_words::<Theme>();
    check_words::<Kind>();
    check_words::<PoolingType>();
    check_words::<LocationKind>();
    check_words::<QuestionType>();
    check_words::<CacheState>();
    check_words::<MissingReason>();
    check_words::<BookingStatus>();
    check_words::<Canceler>();
    check_words::<LocationStatus>();
    check_words::<Previous>();
    check_words::<LinkReason>();
    check_words::<FieldCode>();
    check_words::<ProblemCode>();
}
