// The desk as workerd runs it: one object, real sockets, real restarts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { api, booking, connectedTo, control, day, TOKEN } from "../support/api.mjs";
import { until } from "../support/process.mjs";
import { startSandbox } from "../support/sandbox.mjs";
import { startWorker } from "../support/worker.mjs";

const INVITEES = "/invitees";
let sandbox;
let worker;
let calendly;
before(async () => {
  sandbox = await startSandbox(["--token", TOKEN, "--plan", "enterprise"]);
  worker = await startWorker(connectedTo(sandbox));
  calendly = control(sandbox);
});
after(async () => {
  await worker?.stop();
  await sandbox?.stop();
});

/** Starts that are free, far enough ahead not to come too near while a test runs. */
async function starts() {
  const { body } = await api(worker.url).slots("30min", { from: day(3), to: day(30), timezone: "UTC" });
  return body.slots.map(({ start }) => start);
}

/** How many events Calendly has at a start. */
async function eventsAt(start) {
  const ask = (path) =>
    fetch(sandbox.url + path, { headers: { authorization: `Bearer ${TOKEN}` } }).then((answer) => answer.json());
  const { resource } = await ask("/users/me");
  const query = new URLSearchParams({ user: resource.uri, status: "active", min_start_time: start, max_start_time: start });
  const { collection } = await ask(`/scheduled_events?${query}`);
  return collection.length;
}

const booked = async () => (await calendly.journal()).filter(({ path }) => path === INVITEES).length;

test("fifty requests with one key are one booking and fifty equal answers", async () => {
  const [start] = await starts();
  await calendly.clearJournal();
  const openslot = api(worker.url);
  const answers = await Promise.all(Array.from({ length: 50 }, () => openslot.book(booking(start), "fifty")));
  assert.deepEqual([...new Set(answers.map(({ status, text }) => `${status} ${text}`))].length, 1);
  assert.equal(answers[0].body.status, "confirmed", answers[0].text);
  assert.deepEqual([await booked(), await eventsAt(start)], [1, 1]);
});

test("twenty visitors who want one slot: one has it, the others are told which are free", async () => {
  const [start] = await starts();
  const openslot = api(worker.url);
  const visitor = (number) => ({ name: `Visitor ${number}`, email: `visitor-${number}@example.com`, timezone: "UTC" });
  const bodies = Array.from({ length: 20 }, (_, number) => booking(start, { invitee: visitor(number) }));
  const answers = await Promise.all(bodies.map((body) => openslot.book(body)));
  assert.equal(answers.filter(({ status }) => status === 201).length, 1);
  for (const { status, body } of answers.filter(({ status }) => status !== 201)) {
    assert.deepEqual([status, body.code, body.alternatives.length > 0], [409, "slot-taken", true]);
  }
  assert.equal(await eventsAt(start), 1);
});

for (const when of ["before", "after"]) {
  test(`a restart of everything in the middle, ${when} Calendly acted`, async () => {
    const [start] = await starts();
    await calendly.clearJournal();
    await calendly.fault(INVITEES, { kind: "hang" }, { method: "POST", when, times: 1 });
    const key = `cut short ${when}`;
    const cut = api(worker.url).book(booking(start), key).catch(() => "cut");
    await until("Calendly to be asked", async () => (await booked()) === 1);
    await worker.restart();
    assert.equal(await cut, "cut");
    const openslot = api(worker.url);
    const answer = await openslot.book(booking(start), key);
    assert.equal(answer.body.status, "confirmed", answer.text);
    assert.equal((await openslot.book(booking(start), key)).text, answer.text);
    assert.equal(await eventsAt(start), 1);
    const late = booking(start, { invitee: { name: "Late", email: "late@example.com", timezone: "UTC" } });
    assert.equal((await openslot.book(late)).body.code, "slot-taken");
  });
}

test("a hold hides a start from the next visitor, and survives a restart", async () => {
  const [start, other] = await starts();
  const hold = (body) => api(worker.url).post("/v1/holds", body);
  const held = await hold({ event_type: "30min", start });
  assert.equal(held.status, 201, held.text);
  assert.ok(!(await starts()).includes(start));
  await worker.restart();
  assert.equal((await hold({ event_type: "30min", start })).body.code, "slot-taken");
  const moved = await hold({ event_type: "30min", start: other, replaces: held.body.id });
  assert.equal(moved.status, 201, moved.text);
  const released = await api(worker.url).ask(`/v1/holds/${moved.body.id}`, { method: "DELETE" });
  assert.equal(released.status, 204);
  const own = await api(worker.url).book(booking(start));
  assert.equal(own.body.status, "confirmed", own.text);
});
