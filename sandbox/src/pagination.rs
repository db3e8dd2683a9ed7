//! Pages of a list. A page token is opaque to callers; it says where a page begins and carries a check digit,
//! so that a token somebody made up is refused instead of answered with a wrong page.

use bytes::Bytes;
use http::{Response, StatusCode};
use serde_json::{Value, json};

use crate::call::{Call, query_string};
use crate::chance::Chance;
use crate::error::ApiError;
use crate::reply;
use crate::uri;

const DEFAULT_COUNT: usize = 20;
const MOST: usize = 100;

/// The page of `items` that `call` asks for. `path` is the collection's, without a leading slash.
pub(crate) fn page<T>(
    call: &Call<'_>,
    path: &str,
    items: &[T],
    render: impl Fn(&T) -> Value,
) -> Result<Response<Bytes>, ApiError> {
    let count = count(call)?;
    let offset = match call.parameter("page_token") {
        None => 0,
        Some(token) => read(token).ok_or_else(|| ApiError::invalid("page_token", "is invalid"))?,
    };
    let rows: Vec<Value> = items.iter().skip(offset).take(count).map(render).collect();
    let end = offset + rows.len();
    let next = (end < items.len()).then(|| token(end));
    let previous = (offset > 0).then(|| token(offset.saturating_sub(count)));
    let address = |token: &Option<String>| {
        let token = token.as_deref()?;
        let kept = call.query.iter().filter(|(key, _)| key != "page_token");
        let kept = kept.map(|(key, value)| (key.as_str(), value.as_str()));
        Some(format!("{}/{path}?{}", uri::ORIGIN, query_string(kept.chain([("page_token", token)]))))
    };
    let pagination = json!({
        "count": rows.len(),
        "next_page": address(&next),
        "previous_page": address(&previous),
        "next_page_token": next,
        "previous_page_token": previous,
    });
    Ok(reply::json(StatusCode::OK, &json!({ "collection": rows, "pagination": pagination })))
}

/// The `field:direction` pairs of `sort`, each field one of `allowed`; `default` when it is not given.
pub(crate) fn sort(
    call: &Call<'_>,
    allowed: &[&str],
    default: &str,
) -> Result<Vec<(String, Order)>, ApiError> {
    let invalid = || ApiError::invalid("sort", format!("must be one of {}", allowed.join(", ")));
    let read = |part: &str| {
        let (field, order) = part.trim().split_once(':').unwrap_or((part.trim(), "asc"));
        let order = match order {
            "asc" => Order::Ascending,
            "desc" => Order::Descending,
            _ => return Err(invalid()),
        };
        if allowed.contains(&field) { Ok((field.to_owned(), order)) } else { Err(invalid()) }
    };
    call.parameter("sort").unwrap_or(default).split(',').map(read).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Ascending,
    Descending,
}

impl Order {
    pub(crate) fn apply(self, ordering: std::cmp::Ordering) -> std::cmp::Ordering {
        match self {
            Self::Ascending => ordering,
            Self::Descending => ordering.reverse(),
        }
    }
}

fn count(call: &Call<'_>) -> Result<usize, ApiError> {
    let Some(text) = call.parameter("count") else { return Ok(DEFAULT_COUNT) };
    text.parse()
        .ok()
        .filter(|count| (1..=MOST).contains(count))
        .ok_or_else(|| ApiError::invalid("count", "must be between 1 and 100"))
}

fn token(offset: usize) -> String {
    let offset = u64::try_from(offset).unwrap_or(u64::MAX);
    format!("{offset:08x}{}", Chance::new(offset, &[]).code(24))
}

fn read(text: &str) -> Option<usize> {
    let offset = usize::from_str_radix(text.get(..8)?, 16).ok()?;
    (token(offset) == text).then_some(offset)
}
