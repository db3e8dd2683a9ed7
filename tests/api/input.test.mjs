// Bad input on a real Worker: a clear problem each time, and Calendly is not asked.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { api, booking, connectedTo, control, day, TOKEN } from "../support/api.mjs";
import { startSandbox } from "../support/sandbox.mjs";
import { startWorker } from "../support/worker.mjs";

let sandbox;
let worker;
let openslot;
before(async () => {
  sandbox = await startSandbox(["--token", TOKEN]);
  worker = await startWorker(connectedTo(sandbox));
  openslot = api(worker.url);
  await openslot.get("/v1/event-types");
});
after(async () => {
  await worker?.stop();
  await sandbox?.stop();
});

/** Status, code and places of a problem, after checking that it is one. */
function problem({ status, headers, body, text }) {
  assert.equal(headers["content-type"], "application/problem+json", text);
  assert.equal(body.instance, `/requests/${headers["x-request-id"]}`);
  assert.match(body.detail, /\.$/, "a sentence");
  const places = (body.errors ?? []).map(({ pointer, parameter, code }) => `${pointer ?? parameter}=${code}`);
  return [status, body.code, ...places].join(" ");
}

const slots = (query) => () => openslot.get(`/v1/event-types/30min/slots?${query}`);
const start = `${day(3)}T15:00:00Z`;
const bookingWith = (more) => () => openslot.book(booking(start, more));
const invitee = (more) => ({ invitee: { ...booking(start).invitee, ...more } });
const raw = (body, type) => () =>
  openslot.ask("/v1/bookings", {
    method: "POST",
    headers: { "idempotency-key": "raw", ...(type && { "content-type": type }) },
    body,
  });
const discovery = (answers) => bookingWith({ event_type: "discovery-session", answers });

for (const [name, ask, expected] of [
  ["an unknown slug", () => openslot.slots("nothing"), "404 event-type-not-found"],
  ["from after to", slots(`from=${day(5)}&to=${day(4)}`), "400 invalid-query from=from-after-to"],
  ["over 92 days", slots(`from=${day(0)}&to=${day(92)}`), "400 invalid-query to=range-too-long"],
  ["a date that does not exist", slots("from=2027-02-29"), "400 invalid-query from=invalid-date"],
  ["an unknown zone", slots("timezone=Mars/Base"), "400 invalid-query timezone=unknown-timezone"],
  ["an unknown parameter", slots("tz=UTC"), "400 invalid-query tz=unknown-field"],
  ["a missing name", bookingWith(invitee({ name: undefined })), "422 validation-failed /invitee/name=required"],
  ["a bad e-mail", bookingWith(invitee({ email: "ines@exampl" })), "422 validation-failed /invitee/email=invalid-email"],
  ["a long name", bookingWith(invitee({ name: "x".repeat(256) })), "422 validation-failed /invitee/name=too-long"],
  [
    "an answer to no question",
    bookingWith({ answers: [{ question: "Shoe size?", answer: "43" }] }),
    "422 validation-failed /answers/0/question=unknown-question",
  ],
  [
    "missing required answers",
    discovery([]),
    "422 validation-failed /answers=required /answers=required /answers=required",
  ],
  ["broken JSON", raw('{"event_type":', "application/json"), "400 malformed-json"],
  ["the wrong content type", raw("{}", "text/plain"), "415 unsupported-media-type"],
  ["a body over 512 KiB", raw("x".repeat(530_000), "application/json"), "413 body-too-large"],
  ["no idempotency key", () => openslot.post("/v1/bookings", booking(start)), "400 idempotency-key-missing"],
  ["an unknown route", () => openslot.get("/v1/nothing"), "404 not-found"],
  ["a wrong method", () => openslot.ask("/v1/bookings", { method: "DELETE" }), "405 method-not-allowed"],
  [
    "a page of another origin",
    () => openslot.post("/v1/bookings", booking(start), { origin: "https://evil.example" }),
    "403 origin-not-allowed",
  ],
]) {
  test(`${name}: ${expected}`, async () => {
    await control(sandbox).clearJournal();
    assert.equal(problem(await ask()), expected);
    const written = (await control(sandbox).journal()).filter(({ method }) => method !== "GET");
    assert.deepEqual(written, [], "nothing was booked or minted");
  });
}

test("a start that is not on offer: 409 with the nearest free times", async () => {
  const answer = await openslot.book(booking(`${day(3)}T03:07:00Z`));
  assert.equal(problem(answer), "409 slot-taken");
  assert.ok(answer.body.alternatives.length > 0);
});

test("a body over 512 KiB that comes without a length", async () => {
  const body = new ReadableStream({
    start(stream) {
      for (let sent = 0; sent < 600; sent += 1) stream.enqueue(new TextEncoder().encode("x".repeat(1000)));
      stream.close();
    },
  });
  const headers = { "content-type": "application/json", "idempotency-key": "stream" };
  const answer = await openslot.ask("/v1/bookings", { method: "POST", headers, body, duplex: "half" });
  assert.equal(problem(answer), "413 body-too-large");
});
