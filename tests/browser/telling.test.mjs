// What a page hears of the widget: its events, what is in them and what never is; what it can keep from happening; what its
// analytics are told; and the messages of Calendly's embed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../support/chromium.mjs";
import { besidePages } from "../support/stage.mjs";
import { widget } from "../support/widget.mjs";

const on = besidePages();
const NAME = "Ada Lovelace";
const EMAIL = "ada@example.com";

/** Opens a page of another origin with an element of these attributes, after `before` has run in it. */
async function visit(attributes, run, before = () => {}) {
  const { page, messages, errors, close } = await openPage(on.browser, { timezoneId: "Asia/Tokyo", locale: "en-GB" });
  try {
    await page.addInitScript(before);
    await page.goto(`${on.pages.url}/element.html?${new URLSearchParams(attributes)}`);
    await run(page, widget(page));
    assert.deepEqual([messages, errors], [[], []]);
  } finally {
    await close();
  }
}

/** Books the first time, as a visitor does. */
async function book(openslot) {
  await openslot.choose(0);
  await openslot.fill(NAME, EMAIL);
  await openslot.book.click();
}

/** What the page heard but for sizes. */
const heard = (page) => page.evaluate(() => window.heard.filter(([name]) => name !== "resize"));

test("each step is told once, in its order, with the same small details and nothing personal", () =>
  visit({ "event-type": "30min,onboarding-workshop" }, async (page, openslot) => {
    await openslot.button(/^30 Minute Meeting/).click();
    await book(openslot);
    await openslot.confirmed();
    const told = await heard(page);
    const keys = told.map(([name, { view, ...detail }]) => [view ? `${name} ${view}` : name, Object.keys(detail).sort().join()]);
    const slot = "end,event_type,start,timezone,version";
    assert.deepEqual(keys, [
      ["ready", "version"],
      ["view event-types", "version"],
      ["event-type-selected", "event_type,version"],
      ["view times", "event_type,version"],
      ["slot-selected", slot],
      ["view form", "event_type,version"],
      ["form-started", "event_type,start,version"],
      ["booking-requested", slot],
      ["booked", "booking_id,end,event_type,invitee_uri,start,version"],
      ["view confirmation", "event_type,version"],
    ]);
    const details = Object.fromEntries(told);
    assert.ok(told.every(([, { version }]) => version === 1));
    assert.equal(details["slot-selected"].timezone, "Asia/Tokyo");
    assert.equal(details.booked.start, details["slot-selected"].start);
    assert.match(details.booked.invitee_uri, /^https:\/\/api\.calendly\.com\/scheduled_events\/.+\/invitees\/./);
    assert.ok(details.booked.invitee_uri.endsWith(details.booked.booking_id));
    assert.ok(!/ada/i.test(JSON.stringify(told)), JSON.stringify(told));
  }));

test("a booking says which campaign it came from", () =>
  visit({ "event-type": "30min", utm_source: "newsletter", utm_campaign: "autumn" }, async (page, openslot) => {
    await book(openslot);
    await openslot.confirmed();
    const { booked } = Object.fromEntries(await heard(page));
    assert.deepEqual(booked.tracking, { utm_source: "newsletter", utm_campaign: "autumn" });
  }));

test("what a page was told stays as it was told", () =>
  visit({ "event-type": "30min", "event-details": "invitee", utm_source: "newsletter" }, async (page, openslot) => {
    await book(openslot);
    await openslot.confirmed();
    const loose = await page.evaluate(() => {
      const parts = (value) => (Object(value) === value ? [value, ...Object.values(value).flatMap(parts)] : []);
      return window.heard.filter(([, detail]) => !parts(detail).every(Object.isFrozen)).map(([name]) => name);
    });
    assert.deepEqual(loose, []);
  }));

test("who comes is told where the owner asks for it", () =>
  visit({ "event-type": "30min", "event-details": "invitee" }, async (page, openslot) => {
    await book(openslot);
    await openslot.confirmed();
    const told = Object.fromEntries(await heard(page));
    assert.deepEqual(told.booked.invitee, { name: NAME, email: EMAIL });
    const { request } = told["booking-requested"];
    assert.deepEqual([request.event_type, request.invitee.name, request.invitee.email], ["30min", NAME, EMAIL]);
    assert.equal(request.start, told.booked.start);
  }));

test("a page may book in its own way: nothing is sent, and nothing typed is lost", () =>
  visit({ "event-type": "30min" }, async (page, openslot) => {
    const sent = [];
    page.on("request", (request) => request.method() === "POST" && request.url().endsWith("/v1/bookings") && sent.push(request));
    await page.evaluate(() => {
      window.take = (event) => event.preventDefault();
      document.addEventListener("openslot:booking-requested", window.take);
    });
    await book(openslot);
    await page.waitForFunction(() => window.heard.some(([name]) => name === "booking-requested"));
    await openslot.book.waitFor();
    assert.deepEqual([await openslot.name.inputValue(), await openslot.email.inputValue()], [NAME, EMAIL]);
    assert.equal((await openslot.root.getByRole("status").textContent()).trim(), "", "nobody is told that it is being sent");
    assert.deepEqual(sent, []);

    await page.evaluate(() => document.removeEventListener("openslot:booking-requested", window.take));
    await openslot.book.click();
    await openslot.confirmed();
    assert.equal(sent.length, 1);
  }));

