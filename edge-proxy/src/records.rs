//! What is kept of attempts to book: one row each, for as long as the owner says (`BOOKINGS_KEPT_DAYS`).
//!
//! It is for the owner's reports, imports and exports. Nothing that books reads it, and nothing waits for it:
//! what is to be written is written behind the answer, and a database that is missing, slow or broken costs a
//! line in the log, without a name in it. Answers to questions, guests, telephone numbers, places and links
//! are not kept: Calendly has them. Tokens never come here.
//!
//! How to use it, in the order of an attempt:
//!
//! 1. [`Records::begin`] before Calendly is asked to book;
//! 2. [`Records::finish`] with what came of it. Once is enough, more often does no harm, and a booking that is
//!    confirmed stays so, in whatever order the writes arrive;
//! 3. [`Records::changed`] when a booking was canceled or moved. The attempt that moves it is another one:
//!    [`Attempt::replacing`].
//!
//! An answer that is only repeated to its `Idempotency-Key` needs none of this.

mod attempt;
mod record;
mod schema;
mod sql;

pub use attempt::{Attempt, Change, Outcome};
pub use record::{Record, Status};

use crate::{
    database::{DatabaseError, Row, Statement},
    platform::Platform,
    settings::Settings,
};
use chrono::{DateTime, TimeDelta, Utc};
use core::{pin::pin, time::Duration};
use futures_util::future::{Either, select};
use shared::instant;

/// How long the database may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// The most rounds of forgetting in one go; the next day does the rest. A platform allows 50 queries a request.
const ROUNDS: usize = 40;

/// The book of attempts, as one request or object sees it. Cheap to make and to clone.
#[derive(Clone, Debug)]
pub struct Records<P> {
    platform: P,
    /// How long a row is kept after it was over; `None` when nothing is kept at all.
    kept: Option<TimeDelta>,
}

impl<P: Platform> Records<P> {
    /// The book, which keeps what the settings say.
    pub fn new(platform: &P, settings: &Settings) -> Self {
        let days = settings.bookings_kept_days;
        Self { platform: platform.clone(), kept: (days > 0).then(|| TimeDelta::days(days.into())) }
    }

    /// Writes down, behind the answer, that an attempt is under way.
    pub fn begin(&self, attempt: &Attempt) {
        self.write(|now| attempt.begin(now));
    }

    /// Writes down, behind the answer, what came of an attempt.
    pub fn finish(&self, attempt: &Attempt, outcome: &Outcome) {
        self.write(|now| attempt.finish(outcome, now));
    }

    /// Writes down, behind the answer, that a booking is no longer what it was. Knows nothing of bookings that
    /// were made elsewhere, and leaves those alone.
    pub fn changed(&self, booking: &str, change: Change) {
        self.write(|now| attempt::change(booking, change, now));
    }

    /// The record of a booking, by its name in the API's routes.
    pub async fn find(&self, booking: &str) -> Result<Option<Record>, DatabaseError> {
        self.first(Statement { sql: sql::FIND, values: vec![Some(booking.to_owned())] }).await
    }

    /// The newest attempt under an `Idempotency-Key` with this digest.
    pub async fn find_attempt(&self, key_digest: &str) -> Result<Option<Record>, DatabaseError> {
        self.first(Statement { sql: sql::FIND_ATTEMPT, values: vec![Some(key_digest.to_owned())] }).await
    }

    /// Drops what was over before an instant, and gives how many rows that were.
    pub async fn forget_older_than(&self, instant: DateTime<Utc>) -> Result<usize, DatabaseError> {
        self.forget(Statement { sql: sql::FORGET, values: vec![Some(instant::format(instant))] }).await
    }

    /// What is due once a day: tables that are up to date, and nothing in them that is past its time. Where
    /// nothing is to be kept, that is everything.
    pub async fn tidy(&self) {
        let tidied = match self.in_time(schema::migrate(&self.platform)).await {
            Err(error) => Err(error),
            Ok(_) => match self.kept {
                Some(kept) => self.forget_older_than(self.platform.now() - kept).await,
                None => self.forget(Statement::plain(sql::FORGET_ALL)).await,
            },
        };
        match tidied {
            Ok(0) => {}
            Ok(count) => self.platform.log(&format!("records: {count} rows were past their time")),
            // Whoever keeps nothing needs no database.
            Err(DatabaseError::Missing) if self.kept.is_none() => {}
            Err(error) => self.platform.log(&format!("records: what is past its time stays: {error}")),
        }
    }

    /// Writes behind the answer, unless nothing is kept.
    fn write(&self, statement: impl FnOnce(DateTime<Utc>) -> Statement) {
        if self.kept.is_none() {
            return;
        }
        let (this, statement) = (self.clone(), statement(self.platform.now()));
        self.platform.defer(async move {
            if let Err(error) = this.run(statement).await {
                this.platform.log(&format!("records: a booking is missing from them: {error}"));
            }
        });
    }

    async fn first(&self, statement: Statement) -> Result<Option<Record>, DatabaseError> {
        self.run(statement).await?.into_iter().next().map(Record::read).transpose()
    }

    async fn forget(&self, statement: Statement) -> Result<usize, DatabaseError> {
        let mut count = 0;
        for _ in 0..ROUNDS {
            let gone = self.run(statement.clone()).await?.len();
            count += gone;
            if gone == 0 {
                break;
            }
        }
        Ok(count)
    }

    async fn run(&self, statement: Statement) -> Result<Vec<Row>, DatabaseError> {
        self.in_time(self.run_on_tables(statement)).await
    }

    /// Waits for the database, but not for ever.
    async fn in_time<T>(
        &self,
        answer: impl Future<Output = Result<T, DatabaseError>> + Send,
    ) -> Result<T, DatabaseError> {
        match select(pin!(answer), pin!(self.platform.sleep(PATIENCE))).await {
            Either::Left((answer, _)) => answer,
            Either::Right(((), _)) => Err(DatabaseError::TimedOut),
        }
    }

    /// When a statement fails because the tables are behind, they are brought up to date and it is run again.
    /// So nobody has to run a command before the first booking, and no booking costs a look at the tables.
    async fn run_on_tables(&self, statement: Statement) -> Result<Vec<Row>, DatabaseError> {
        let answer = self.platform.query(vec![statement.clone()]).await;
        let were_behind =
            matches!(answer, Err(DatabaseError::Failed(_))) && schema::migrate(&self.platform).await? > 0;
        let answer = if were_behind { self.platform.query(vec![statement]).await } else { answer };
        Ok(answer?.into_iter().flatten().collect())
    }
}
