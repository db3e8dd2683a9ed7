// What keeps robots and floods out, as the runtime counts and as a real connection to siteverify shows it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ADMIN_TOKEN, api, booking, connectedTo, day, TOKEN } from "../support/api.mjs";
import { until } from "../support/process.mjs";
import { startSandbox } from "../support/sandbox.mjs";
import { startSiteverify } from "../support/siteverify.mjs";
import { startWorker } from "../support/worker.mjs";

const SECRET = "turnstile-secret-of-the-api-tests";

/** An attempt that comes to nothing, from an address and for a mailbox. */
function attempt(openslot, address, email) {
  const body = booking(`${day(3)}T15:00:00Z`, {
    event_type: "nothing",
    invitee: { name: "Inês Duarte", email, timezone: "UTC" },
  });
  const headers = { "idempotency-key": "attempt", ...(address && { "cf-connecting-ip": address }) };
  return openslot.post("/v1/bookings", body, headers);
}

/** How many attempts, made one after the other, came before the first that was refused. */
async function untilRefused(most, ask) {
  for (let count = 0; count <= most; count += 1) {
    const answer = await ask(count);
    if (answer.status === 429) return { count, answer };
    assert.deepEqual([answer.status, answer.body.code], [404, "event-type-not-found"], answer.text);
  }
  assert.fail(`${most} attempts, and none was refused`);
}

test("one address and one mailbox may write so often a minute, whoever else does", async () => {
  const worker = await startWorker({}, "deployed");
  try {
    const openslot = api(worker.url);
    // A minute of the counter may end in between, and then as many are let through once more.
    const person = (count) => `person${count}@example.com`;
    const byAddress = await untilRefused(20, (count) => attempt(openslot, "203.0.113.7", person(count)));
    assert.ok(byAddress.count >= 10, `${byAddress.count} were let through`);
    const { headers, body } = byAddress.answer;
    assert.deepEqual([body.code, headers["retry-after"], body.retry_after], ["rate-limited", "60", 60]);

    const network = (count) => `2001:db8:1:2::${count + 1}`;
    const byNetwork = await untilRefused(20, (count) => attempt(openslot, network(count), `n${person(count)}`));
    assert.ok(byNetwork.count >= 10, `${byNetwork.count} were let through`);

    const someone = (count) => `198.51.100.${count + 1}`;
    const byMailbox = await untilRefused(10, (count) => attempt(openslot, someone(count), `ines+${count}@example.com`));
    assert.ok(byMailbox.count >= 5, `${byMailbox.count} were let through`);

    const here = await attempt(openslot, undefined, "ada@example.com");
    assert.equal(here.status, 404, "on one's own machine too");
    await until("the log to be written", () => /"problem":"rate-limited"/.test(worker.log()));
    for (const personal of ["203.0.113.7", "2001:db8", "ines", "person"]) {
      assert.ok(!worker.log().includes(personal), `${personal} in the log`);
    }
  } finally {
    await worker.stop();
  }
});

test("without anything that counts, bookings go on, and the log says so once", async () => {
  const worker = await startWorker({}, "missing");
  try {
    const openslot = api(worker.url);
    for (let count = 0; count < 30; count += 1) {
      assert.equal((await attempt(openslot, "203.0.113.7", "ines@example.com")).status, 404);
    }
    await until("the log to be written", () => /nothing counts/.test(worker.log()));
    const told = worker.log().match(/nothing counts/g);
    assert.equal(told.length, 1);
  } finally {
    await worker.stop();
  }
});

test("limits can be switched off, and health says that they are", async () => {
  const worker = await startWorker({ RATE_LIMITS: "off" }, "deployed");
  try {
    const openslot = api(worker.url);
    for (let count = 0; count < 30; count += 1) {
      assert.equal((await attempt(openslot, "203.0.113.7", "ines@example.com")).status, 404);
    }
    const { body } = await openslot.get("/healthz");
    assert.equal(body.status, "misconfigured");
    assert.match(body.settings[0].detail, /^Rate limits are off/);
  } finally {
    await worker.stop();
  }
});

