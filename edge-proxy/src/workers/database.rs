//! The database as D1 offers it. Decides nothing.

use crate::database::{DatabaseError, Row, Statement};
use wasm_bindgen::JsValue;
use worker::{Env, js_sys};

/// The binding in `wrangler.toml`.
const BINDING: &str = "DB";

/// Runs statements as one batch, which D1 makes one transaction.
pub(super) async fn query(env: &Env, statements: &[Statement]) -> Result<Vec<Vec<Row>>, DatabaseError> {
    let database = env.d1(BINDING).map_err(|_| DatabaseError::Missing)?;
    let bound = statements.iter().map(|Statement { sql, values }| {
        let values = values.iter().map(|value| value.as_deref().map_or(JsValue::NULL, JsValue::from_str));
        database.prepare(*sql).bind(&values.collect::<Vec<_>>())
    });
    let batch = bound.collect::<worker::Result<_>>().map_err(failed)?;
    let results = database.batch(batch).await.map_err(failed)?;
    results.iter().map(|result| result.results().map_err(failed)).collect()
}

fn failed(error: worker::Error) -> DatabaseError {
    // The crate's own `Display` of this error casts its cause to a text, which it need not be.
    DatabaseError::Failed(match error {
        worker::Error::D1(error) => AsRef::<js_sys::Error>::as_ref(&error).message().into(),
        other => other.to_string(),
    })
}
