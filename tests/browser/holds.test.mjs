// The time that a visitor fills in the form for is kept for them: the next visitor is not offered it, leaving gives it
// back, and of all that goes wrong with it a visitor only notices that somebody else has the time. With
// OPENSLOT_PICTURES the form after a hold has run out is saved as pictures.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { api, booking } from "../support/api.mjs";
import { openPage } from "../support/chromium.mjs";
import { until } from "../support/process.mjs";
import { besideCalendly } from "../support/stage.mjs";
import { widget } from "../support/widget.mjs";

const VISITOR = { timezoneId: "Europe/Lisbon", locale: "en-GB", viewport: { width: 1200, height: 900 } };
const LAPSED = /^We kept \d\d:\d\d for you for a while\./;

const on = besideCalendly();
afterEach(() => on.calendly.reset());

const isHold = (message) => message.url().endsWith("/v1/holds");
const isRelease = (message) => message.url().endsWith("/release");

/** The widget, and what it asks about holds. */
async function visit(run, options = {}) {
  const { page, errors, close } = await openPage(on.browser, { ...VISITOR, ...options });
  const asked = [];
  const granted = [];
  page.on("request", (request) => {
    if (isHold(request) && request.method() === "POST") asked.push(request.postDataJSON());
  });
  page.on("response", (response) => {
    if (isHold(response) && response.status() === 201) granted.push(response.url());
  });
  const visitor = {
    page,
    asked,
    granted,
    ...widget(page),
    open: () => page.goto(`${on.pages.url}/element.html?event-type=30min`),
    /** Goes to the form, and gives the hold that the edge has granted. */
    async hold(index = 0) {
      const answered = page.waitForResponse(isHold);
      await this.choose(index);
      const answer = await answered;
      assert.equal(answer.status(), 201);
      return answer.json();
    },
  };
  try {
    await visitor.open();
    await run(visitor);
    assert.deepEqual(errors.filter((error) => error.startsWith("uncaught")), []);
  } finally {
    await close();
  }
}

/** Whether the next visitor would be offered a time. */
async function isOffered(start) {
  const { body } = await api(on.worker.url).slots("30min", { timezone: "Europe/Lisbon" });
  return body.slots.some((slot) => slot.start === start);
}
const untilOffered = (start) => until(`${start} to be offered again`, () => isOffered(start));

test("the next visitor is not offered the time, and is again when the first one goes back", () =>
  visit(async (first) => {
    const label = await first.times.first().innerText();
    const { start } = await first.hold();
    assert.equal(await isOffered(start), false);
    await visit(async (second) => {
      await second.ready();
      const labels = await second.times.allInnerTexts();
      assert.ok(!labels.includes(label), `${label} is among ${labels}`);
    });
    await first.button("Change time").click();
    await first.ready();
    await untilOffered(start);
    const mine = await first.times.allInnerTexts();
    assert.ok(mine.some((time) => time.startsWith(label)), "it is still in the list of who held it");
    // The same time at once, and another one: neither stands in its own way.
    const again = await first.hold();
    assert.equal(again.start, start);
    await first.button("Change time").click();
    const other = await first.hold(1);
    assert.notEqual(other.start, start);
    await untilOffered(start);
    await first.fill();
    await first.book.click();
    await first.confirmed();
  }));

for (const [way, leave] of [
  ["closing the window", (popup) => popup.evaluate(() => window.close())],
  ["going to another page", (popup) => popup.goto("about:blank")],
  ["taking the widget out of the page", (popup) => popup.evaluate(() => document.querySelector("open-slot").remove())],
]) {
  test(`${way} gives the time back`, () =>
    visit(async ({ page }) => {
      const opening = page.waitForEvent("popup");
      await page.evaluate(() => void window.open(location.href));
      const popup = await opening;
      const answered = popup.waitForResponse(isHold);
      await widget(popup).choose(0);
      const { start } = await (await answered).json();
      assert.equal(await isOffered(start), false);
      await leave(popup).catch(() => undefined); // a window that is closed answers nothing
      await untilOffered(start);
    }));
}

test("a booking names its hold, and the seat is not taken from its holder", () =>
  visit(async (visitor) => {
    const { id, start } = await visitor.hold();
    const rival = await api(on.worker.url).book(booking(start));
    assert.deepEqual([rival.status, rival.body.code], [409, "slot-taken"]);
    const sending = visitor.page.waitForRequest((request) => request.url().endsWith("/v1/bookings"));
    const releases = [];
    visitor.page.on("request", (request) => isRelease(request) && releases.push(request.url()));
    await visitor.fill();
    await visitor.book.click();
    assert.equal((await sending).postDataJSON().hold, id);
    await visitor.confirmed();
    assert.deepEqual([visitor.asked.length, releases], [1, []], "the booking ends it");
  }));

