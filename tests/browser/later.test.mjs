// The second part of the widget's module: nobody waits for it before a time can be chosen, a booking is sent without it,
// and where it is late or cannot be had nothing is lost.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { openPage } from "../support/chromium.mjs";
import { until } from "../support/process.mjs";
import { besideCalendly } from "../support/stage.mjs";
import { widget } from "../support/widget.mjs";

const VISITOR = { timezoneId: "Europe/Lisbon", locale: "en-GB", viewport: { width: 1200, height: 900 } };
const LATER = "**/v1/openslot-later-*.wasm";

const on = besideCalendly();
afterEach(() => on.calendly.reset());

const isBooking = (request) => request.method() === "POST" && request.url().endsWith("/v1/bookings");

/** The widget, which requests were sent for the second part and for bookings, and what stands in the way of that part. */
async function visit(run) {
  const { page, errors, close } = await openPage(on.browser, VISITOR);
  const asked = [];
  const keys = [];
  page.on("request", (request) => {
    if (request.url().includes(".wasm") && request.url().includes("/v1/openslot-later-")) asked.push(request.url());
    if (isBooking(request)) keys.push(request.headers()["idempotency-key"]);
  });
  let meet = (route) => route.continue();
  await page.route(LATER, (route) => meet(route));
  const root = page.locator("open-slot");
  const dialog = root.getByRole("dialog", { name: "Time zone" });
  const visitor = {
    page,
    asked,
    keys,
    ...widget(page),
    dialog,
    zones: dialog.getByRole("option"),
    pill: root.getByRole("button", { name: /Times are shown in/ }),
    block: () => (meet = (route) => route.abort()),
    unblock: () => (meet = (route) => route.continue()),
    /** Never answers the first request for it. */
    hang: () => (meet = () => visitor.unblock()),
    /** Keeps it back until the function that this gives is called. */
    delay() {
      let release;
      const released = new Promise((done) => (release = done));
      meet = async (route) => (await released, route.continue());
      return release;
    },
  };
  try {
    await page.goto(`${on.pages.url}/element.html?event-type=30min`);
    await run(visitor);
    assert.deepEqual(errors.filter((error) => error.startsWith("uncaught")), []);
  } finally {
    await close();
  }
}

/** How many bookings there are at Calendly. */
async function made() {
  const journal = await on.calendly.journal();
  return journal.filter(({ path, status }) => path === "/invitees" && status === 201).length;
}

test("it is asked for with the form, and not before", () =>
  visit(async (visitor) => {
    visitor.block();
    await visitor.ready();
    await visitor.button("Month after").click();
    await visitor.button("Month before").click();
    await visitor.times.first().click();
    await visitor.next.waitFor();
    assert.deepEqual(visitor.asked, []);
    const asking = visitor.page.waitForRequest(LATER);
    await visitor.next.click();
    await asking;
    await visitor.name.waitFor();
  }));

test("a booking is sent without it, and confirmed when it is there", () =>
  visit(async (visitor) => {
    const release = visitor.delay();
    await visitor.choose(0);
    await visitor.fill();
    const answering = visitor.page.waitForResponse((response) => isBooking(response.request()));
    await visitor.book.click();
    assert.equal((await answering).status(), 201);
    assert.equal(await made(), 1);
    assert.equal(await visitor.heading(/^You are booked/).count(), 0);
    await visitor.button("Booking…").waitFor();
    release();
    await visitor.confirmed();
    assert.deepEqual([visitor.asked.length, visitor.keys.length, await made()], [1, 1, 1]);
  }));

test("where it cannot be had the form stays, and the same booking is confirmed by sending it again", () =>
  visit(async (visitor) => {
    visitor.block();
    await visitor.choose(0);
    await visitor.fill("Ada Lovelace", "ada@example.com");
    await visitor.book.click();
    await visitor.page.getByText("whether the booking went through").first().waitFor();
    assert.equal(await visitor.name.inputValue(), "Ada Lovelace");
    assert.equal(await visitor.email.inputValue(), "ada@example.com");
    await visitor.book.click();
    await until("a second attempt", () => visitor.keys.length === 2);
    await visitor.book.waitFor();
    visitor.unblock();
    await visitor.book.click();
    await visitor.confirmed();
    assert.equal(visitor.keys.length, 3);
    assert.equal(new Set(visitor.keys).size, 1, "every time under the same key");
    assert.equal(await made(), 1, "and Calendly was asked once");
  }));

test("a download that hangs is given up, and the next one confirms the booking", () =>
  visit(async (visitor) => {
    visitor.hang();
    await visitor.choose(0);
    await visitor.fill();
    await visitor.book.click();
    await visitor.confirmed();
    assert.deepEqual([visitor.asked.length, visitor.keys.length, await made()], [2, 1, 1]);
  }));

test("a link to Calendly's page waits for it too", () =>
  visit(async (visitor) => {
    const release = visitor.delay();
    await visitor.choose(0);
    await visitor.fill();
    await on.calendly.fault("/invitees", { kind: "status", status: 403 }, { method: "POST", times: 1 });
    const answering = visitor.page.waitForResponse((response) => isBooking(response.request()));
    await visitor.book.click();
    await answering;
    assert.equal(await visitor.root.getByRole("dialog").count(), 0);
    release();
    await visitor.root.getByRole("dialog").getByRole("link", { name: "Open in a new tab" }).waitFor();
  }));

test("the list of time zones says when it cannot be had, and comes with another try", () =>
  visit(async (visitor) => {
    visitor.block();
    await visitor.ready();
    assert.deepEqual(visitor.asked, []);
    await visitor.pill.click();
    const again = visitor.dialog.getByRole("button", { name: "Try again" });
    await again.waitFor();
    visitor.unblock();
    await again.click();
    await visitor.zones.first().waitFor();
    await visitor.page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.role === "combobox");
    await visitor.page.keyboard.type("kathm");
    await visitor.zones.filter({ hasText: "Kathmandu" }).click();
    await visitor.pill.filter({ hasText: "Kathmandu" }).waitFor();
  }));

test("what is pressed in the list before it is there does nothing", () =>
  visit(async (visitor) => {
    const release = visitor.delay();
    await visitor.ready();
    await visitor.pill.click();
    await visitor.dialog.getByText("Loading the time zones…").waitFor();
    for (const key of ["k", "ArrowDown", "ArrowUp", "Enter", "Backspace"]) await visitor.page.keyboard.press(key);
    await visitor.page.keyboard.press("Escape");
    await visitor.dialog.waitFor({ state: "detached" });
    await visitor.pill.click();
    release();
    await visitor.zones.first().waitFor();
  }));
