// After a booking: into the visitor's calendar, canceled and moved in place, in front of the native sandbox. With
// OPENSLOT_PICTURES each state is saved as a picture.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { api, booking } from "../support/api.mjs";
import { openPage } from "../support/chromium.mjs";
import { besideCalendly } from "../support/stage.mjs";
import { tabTo, widget } from "../support/widget.mjs";

const VISITOR = { timezoneId: "Europe/Lisbon", locale: "en-GB", viewport: { width: 1200, height: 900 } };

// One machine books and changes more here in a minute than visitors behind one address may.
const on = besideCalendly({ options: ["--no-rate-limits"], settings: { RATE_LIMITS: "off" } });
// The bookings of one test stay while the next one runs: after a reset the sandbox gives the same ids again, and the
// Worker remembers which bookings were moved.
afterEach(() => on.calendly.heal());

/** Opens a page, books the first free time there, runs `run`, and checks what the console holds in the end. */
async function booked(email, run, { options = {}, errors: expected = [] } = {}) {
  const { page, errors, close } = await openPage(on.browser, { ...VISITOR, ...options });
  try {
    await page.goto(`${on.pages.url}/element.html?event-type=30min`);
    const openslot = widget(page);
    await openslot.choose(0);
    await openslot.fill("Grace Hopper", email);
    await openslot.book.click();
    await openslot.confirmed();
    await run(page, openslot);
    assert.equal(errors.length, expected.length, errors.join("\n"));
    for (const [index, pattern] of expected.entries()) assert.match(errors[index], pattern);
  } finally {
    await close();
  }
}

const heard = (page, name) => page.evaluate((name) => window.heard.filter(([heard]) => heard === name), name);
const isSlots = (response) => response.url().includes("/slots");

/** Waits until what is called so has the focus, which moves a frame after the screen has changed. */
const focusOn = (page, name) =>
  page.waitForFunction((source) => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return new RegExp(source).test(`${element?.localName} ${element?.getAttribute("aria-label") ?? element?.textContent}`);
  }, name.source);

test("a booking goes into the visitor's calendar by plain links", () =>
  booked("calendar@example.com", async (page, openslot) => {
    const list = openslot.root.getByRole("list", { name: "Add to your calendar" });
    const href = (name) => list.getByRole("link", { name }).getAttribute("href");
    const google = new URL(await href(/^Google/));
    assert.equal(google.host, "calendar.google.com");
    assert.match(google.searchParams.get("dates"), /^\d{8}T\d{6}Z\/\d{8}T\d{6}Z$/);
    assert.equal(new URL(await href(/^Outlook/)).host, "outlook.live.com");
    assert.equal(new URL(await href(/^Office 365/)).host, "outlook.office.com");
    const file = await fetch(await href(/^Calendar file/));
    assert.equal(file.status, 200);
    assert.match(file.headers.get("content-type"), /^text\/calendar/);
    assert.match(await file.text(), /^BEGIN:VCALENDAR\r\n/);
    assert.ok(!(await list.innerHTML()).includes("calendar@example.com"));
  }));

test("a booking is canceled in place, after a question, with the keyboard alone", () =>
  booked("cancel@example.com", async (page, openslot) => {
    await tabTo(page, /^Cancel$/);
    await page.keyboard.press("Enter");
    await openslot.heading("Cancel this meeting?").waitFor();
    await focusOn(page, /^h3 Cancel this meeting\?/);
    await tabTo(page, /^Keep it$/);
    await page.keyboard.press("Enter");
    await openslot.heading("Cancel this meeting?").waitFor({ state: "detached" });
    await focusOn(page, /^button Cancel/);
    assert.equal((await on.calendly.bookings("cancel@example.com"))[0].status, "active");

    await page.keyboard.press("Enter");
    await tabTo(page, /^Reason/);
    await page.keyboard.type("I am ill.");
    await tabTo(page, /^Cancel the meeting$/);
    await page.keyboard.press("Enter");
    await openslot.heading("Your meeting is canceled").waitFor();
    await focusOn(page, /^h2 Your meeting is canceled/);
    const [event] = await on.calendly.bookings("cancel@example.com");
    assert.equal(event.status, "canceled");
    assert.match(event.cancellation.reason, /^I am ill\./);
    const told = await heard(page, "cancelled");
    assert.equal(told.length, 1);
    assert.deepEqual(Object.keys(told[0][1]).sort(), ["booking_id", "event_type", "version"]);
    assert.ok(!JSON.stringify(told).includes("@"));

    await openslot.button("Choose another time").click();
    await openslot.ready();
  }));

