// A crowd that books through a Calendly of which one call in twenty goes wrong, over real sockets: the native
// test of the same name has ten thousand attempts in virtual time; this one shows that workerd adds nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { api, booking, connectedTo, control, day, TOKEN } from "../support/api.mjs";
import { startSandbox } from "../support/sandbox.mjs";
import { startWorker } from "../support/worker.mjs";

const CLIENTS = 40;
const ATTEMPTS = 15;
const SLOTS = 60;
/** Each of the six ways to go wrong, together one call in twenty. */
const EACH = 0.05 / 6;

/** One visitor's attempts; each is repeated under its key until the answer is no failure of the server's. */
async function visit(openslot, number, starts) {
  const tried = [];
  const email = `visitor-${number}@example.com`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const start = starts[(number * 37 + attempt * 101) % starts.length];
    const body = booking(start, { invitee: { name: "Visitor", email, timezone: "UTC" } });
    const key = `${number}-${attempt}`;
    let answer;
    for (let round = 0; round < 3 && (answer === undefined || answer.status >= 500); round += 1) {
      answer = await openslot.book(body, key);
    }
    assert.ok([201, 409, 503, 504].includes(answer.status), answer.text);
    tried.push({ key, body, booked: answer.body.booking?.id });
  }
  return tried;
}

/** Every invitee at one of these starts, by identifier. */
async function invitees(sandbox, starts) {
  const ask = async (path) =>
    (await fetch(sandbox.url + path, { headers: { authorization: `Bearer ${TOKEN}` } })).json();
  const { resource } = await ask("/users/me");
  const found = new Map();
  for (const start of starts) {
    const query = new URLSearchParams({ user: resource.uri, min_start_time: start, max_start_time: start });
    for (const { uri } of (await ask(`/scheduled_events?${query}`)).collection) {
      const { collection } = await ask(`${new URL(uri).pathname}/invitees`);
      for (const invitee of collection) found.set(invitee.uri.split("/").at(-1), start);
    }
  }
  return found;
}

test("in a stormy crowd no slot is sold twice and no booking is lost", async () => {
  const sandbox = await startSandbox(["--token", TOKEN, "--plan", "enterprise", "--no-rate-limits"]);
  const worker = await startWorker(connectedTo(sandbox, { RATE_LIMITS: "off" }));
  try {
    const openslot = api(worker.url);
    const calendly = control(sandbox);
    const { body } = await openslot.slots("30min", { from: day(3), to: day(40), timezone: "UTC" });
    const starts = body.slots.slice(0, SLOTS).map(({ start }) => start);
    for (const when of ["before", "after"]) {
      for (const fault of [{ kind: "status", status: 502 }, { kind: "reset" }, { kind: "hang" }]) {
        await calendly.fault("/invitees", fault, { method: "POST", when, probability: EACH });
      }
    }
    const visits = Array.from({ length: CLIENTS }, (_, number) => visit(openslot, number, starts));
    const tried = (await Promise.all(visits)).flat();
    await calendly.heal();

    const there = await invitees(sandbox, starts);
    assert.equal(new Set(there.values()).size, there.size, "every slot at most once");
    const reported = tried.map(({ booked }) => booked).filter(Boolean);
    assert.equal(new Set(reported).size, reported.length, "every report is of another booking");
    assert.ok(reported.every((id) => there.has(id)), "every success exists");
    const missing = new Set([...there.keys()].filter((id) => !reported.includes(id)));
    for (const { key, body } of tried.filter(({ booked }) => !booked)) {
      if (missing.size === 0) break;
      missing.delete((await openslot.book(body, key)).body.booking?.id);
    }
    assert.deepEqual([...missing], [], "every booking was reported or is found by its key");
    assert.ok(there.size > SLOTS * 0.9, `the crowd got ${there.size} of ${SLOTS}`);
    assert.equal(tried.length, CLIENTS * ATTEMPTS);
  } finally {
    await worker.stop();
    await sandbox.stop();
  }
});
