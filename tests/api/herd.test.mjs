// A crowd before a closed door: what a thousand visitors cost who all come at once, in one isolate and through
// one Durable Object as Cloudflare runs them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ADMIN_TOKEN, api, booking, connectedTo, control, day, TOKEN } from "../support/api.mjs";
import { until } from "../support/process.mjs";
import { startSandbox } from "../support/sandbox.mjs";
import { startWorker } from "../support/worker.mjs";
import { keysInKv } from "../support/wrangler.mjs";

const TIMES = "/event_type_available_times";
const CROWD = 1000;

test("a thousand cold visitors cost one call for each window, and nobody is turned away", async () => {
  const sandbox = await startSandbox(["--token", TOKEN, "--window-days", "7"]);
  const worker = await startWorker(connectedTo(sandbox, { CALENDLY_WINDOW_DAYS: "7" }));
  try {
    const calendly = control(sandbox);
    await calendly.fault(TIMES, { kind: "latency", ms: 500 });
    const openslot = api(worker.url);
    const query = { from: day(1), to: day(30), timezone: "UTC" };
    const answers = await Promise.all(Array.from({ length: CROWD }, () => openslot.slots("30min", query)));
    const [{ body: first }] = answers;
    for (const { status, body, text } of answers) {
      assert.equal(status, 200, text);
      assert.deepEqual(body.missing, []);
      assert.deepEqual(body.slots, first.slots);
    }
    assert.ok(first.slots.length > 50);
    const calls = (await calendly.journal()).map(({ path, query }) => `${path} ${/end_time=[^&]*/.exec(query) ?? ""}`);
    assert.equal(new Set(calls).size, calls.length, `no call was made twice: ${calls.join(", ")}`);
    const windows = calls.filter((call) => call.startsWith(TIMES)).length;
    assert.ok(5 <= windows && windows <= 6, `${windows} windows`);
    assert.equal(calls.length, windows + 2, "and the catalogue");
  } finally {
    await worker.stop();
    await sandbox.stop();
  }
});

test("what the gate knows survives a restart of everything", async () => {
  const sandbox = await startSandbox(["--token", TOKEN]);
  const worker = await startWorker(connectedTo(sandbox, { ADMIN_TOKEN }));
  try {
    const query = { from: day(1), to: day(14), timezone: "UTC" };
    const before = await api(worker.url).slots("30min", query);
    const calendly = control(sandbox);
    const windows = (await calendly.journal()).filter(({ path }) => path === TIMES).length;
    // The gate writes down what it has fetched behind the answer: to its storage, then to KV.
    await until("the windows to be in KV", async () => {
      const keys = await keysInKv(worker).catch(() => []); // it may be busy
      return keys.filter((key) => key.startsWith("slots:")).length === windows;
    });
    await calendly.clearJournal();
    await worker.restart();
    const openslot = api(worker.url);
    const after = await openslot.slots("30min", query);
    assert.deepEqual([after.body.cache, after.body.slots], ["hit", before.body.slots]);
    assert.deepEqual(await calendly.journal(), []);

    const start = after.body.slots.at(0).start;
    const booked = await openslot.book(booking(start));
    assert.equal(booked.body.status, "confirmed", booked.text);
    const later = await openslot.slots("30min", query);
    assert.ok(later.body.slots.every((slot) => slot.start !== start), "a booking reaches KV and the gate");

    const admin = { authorization: `Bearer ${ADMIN_TOKEN}` };
    const health = await openslot.ask("/healthz?verbose", { headers: admin });
    assert.equal(health.body.edge.breaker, "closed");
    assert.ok(health.body.edge.kv_writes_today >= 2, "what was written before the restart is still counted");
    assert.equal((await openslot.get("/healthz?verbose")).status, 401);
  } finally {
    await worker.stop();
    await sandbox.stop();
  }
});

test("without a zone in the query the days are meant where the visitor is", async () => {
  const worker = await startWorker();
  try {
    const openslot = api(worker.url);
    const { body, headers } = await openslot.slots("30min");
    assert.match(body.timezone.id, /^[A-Z]/);
    assert.equal(headers["cache-control"], "private, no-cache");
    const zones = await openslot.get("/v1/timezones");
    assert.ok(zones.body.timezones.length > 300);
    const again = await openslot.ask("/v1/timezones", { headers: { "if-none-match": zones.headers.etag } });
    assert.equal(again.status, 304);
  } finally {
    await worker.stop();
  }
});