test("canceling that fails says so, keeps the reason, and can be tried again", () =>
  booked(
    "cancel-again@example.com",
    async (page, openslot) => {
      const refusal = { kind: "status", status: 403, body: { title: "Permission Denied", message: "You do not have permission" } };
      await on.calendly.fault("/scheduled_events/*/cancellation", refusal, { method: "POST", times: 1 });
      await openslot.button("Cancel").click();
      await openslot.root.getByRole("textbox", { name: /^Reason/ }).fill("I am ill.");
      await openslot.button("Cancel the meeting").click();
      await openslot.root.getByText("can only be canceled on Calendly’s page").first().waitFor();
      const way = openslot.root.getByRole("link", { name: /^Open Calendly/ });
      assert.match(await way.getAttribute("href"), /\/cancellations\//);
      await openslot.button("Cancel").click();
      assert.equal(await openslot.root.getByRole("textbox", { name: /^Reason/ }).inputValue(), "I am ill.");
      await openslot.button("Cancel the meeting").click();
      await openslot.heading("Your meeting is canceled").waitFor();
    },
    { errors: [/409/] },
  ));

test("a booking is moved in place: the new time first, then the old one goes", () =>
  booked("move@example.com", async (page, openslot) => {
    const [{ start_time: old }] = await on.calendly.bookings("move@example.com");
    await openslot.button("Reschedule").click();
    await openslot.root.getByText(/^Booked for /).waitFor();
    await openslot.button("Keep this time").click();
    await openslot.confirmed();
    await openslot.button("Reschedule").click();
    await openslot.ready();
    await openslot.times.nth(1).click();
    await openslot.button(/^Move to /).click();
    await openslot.heading("Your meeting is moved").waitFor();

    const events = await on.calendly.bookings("move@example.com");
    const [active] = events.filter(({ status }) => status === "active");
    const [gone] = events.filter(({ status }) => status === "canceled");
    assert.equal(events.length, 2);
    assert.equal(gone.start_time, old);
    assert.notEqual(active.start_time, old);
    const [[, told]] = await heard(page, "rescheduled");
    assert.equal(Date.parse(told.start), Date.parse(active.start_time));

    // What has just been moved can be changed again.
    await openslot.button("Cancel").click();
    await openslot.button("Cancel the meeting").click();
    await openslot.heading("Your meeting is canceled").waitFor();
    assert.ok((await on.calendly.bookings("move@example.com")).every(({ status }) => status === "canceled"));
  }));

test("the time that a booking is moved to may be taken meanwhile", () =>
  booked(
    "moved-late@example.com",
    async (page, openslot) => {
      const answer = page.waitForResponse(isSlots);
      await openslot.button("Reschedule").click();
      const { slots } = await (await answer).json();
      // The list may still be the one from before.
      const clock = new Date(slots[1].start).toLocaleTimeString("en-GB", { timeZone: VISITOR.timezoneId, timeStyle: "short" });
      await openslot.root.getByRole("button", { name: clock, exact: true }).click();
      await openslot.button(`Move to ${clock}`).waitFor();
      const rival = await api(on.worker.url).book(booking(slots[1].start));
      assert.equal(rival.body.status, "confirmed", rival.text);
      await openslot.button(/^Move to /).click();
      await openslot.root.getByText("Somebody has just taken that time").first().waitFor();
      const nearby = openslot.root.getByRole("list", { name: "Still free nearby" });
      await nearby.getByRole("button").first().click();
      await openslot.heading("Your meeting is moved").waitFor();
    },
    { errors: [/409/] },
  ));