test("analytics are told under their own names, and only those that the owner names", async () => {
  const tools = () => {
    window.dataLayer = [{ event: "gtm.js" }];
    window.told = { gtag: [], fbq: [] };
    window.gtag = (...words) => window.told.gtag.push(words);
    window.fbq = (...words) => window.told.fbq.push(words);
  };
  const told = (page) => page.evaluate(() => ({ ...window.told, dataLayer: window.dataLayer }));
  const steps = ["view", "slot_selected", "view", "form_started", "booking_requested", "booked", "view"];
  const names = steps.map((name) => `openslot_${name}`);

  const all = { "event-type": "30min", analytics: "dataLayer gtag, meta", "event-details": "invitee" };
  await visit(all, async (page, openslot) => {
    await book(openslot);
    await openslot.confirmed();
    const { dataLayer, gtag, fbq } = await told(page);
    assert.deepEqual(dataLayer.map(({ event }) => event), ["gtm.js", ...names]);
    const { openslot: booked } = dataLayer.find(({ event }) => event === "openslot_booked");
    assert.deepEqual(Object.keys(booked).sort(), ["booking_id", "end", "event_type", "invitee_uri", "start"]);
    assert.deepEqual(gtag.map(([command, name]) => [command, name]), names.map((name) => ["event", name]));
    const [, , about, { eventID }] = fbq.find(([command]) => command === "track");
    assert.deepEqual([about, eventID], [{ content_name: "30min" }, booked.booking_id]);
    assert.equal(fbq.filter(([command]) => command === "trackCustom").length, names.length - 1);
    assert.ok(!/ada/i.test(JSON.stringify([dataLayer, gtag, fbq])));
  }, tools);

  await visit({ "event-type": "30min", analytics: "gtag" }, async (page, openslot) => {
    await openslot.choose(0);
    const { dataLayer, gtag, fbq } = await told(page);
    assert.deepEqual([dataLayer.length, gtag.length, fbq], [1, 3, []]);
  }, tools);

  await visit({ "event-type": "30min" }, async (page, openslot) => {
    await openslot.choose(0);
    const { dataLayer, gtag, fbq } = await told(page);
    assert.deepEqual([dataLayer.length, gtag, fbq], [1, [], []]);
  }, tools);
});

test("without the tools on the page nothing is loaded, nothing is made but the list, and booking works", () =>
  visit({ "event-type": "30min", analytics: "dataLayer gtag meta constructor" }, async (page, openslot) => {
    await book(openslot);
    await openslot.confirmed();
    const found = await page.evaluate(() => [typeof window.gtag, typeof window.fbq, window.dataLayer.length > 0]);
    assert.deepEqual(found, ["undefined", "undefined", true]);
  }));

test("a page that listened to Calendly's embed hears the same from the widget", async () => {
  // As Calendly's own documentation tells pages to listen.
  const listener = () => {
    window.calendly = [];
    window.addEventListener("message", ({ origin, data }) => {
      if (origin === "https://calendly.com" && data.event?.startsWith("calendly.")) window.calendly.push(data);
    });
  };
  await visit({ "event-type": "30min,onboarding-workshop", "calendly-messages": "" }, async (page, openslot) => {
    await openslot.button(/^30 Minute Meeting/).click();
    await book(openslot);
    await openslot.confirmed();
    await page.waitForFunction(() => window.calendly.some(({ event }) => event === "calendly.page_height"));
    const heard = await page.evaluate(() => window.calendly);
    const steps = heard.filter(({ event }) => event !== "calendly.page_height");
    const names = ["profile_page_viewed", "event_type_viewed", "date_and_time_selected", "event_scheduled"];
    assert.deepEqual(steps.map(({ event }) => event), names.map((name) => `calendly.${name}`));
    const { event, invitee } = steps.at(-1).payload;
    assert.match(event.uri, /^https:\/\/api\.calendly\.com\/scheduled_events\/[^/]+$/);
    assert.ok(invitee.uri.startsWith(`${event.uri}/invitees/`));
    assert.match(heard.find(({ event }) => event === "calendly.page_height").payload.height, /^\d+px$/);
  }, listener);

  await visit({ "event-type": "30min" }, async (page, openslot) => {
    await openslot.choose(0);
    assert.deepEqual(await page.evaluate(() => window.calendly), []);
  }, listener);
});

test("the page hears how large the widget is, and when that changes", () =>
  visit({ "event-type": "30min" }, async (page, openslot) => {
    const isTold = () => {
      const { offsetWidth, offsetHeight } = document.querySelector("open-slot");
      const [, last] = window.heard.findLast(([name]) => name === "resize") ?? [];
      return last?.width === offsetWidth && last.height === offsetHeight;
    };
    await openslot.ready();
    await page.waitForFunction(isTold);
    await page.setViewportSize({ width: 400, height: 800 });
    await page.waitForFunction(isTold);
    await openslot.choose(0);
    await page.waitForFunction(isTold);
    const sizes = await page.evaluate(() => window.heard.filter(([name]) => name === "resize").map(([, detail]) => detail));
    assert.ok(sizes.length > 1);
    sizes.forEach((size, at) => assert.notDeepEqual(size, sizes[at - 1], "no size is told twice in a row"));
  }));
