// How the visitor found the page comes along with the booking, and reaches Calendly as far as it takes it; nothing
// is stored unless the owner asks for it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { TOKEN } from "../support/api.mjs";
import { openPage } from "../support/chromium.mjs";
import { besideCalendly } from "../support/stage.mjs";
import { widget } from "../support/widget.mjs";

const SEARCH = "https://search.example/results?q=calls+with+ines@example.com";

const on = besideCalendly();

/** Books as `email` and gives the body that was sent. */
async function book(page, email) {
  const openslot = widget(page);
  await openslot.choose(0);
  await openslot.fill("Inês Duarte", email);
  const sending = page.waitForRequest((request) => request.url().endsWith("/v1/bookings") && request.method() === "POST");
  await openslot.book.click();
  const body = (await sending).postDataJSON();
  await openslot.confirmed();
  return body;
}

/** What Calendly says about the booking of `email`. */
async function trackingOf(email) {
  const ask = async (path) => {
    const answer = await fetch(on.sandbox.url + path, { headers: { authorization: `Bearer ${TOKEN}` } });
    return answer.json();
  };
  const { resource: user } = await ask("/users/me");
  const query = new URLSearchParams({ user: user.uri, invitee_email: email });
  const { collection: events } = await ask(`/scheduled_events?${query}`);
  assert.equal(events.length, 1, JSON.stringify(events));
  const { collection: invitees } = await ask(`${new URL(events[0].uri).pathname}/invitees`);
  return invitees[0].tracking;
}

/** Names and values of everything that the page's origin keeps in this browser. */
const stored = (page) => page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie]));
const NOTHING = JSON.stringify([{}, {}, ""]);

test("campaign, click, referring site and landing page come along, and nothing else of the address", async () => {
  const { page, errors, close } = await openPage(on.browser);
  try {
    const address = new URL("/element.html", on.pages.url);
    address.search = new URLSearchParams({
      "event-type": "30min",
      utm_source: "newsletter",
      utm_campaign: "Frühling 2026",
      utm_content: "for ines@example.com",
      salesforce_uuid: "00Q5e00000XyZab",
      gclid: "Cj0KCQ-x_1",
      e: "ines@example.com",
    });
    address.hash = "ines";
    await page.goto(address.href, { referer: SEARCH });
    assert.equal(await page.evaluate(() => document.referrer), SEARCH, "the page is told more than it passes on");
    const body = await book(page, "first@example.com");
    const campaign = { utm_source: "newsletter", utm_campaign: "Frühling 2026", salesforce_uuid: "00Q5e00000XyZab" };
    const landing = { referrer: "https://search.example", landing_page: `${on.pages.url}/element.html` };
    assert.deepEqual(body.attribution, { last: { ...campaign, gclid: "Cj0KCQ-x_1", ...landing } });
    assert.deepEqual(await trackingOf("first@example.com"), {
      ...{ utm_source: null, utm_medium: null, utm_campaign: null, utm_content: null, utm_term: null },
      ...campaign,
    });
    assert.equal(await stored(page), NOTHING);
    assert.deepEqual(errors, []);
  } finally {
    await close();
  }
});

test("where the owner asks for it, the first and the last touch are remembered from page to page", async () => {
  const { page, errors, close } = await openPage(on.browser);
  try {
    await page.goto(`${on.pages.url}/journey.html?utm_source=blog&utm_medium=post`, { referer: SEARCH });
    // A page that is left while it still asks for more times breaks that request off.
    const settled = async () => {
      await widget(page).ready();
      await page.waitForLoadState("networkidle");
    };
    await settled();
    await page.getByRole("link", { name: "By an advertisement" }).click();
    await settled();
    await page.getByRole("link", { name: "Further inside" }).click();
    await page.waitForURL(`${on.pages.url}/journey.html`);
    const body = await book(page, "journey@example.com");
    const here = { landing_page: `${on.pages.url}/journey.html` };
    assert.deepEqual(body.attribution, {
      first: { utm_source: "blog", utm_medium: "post", referrer: "https://search.example", ...here },
      last: { gclid: "Cj0KCQ", ...here },
    });
    const { utm_source, utm_medium } = await trackingOf("journey@example.com");
    assert.deepEqual([utm_source, utm_medium], ["blog", "post"], "the click names no campaign, so the first touch does");
    const kept = await stored(page);
    assert.ok(kept.includes("openslot:attribution") && !/ines|@|email/.test(kept), kept);
    assert.deepEqual(errors, []);
  } finally {
    await close();
  }
});

test("a page that changes its address without being loaded is attributed to the campaign it shows last", async () => {
  const { page, close } = await openPage(on.browser);
  try {
    await page.goto(`${on.pages.url}/element.html?event-type=30min&utm_source=blog`, { referer: SEARCH });
    await widget(page).ready();
    await page.evaluate(() => {
      history.pushState({}, "", "/offers/spring?utm_source=banner");
      const before = document.querySelector("open-slot");
      const after = document.createElement("open-slot");
      after.setAttribute("event-type", "30min");
      before.replaceWith(after);
    });
    const { attribution } = await book(page, "app@example.com");
    assert.equal(attribution.first.referrer, "https://search.example");
    assert.deepEqual(attribution.last, { utm_source: "banner", landing_page: `${on.pages.url}/offers/spring` });
    assert.equal(await stored(page), NOTHING);
  } finally {
    await close();
  }
});

test("where the owner does not want it, nothing comes along", async () => {
  const { page, close } = await openPage(on.browser);
  try {
    await page.goto(`${on.pages.url}/unattributed.html?utm_source=newsletter&gclid=x`, { referer: SEARCH });
    const body = await book(page, "off@example.com");
    assert.ok(!("attribution" in body) && !("tracking" in body), JSON.stringify(body));
    assert.ok(Object.values(await trackingOf("off@example.com")).every((value) => value === null));
  } finally {
    await close();
  }
});
