// What is kept of attempts on the real Worker: a row for each, with what came of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { api, booking, connectedTo, TOKEN } from "../support/api.mjs";
import { database } from "../support/database.mjs";
import { until } from "../support/process.mjs";
import { startSandbox } from "../support/sandbox.mjs";
import { startWorker } from "../support/worker.mjs";

test("each attempt leaves one row, with what came of it and where the visitor came from", async () => {
  const sandbox = await startSandbox(["--token", TOKEN]);
  const worker = await startWorker(connectedTo(sandbox));
  const db = database(worker);
  try {
    const openslot = api(worker.url);
    const { body } = await openslot.slots("30min", { timezone: "UTC" });
    const { start } = body.slots[0];
    const attribution = { last: { utm_source: "news", gclid: "Cj0K", landing_page: "https://a.example/p" } };
    const booked = await openslot.book(booking(start, { attribution }), "one");
    assert.equal(booked.body.status, "confirmed", booked.text);
    await openslot.book(booking(start, { attribution }), "one");
    const taken = await openslot.book(booking(start), "two");
    assert.equal(taken.body.code, "slot-taken");

    const sql = "SELECT * FROM bookings WHERE status <> 'started' ORDER BY status";
    const [confirmed, refused, ...more] = await until("both rows", async () => {
      const rows = await db.rows(sql).catch(() => []);
      return rows.length >= 2 && rows;
    });
    assert.deepEqual(more, []);
    assert.equal(confirmed.booking, booked.body.booking.id);
    assert.deepEqual(
      [confirmed.status, confirmed.reason, confirmed.email, confirmed.timezone],
      ["confirmed", null, "ines@example.com", "Europe/Lisbon"],
    );
    assert.deepEqual([confirmed.start_time, confirmed.end_time], [booked.body.booking.start, booked.body.booking.end]);
    assert.deepEqual(JSON.parse(confirmed.attribution), attribution);
    assert.deepEqual(JSON.parse(confirmed.tracking), { utm_source: "news" });
    assert.deepEqual([refused.status, refused.reason, refused.booking, refused.tracking], ["refused", "slot-taken", null, null]);
    assert.ok(!worker.log().includes("records:"), worker.log());
  } finally {
    await worker.stop();
    await sandbox.stop();
  }
});
