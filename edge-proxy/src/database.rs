//! What is asked of a database, and what it answers: the words of [`crate::platform::Platform::query`].
//!
//! A statement is written out in the source and its values are bound. There is no way to put a value into the
//! SQL itself: that is a `&'static str`.

/// A row, by the names of its columns.
pub type Row = serde_json::Map<String, serde_json::Value>;

/// One statement of SQLite's, with a value for each of its parameters `?1`, `?2`, ….
#[derive(Clone, PartialEq, Eq)]
pub struct Statement {
    /// The SQL.
    pub sql: &'static str,
    /// The values, in order; `None` is `NULL`.
    pub values: Vec<Option<String>>,
}

impl Statement {
    /// A statement without parameters.
    pub fn plain(sql: &'static str) -> Self {
        Self { sql, values: Vec::new() }
    }
}

impl core::fmt::Debug for Statement {
    /// The values may be personal data, and stay out of every log.
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(formatter, "{} [{} values]", self.sql, self.values.len())
    }
}

/// Why there are no rows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DatabaseError {
    /// The deployment has no database.
    #[error("there is no database")]
    Missing,
    /// It did not answer within the time given.
    #[error("the database did not answer in time")]
    TimedOut,
    /// It refused or broke off; nothing was changed. In its own words, which may name a table or a column, but
    /// repeat no value.
    #[error("the database failed: {0}")]
    Failed(String),
}