test("only the owner mints links, and no more of them than the cap, also after a restart", async () => {
  const sandbox = await startSandbox(["--token", TOKEN]);
  const worker = await startWorker(connectedTo(sandbox, { ADMIN_TOKEN, LINKS_PER_HOUR: "2" }));
  try {
    const link = { event_type: "30min" };
    const mint = () => api(worker.url).post("/v1/links", link, { authorization: `Bearer ${ADMIN_TOKEN}` });
    const stranger = await api(worker.url).post("/v1/links", link);
    assert.deepEqual([stranger.status, stranger.body.code], [401, "admin-token-required"]);
    assert.equal((await mint()).status, 201);
    assert.equal((await mint()).status, 201);
    const refused = await mint();
    assert.deepEqual([refused.status, refused.body.code], [429, "rate-limited"]);
    const wait = Number(refused.headers["retry-after"]);
    assert.ok(wait > 3500 && wait <= 3600, `${wait} s`);
    assert.match(refused.body.scheduling_url, /^https?:/);
    await worker.restart();
    assert.equal((await mint()).status, 429);
  } finally {
    await worker.stop();
    await sandbox.stop();
  }
});

test("where the owner demands it, a booking needs a token that siteverify vouches for", async () => {
  const siteverify = await startSiteverify(SECRET);
  const worker = await startWorker({
    TURNSTILE_SITE_KEY: "0x4AAAAAAASiteKey",
    TURNSTILE_SECRET: SECRET,
    TURNSTILE_SITEVERIFY_URL: siteverify.url,
  });
  try {
    const openslot = api(worker.url);
    const { body: config } = await openslot.get("/v1/config");
    assert.equal(config.turnstile_site_key, "0x4AAAAAAASiteKey");
    const { body } = await openslot.slots("30min", { from: day(3), to: day(12), timezone: "UTC" });
    const [one, two] = [body.slots.at(0).start, body.slots.at(-1).start];
    const failed = (answer) => {
      assert.deepEqual([answer.status, answer.body.code], [422, "validation-failed"], answer.text);
      assert.deepEqual([answer.body.errors[0].pointer, answer.body.errors[0].code], ["/turnstile_token", "turnstile-failed"]);
    };
    failed(await openslot.book(booking(one)));
    failed(await openslot.book(booking(one, { turnstile_token: "guessed" })));
    siteverify.make("login", "shop.example", "login");
    failed(await openslot.book(booking(one, { turnstile_token: "login" })));

    siteverify.make("first", "shop.example");
    const booked = await openslot.book(booking(one, { turnstile_token: "first" }), "one-key");
    assert.equal(booked.body.status, "confirmed", booked.text);
    const again = await openslot.book(booking(one, { turnstile_token: "first" }), "one-key");
    assert.equal(again.text, booked.text, "a repeated attempt may bring its token again");
    failed(await openslot.book(booking(two, { turnstile_token: "first" }), "another-key"));
    const { response, remoteip, idempotency_key: key } = siteverify.asked.at(-1);
    assert.deepEqual([response, remoteip], ["first", "127.0.0.1"]);
    assert.match(key, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

    siteverify.make("second", "shop.example");
    siteverify.down(true);
    const unchecked = await openslot.book(booking(two, { turnstile_token: "second" }), "second-key");
    assert.deepEqual([unchecked.status, unchecked.body.code], [503, "bot-check-unavailable"]);
    assert.match(unchecked.body.scheduling_url, /^http/);
    siteverify.down(false);
    const later = await openslot.book(booking(two, { turnstile_token: "second" }), "second-key");
    assert.equal(later.body.status, "confirmed", later.text);

    await until("the log to be written", () => /no verdict from siteverify/.test(worker.log()));
    assert.ok(!openslot.answers.join("\n").includes(SECRET) && !worker.log().includes(SECRET));
  } finally {
    await worker.stop();
    await siteverify.stop();
  }
});
