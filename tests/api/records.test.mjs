// The database of bookings on real D1: its tables come by themselves, and what is past its time goes.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { database } from "../support/database.mjs";
import { until } from "../support/process.mjs";
import { startWorker } from "../support/worker.mjs";

let worker;
let db;
before(async () => {
  worker = await startWorker({ BOOKINGS_KEPT_DAYS: "30" });
  db = database(worker);
});
after(() => worker?.stop());

/** A row that was begun, or booked for, so many days from now. */
const insert = (attempt, status, days) => {
  const time = `strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '${days} days')`;
  return `INSERT INTO bookings (attempt, key_digest, status, event_type, event_type_uri, start_time, end_time, name,
      email, timezone, created_at, updated_at)
    VALUES ('${attempt}', 'k', '${status}', '30min', 'u', ${time}, ${time}, 'Inês Duarte', 'ines@example.com', 'UTC',
      '2026-01-01T00:00:00Z', ${status === "confirmed" ? "'2026-01-01T00:00:00Z'" : time})`;
};

test("the tables come by themselves, and wrangler finds nothing left to do", async () => {
  await db.nextDay();
  assert.deepEqual(await db.rows("SELECT name FROM d1_migrations"), [{ name: "0001_bookings.sql" }]);
  assert.deepEqual(await db.rows("SELECT count(*) AS count FROM bookings"), [{ count: 0 }]);
  assert.match(await db.migrate(), /No migrations to apply/);
});

test("what is past its time goes, and nothing else", async () => {
  const rows = [["old", "confirmed", -31], ["refused", "refused", -31], ["recent", "confirmed", -29], ["coming", "confirmed", 300]];
  await db.rows(rows.map((row) => insert(...row)).join(";\n"));
  await db.nextDay();
  const left = await db.rows("SELECT attempt FROM bookings ORDER BY attempt");
  assert.deepEqual(left.map(({ attempt }) => attempt), ["coming", "recent"]);
  await until("the log to tell", () => worker.log().includes("records: 2 rows were past their time"));
  assert.ok(!worker.log().includes("ines"), worker.log());
});

test("a second day changes nothing and says nothing", async () => {
  const before = await db.rows("SELECT attempt, over_at FROM bookings ORDER BY attempt");
  await db.nextDay();
  assert.deepEqual(await db.rows("SELECT attempt, over_at FROM bookings ORDER BY attempt"), before);
  assert.equal(worker.log().split("records:").length, 2);
});