test("a time that somebody else holds leads back to those nearby, and what was typed stays", () =>
  visit(async (visitor) => {
    await visitor.hold();
    await visitor.fill("Ada Lovelace", "ada@example.com");
    const released = visitor.page.waitForResponse(isRelease);
    await visitor.button("Change time").click();
    assert.equal((await released).status(), 204);
    await visitor.ready();
    const { start } = visitor.asked[0];
    const rival = await api(on.worker.url).post("/v1/holds", { event_type: "30min", start });
    assert.equal(rival.status, 201, rival.text);
    const refused = visitor.page.waitForResponse(isHold);
    await visitor.next.click();
    assert.equal((await refused).status(), 409);
    await visitor.root.getByText(/just taken that time/).first().waitFor();
    assert.match(await visitor.root.getByRole("status").innerText(), /just taken that time/, "it is said aloud");
    assert.deepEqual(await visitor.page.evaluate(() => window.heard.findLast(([name]) => name === "error")), ["error", { version: 1, code: "slot-taken" }]);

    const nearby = visitor.root.getByRole("list", { name: "Still free nearby" }).getByRole("button");
    await nearby.first().click();
    await visitor.name.waitFor();
    assert.equal(await visitor.name.inputValue(), "Ada Lovelace");
    assert.equal(await visitor.email.inputValue(), "ada@example.com");
    await visitor.book.click();
    await visitor.confirmed();
  }));

test("a visitor who is quicker than the hold books all the same, and keeps the focus", () =>
  visit(async (visitor) => {
    let letThrough;
    const waiting = new Promise((resolve) => (letThrough = resolve));
    await visitor.page.route("**/v1/holds", async (route) => {
      await waiting;
      await route.continue();
    });
    await visitor.choose(0);
    await visitor.fill();
    const answered = visitor.page.waitForResponse((answer) => isHold(answer) && answer.request().method() === "POST");
    letThrough();
    await answered;
    const field = visitor.email.and(visitor.page.locator(":focus"));
    await field.waitFor();
    await visitor.book.click();
    await visitor.confirmed();
  }));

test("where no hold can be had, nobody notices", () =>
  visit(async (visitor) => {
    await visitor.page.route("**/v1/holds", (route) => route.abort());
    const failed = visitor.page.waitForEvent("requestfailed", isHold);
    await visitor.choose(0);
    await failed;
    await visitor.fill();
    assert.equal(await visitor.root.getByRole("alert").count(), 0);
    await visitor.book.click();
    await visitor.confirmed();
    const heard = await visitor.page.evaluate(() => window.heard.map(([name]) => name));
    const told = heard.filter((name) => ["ready", "slot-selected", "booked", "error"].includes(name));
    assert.deepEqual(told, ["ready", "slot-selected", "booked"]);
  }));

/** Lets the page's clock run on, a minute at a time and never while the edge is asked, until something has happened. */
const forward = (visitor, what, condition) =>
  until(what, async () => {
    if (visitor.asked.length === visitor.granted.length) await visitor.page.clock.fastForward(60_000);
    return condition();
  });

test("who is at work is kept their time; who was away is told, loses nothing, and takes it again by going on", () =>
  visit(async (visitor) => {
    await visitor.page.clock.install();
    await visitor.open();
    const { id } = await visitor.hold();
    await visitor.name.fill("Ada Lovelace");
    await forward(visitor, "the hold to be renewed", () => visitor.granted.length === 2);
    assert.deepEqual(visitor.asked.map(({ id }) => id), [id, id]);

    const said = visitor.root.getByText(LAPSED);
    await forward(visitor, "the hold to run out", () => said.first().isVisible());
    assert.match(await visitor.root.getByRole("status").innerText(), LAPSED, "it is said aloud too");
    assert.equal(await visitor.name.inputValue(), "Ada Lovelace");
    assert.equal(visitor.asked.length, 2);
    const renewed = visitor.page.waitForResponse(isHold);
    await visitor.email.fill("ada@example.com");
    assert.equal((await renewed).status(), 201);
    assert.equal(visitor.asked[2].id, id);
    await visitor.root.locator("p").filter({ hasText: LAPSED }).waitFor({ state: "detached" });
    await visitor.book.click();
    await visitor.confirmed();
  }));
