//! The database: SQLite itself, which is what D1 runs, in memory.

use edge_proxy::database::{DatabaseError, Row, Statement};
use rusqlite::{Connection, params_from_iter, types::ValueRef};
use serde_json::Value;
use std::sync::Mutex;

/// A database that can be absent, slow or broken.
pub(crate) struct Database {
    connection: Mutex<Connection>,
    state: Mutex<State>,
    /// The SQL of each statement that was run, in order.
    pub(crate) ran: Mutex<Vec<&'static str>>,
}

/// How the database is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Well,
    Missing,
    /// Answers nobody.
    Silent,
    Broken,
}

impl Default for Database {
    fn default() -> Self {
        let connection = Mutex::new(Connection::open_in_memory().unwrap());
        Self { connection, state: Mutex::new(State::Well), ran: Mutex::default() }
    }
}

impl Database {
    /// The rows of each statement, all run in one transaction.
    pub(crate) async fn query(&self, statements: Vec<Statement>) -> Result<Vec<Vec<Row>>, DatabaseError> {
        // It takes its time, in which others may ask.
        tokio::task::yield_now().await;
        let state = *self.state.lock().unwrap();
        match state {
            State::Well => self.transaction(&statements).map_err(|e| DatabaseError::Failed(e.to_string())),
            State::Missing => Err(DatabaseError::Missing),
            State::Silent => core::future::pending().await,
            State::Broken => Err(DatabaseError::Failed("D1_ERROR: network".to_owned())),
        }
    }

    pub(crate) fn becomes(&self, state: State) {
        *self.state.lock().unwrap() = state;
    }

    /// What the owner would see: each row's values in the order of their columns' names, joined by bars.
    pub(crate) fn select(&self, sql: &'static str) -> Vec<String> {
        let rows = self.transaction(&[Statement::plain(sql)]).unwrap().remove(0);
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        rows.iter().map(|row| row.values().map(text).collect::<Vec<_>>().join("|")).collect()
    }

    /// Runs a whole file.
    pub(crate) fn run_file(&self, sql: &str) {
        self.connection.lock().unwrap().execute_batch(sql).unwrap();
    }

    fn transaction(&self, statements: &[Statement]) -> rusqlite::Result<Vec<Vec<Row>>> {
        let mut connection = self.connection.lock().unwrap();
        let transaction = connection.transaction()?;
        let mut answers = Vec::new();
        for Statement { sql, values } in statements {
            self.ran.lock().unwrap().push(sql);
            let mut statement = transaction.prepare(sql)?;
            let names: Vec<_> = statement.column_names().map(str::to_owned).collect();
            let rows = statement.query_map(params_from_iter(values), |row| {
                names.iter().map(|name| Ok((name.clone(), json(row.get_ref(name.as_str())?)))).collect()
            })?;
            answers.push(rows.collect::<rusqlite::Result<_>>()?);
        }
        transaction.commit()?;
        Ok(answers)
    }
}

/// A value as D1 gives it.
fn json(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap().into(),
        ValueRef::Blob(_) => panic!("no column holds bytes"),
    }
}
