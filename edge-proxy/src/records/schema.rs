//! The tables, brought up to date by the Worker itself, so that nobody has to run a command first.
//!
//! The migrations are the files of `migrations/`, the same that `wrangler d1 migrations apply` reads, and what
//! has been applied is written down in the same table in the same way: whichever comes first, the other finds
//! its work done.

use crate::{
    database::{DatabaseError, Statement},
    platform::Platform,
};

/// Each migration's file name and text, in order.
const MIGRATIONS: [(&str, &str); 1] =
    [("0001_bookings.sql", include_str!("../../../migrations/0001_bookings.sql"))];

/// wrangler's own book of what has been applied (`getCreateMigrationsTableQuery` in its source).
const BOOK: &str = r#"CREATE TABLE IF NOT EXISTS "d1_migrations"(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT UNIQUE,
    applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)"#;
const APPLIED: &str = "SELECT name FROM d1_migrations";
const NOTE: &str = "INSERT INTO d1_migrations (name) VALUES (?1)";

/// Applies what has not been applied, and gives how much that was.
pub(super) async fn migrate<P: Platform>(platform: &P) -> Result<usize, DatabaseError> {
    let mut count = 0;
    for (name, sql) in missing(platform).await? {
        // The note comes first: where two isolates do this at once, one of them fails here and changes nothing.
        let note = Statement { sql: NOTE, values: vec![Some(name.to_owned())] };
        let batch = core::iter::once(note).chain(statements(sql).map(Statement::plain)).collect();
        if let Err(error) = platform.query(batch).await
            && missing(platform).await?.any(|(other, _)| other == name)
        {
            return Err(error);
        }
        count += 1;
    }
    Ok(count)
}

/// The migrations that are not noted as applied.
async fn missing<P: Platform>(
    platform: &P,
) -> Result<impl Iterator<Item = (&'static str, &'static str)> + use<P>, DatabaseError> {
    let answers = platform.query(vec![Statement::plain(BOOK), Statement::plain(APPLIED)]).await?;
    let rows = answers.into_iter().flatten();
    let applied: Vec<_> = rows.filter_map(|row| Some(row.get("name")?.as_str()?.to_owned())).collect();
    Ok(MIGRATIONS.into_iter().filter(move |(name, _)| !applied.iter().any(|known| known == name)))
}

/// The statements of a migration. Each ends with a semicolon at the end of a line that is no comment.
fn statements(sql: &'static str) -> impl Iterator<Item = &'static str> {
    let mut rest = sql;
    core::iter::from_fn(move || {
        let mut length = 0;
        for line in rest.split_inclusive('\n') {
            length += line.len();
            if line.trim_end().ends_with(';') && !line.trim_start().starts_with("--") {
                let (statement, after) = rest.split_at_checked(length)?;
                rest = after;
                return Some(statement.trim());
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_a_migration_in_the_order_of_its_number() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../migrations");
        let files = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        assert_eq!(names, MIGRATIONS.map(|(name, _)| name));
    }

    #[track_caller]
    fn check(sql: &'static str, expected: &[&str]) {
        assert_eq!(statements(sql).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_statement_ends_with_a_semicolon_at_the_end_of_its_line() {
        check("", &[]);
        check("SELECT 1;", &["SELECT 1;"]);
        check("SELECT 1;\n\nSELECT\n  ';x';\n", &["SELECT 1;", "SELECT\n  ';x';"]);
        check("-- One; two;\nSELECT 1;\n-- Done;\n", &["-- One; two;\nSELECT 1;"]);
    }
}
