// What only the runtime's alarms do: the old booking goes although Calendly would not cancel it at once, and although
// everything was restarted in between. And what only shows with several objects: a key that is sent to two desks.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { api, booking, connectedTo, control, day, TOKEN } from "../support/api.mjs";
import { until } from "../support/process.mjs";
import { startSandbox } from "../support/sandbox.mjs";
import { startWorker } from "../support/worker.mjs";

/** The desk tries again after half a minute. */
const PATIENCE_MS = 60_000;
let sandbox;
let worker;
before(async () => {
  sandbox = await startSandbox(["--token", TOKEN, "--plan", "enterprise"]);
  worker = await startWorker(connectedTo(sandbox));
});
after(async () => {
  await worker?.stop();
  await sandbox?.stop();
});

async function starts(slug) {
  const { body } = await api(worker.url).slots(slug, { from: day(3), to: day(30), timezone: "UTC" });
  return body.slots.map(({ start }) => start);
}

test("an old booking that Calendly would not cancel goes by itself, also after a restart of everything", async () => {
  const [one, , , other] = await starts("30min");
  const { booking: old, manage_token: token } = (await api(worker.url).book(booking(one))).body;
  const authorization = `Bearer ${token}`;
  const cancellation = "/scheduled_events/*/cancellation";
  await control(sandbox).fault(cancellation, { kind: "status", status: 503 }, { method: "POST", times: 1 });
  const headers = { authorization, "idempotency-key": "move" };
  const moved = await api(worker.url).post(`/v1/bookings/${old.id}/reschedule`, { start: other }, headers);
  assert.equal(moved.body.previous, "cancelation-pending", moved.text);
  await worker.restart();
  // Nobody asks the desk for anything meanwhile: only its alarm can do this.
  const answered = ({ path, status }) => path.endsWith("/cancellation") && status !== null;
  const tries = async () => (await control(sandbox).journal()).filter(answered).length;
  await until("the desk to try again", async () => (await tries()) === 2, PATIENCE_MS);
  const shown = await api(worker.url).ask(`/v1/bookings/${old.id}`, { headers: { authorization } });
  assert.equal(shown.body.booking.status, "canceled");
  const fresh = { authorization: `Bearer ${moved.body.manage_token}` };
  const stands = await api(worker.url).ask(`/v1/bookings/${moved.body.booking.id}`, { headers: fresh });
  assert.equal(stands.body.booking.status, "active");
});

test("a key belongs to one event type, also after a restart of everything", async () => {
  const [start] = await starts("30min");
  const first = await api(worker.url).book(booking(start), "one key");
  assert.equal(first.body.status, "confirmed", first.text);
  const body = booking((await starts("consulta-inicial")).at(-1), { event_type: "consulta-inicial" });
  assert.equal((await api(worker.url).book(body, "one key")).body.code, "idempotency-key-reused");
  await worker.restart();
  assert.equal((await api(worker.url).book(body, "one key")).body.code, "idempotency-key-reused");
  assert.equal((await api(worker.url).book(booking(start), "one key")).text, first.text);
});
