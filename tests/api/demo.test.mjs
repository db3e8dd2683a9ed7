// With nothing set: the demo, on a real Worker with real KV and a real Durable Object.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { api, booking, day } from "../support/api.mjs";
import { startWorker } from "../support/worker.mjs";

let worker;
let demo;
before(async () => {
  worker = await startWorker();
  demo = api(worker.url);
});
after(() => worker.stop());

test("it says that it is the demo, and that all is well", async () => {
  const { body } = await demo.get("/healthz");
  assert.deepEqual([body.status, body.mode, body.settings], ["ok", "demo", []]);
});

test("a time is booked once, the answer can be had again, and the slot is gone", async () => {
  const { body: first } = await demo.slots("30min", { timezone: "Europe/Lisbon" });
  assert.ok(first.slots.length > 20, "two weeks have many times");
  const [slot] = first.slots;
  const confirmed = await demo.book(booking(slot.start), "one-key");
  assert.equal(confirmed.status, 201, confirmed.text);
  assert.equal(confirmed.body.status, "confirmed");
  assert.equal(Date.parse(confirmed.body.booking.start), Date.parse(slot.start));
  assert.match(confirmed.body.manage_token, /^m1\.[\w-]+\.[\w-]+$/);

  const again = await demo.book(booking(slot.start), "one-key");
  assert.equal(again.text, confirmed.text);
  const other = await demo.book(booking(slot.start), "another-key");
  assert.deepEqual([other.status, other.body.code], [409, "slot-taken"]);
  assert.ok(other.body.alternatives.length > 0);
  const { body: left } = await demo.slots("30min", { timezone: "Europe/Lisbon" });
  assert.ok(!left.slots.some(({ start }) => start === slot.start));
});

test("a single-use link opens a page of the demo with everything filled in", async () => {
  const { body } = await demo.slots("30min", { from: day(7), to: day(14), timezone: "UTC" });
  const answer = await demo.post("/v1/links", {
    event_type: "30min",
    start: body.slots[0].start,
    invitee: { name: "Inês <Duarte>", email: "ines@example.com" },
  });
  assert.equal(answer.status, 201, answer.text);
  assert.ok(answer.body.url.startsWith(`${worker.url}/d/`));
  const page = await fetch(answer.body.url);
  assert.equal(page.status, 200);
  const html = await page.text();
  assert.match(html, /value="Inês &lt;Duarte&gt;"/);
  assert.ok(!html.includes("<Duarte>"));
});

test("the bookings outlive the Worker", async () => {
  const { body } = await demo.slots("30min", { from: day(7), to: day(14), timezone: "UTC" });
  const start = body.slots[0].start;
  assert.equal((await demo.book(booking(start))).body.status, "confirmed");
  await worker.restart();
  demo = api(worker.url);
  const late = await demo.book(booking(start, { event_type: "30min" }));
  assert.equal(late.body.code, "slot-taken", late.text);
});

test("two visitors who want one time at the same moment do not both get it", async () => {
  const { body } = await demo.slots("30min", { from: day(7), to: day(14), timezone: "UTC" });
  const start = body.slots.at(-1).start;
  const rivals = await Promise.all(
    Array.from({ length: 8 }, (_, index) => {
      const invitee = { name: `Rival ${index}`, email: `rival${index}@example.com`, timezone: "UTC" };
      return demo.book(booking(start, { invitee }));
    }),
  );
  const codes = rivals.map(({ body }) => body.status === "confirmed" ? "confirmed" : (body.code ?? body.reason));
  assert.equal(codes.filter((code) => code === "confirmed").length, 1, codes.join());
  assert.ok(codes.every((code) => ["confirmed", "slot-taken", "rate-limited"].includes(code)), codes.join());
});
