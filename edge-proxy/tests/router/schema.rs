//! The tables come to be by themselves, as wrangler would make them, however many isolates begin at once.

use crate::{database::Database, platform::Fake, requests::deployment};
use edge_proxy::{records::Records, settings::Settings};

const MIGRATION: &str = include_str!("../../../migrations/0001_bookings.sql");
/// What wrangler 4 sends before it applies a migration, and after it.
const WRANGLERS: &str = r#"CREATE TABLE IF NOT EXISTS "d1_migrations"(
		id         INTEGER PRIMARY KEY AUTOINCREMENT,
		name       TEXT UNIQUE,
		applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
);"#;
const NOTED: &str = "INSERT INTO \"d1_migrations\" (name) values ('0001_bookings.sql');";

const TABLES: &str = "SELECT type, name, sql FROM sqlite_schema WHERE name LIKE 'bookings%' ORDER BY name";
const APPLIED: &str = "SELECT name FROM d1_migrations ORDER BY id";

fn records(fake: &Fake) -> Records<Fake> {
    Records::new(fake, &Settings::read(|_| None).0)
}

#[tokio::test(start_paused = true)]
async fn the_tables_are_those_of_the_migrations_and_noted_where_wrangler_notes_them() {
    let fake = deployment(&[]).fake;
    assert_eq!(records(&fake).find("B").await, Ok(None));
    let by_hand = Database::default();
    by_hand.run_file(MIGRATION);
    assert_eq!(fake.0.database.select(TABLES), by_hand.select(TABLES), "no statement is lost or cut");
    assert_eq!(fake.0.database.select(APPLIED), ["0001_bookings.sql"]);
    // wrangler asks in its own words, and finds nothing left to do.
    fake.0.database.run_file(WRANGLERS);
    assert_eq!(fake.0.database.select("SELECT name FROM \"d1_migrations\""), ["0001_bookings.sql"]);
}

#[tokio::test(start_paused = true)]
async fn what_wrangler_has_applied_is_left_alone() {
    let fake = deployment(&[]).fake;
    for sql in [WRANGLERS, MIGRATION, NOTED] {
        fake.0.database.run_file(sql);
    }
    assert_eq!(records(&fake).find("B").await, Ok(None));
    records(&fake).tidy().await;
    assert_eq!(fake.0.database.select(APPLIED), ["0001_bookings.sql"]);
    assert!(fake.0.log.lock().unwrap().is_empty());
}

#[tokio::test(start_paused = true)]
async fn once_the_tables_are_there_nobody_looks_at_them_again() {
    let fake = deployment(&[]).fake;
    records(&fake).find("B").await.unwrap();
    fake.0.database.ran.lock().unwrap().clear();
    records(&fake).find("B").await.unwrap();
    assert_eq!(fake.0.database.ran.lock().unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn isolates_that_begin_at_once_do_not_get_in_each_others_way() {
    let fake = deployment(&[]).fake;
    let begin = || async { records(&fake).find("B").await };
    let (one, two, three) = tokio::join!(begin(), begin(), begin());
    assert_eq!((one, two, three), (Ok(None), Ok(None), Ok(None)));
    assert_eq!(fake.0.database.select(APPLIED), ["0001_bookings.sql"]);
}
