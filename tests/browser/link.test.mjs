// The page behind a single-use link, as the sandbox plays it: everything filled in, bookable once, and telling the
// page that opened it what Calendly's own page tells.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ADMIN_TOKEN, api, day } from "../support/api.mjs";
import { openPage } from "../support/chromium.mjs";
import { besideCalendly } from "../support/stage.mjs";

const on = besideCalendly({ settings: { ADMIN_TOKEN } });

test("a single-use link tells its opener what happens, and works once", async () => {
  const openslot = api(on.worker.url);
  const { body: free } = await openslot.slots("30min", { from: day(3), to: day(10), timezone: "UTC" });
  const wish = {
    event_type: "30min",
    start: free.slots[0].start,
    invitee: { name: "Grace Hopper", email: "grace@example.com", timezone: "Europe/Lisbon" },
  };
  const minted = await openslot.post("/v1/links", wish, { authorization: `Bearer ${ADMIN_TOKEN}` });
  const address = `${minted.body.url}&embed_domain=example.com`;
  const { page, errors, close } = await openPage(on.browser, { timezoneId: "Europe/Lisbon" });
  try {
    await page.goto(`${on.pages.url}/element.html`);
    await page.evaluate((origin) => {
      window.told = [];
      addEventListener("message", (message) => message.origin === origin && window.told.push(message.data));
    }, on.sandbox.url);
    const popup = page.waitForEvent("popup");
    await page.evaluate((url) => void window.open(url), address);
    const opened = await popup;
    await opened.getByRole("button", { name: /schedule/i }).click();
    await page.waitForFunction(() => window.told.some(({ event }) => event === "calendly.event_scheduled"));
    const told = await page.evaluate(() => window.told);
    const named = told.map(({ event }) => event);
    assert.ok(named.indexOf("calendly.event_type_viewed") < named.indexOf("calendly.event_scheduled"), named.join());
    const { payload } = told.find(({ event }) => event === "calendly.event_scheduled");
    assert.match(payload.event.uri, /^https:\/\/api\.calendly\.com\/scheduled_events\/[\w-]+$/);
    assert.match(payload.invitee.uri, /\/invitees\/[\w-]+$/);
    assert.deepEqual(errors, []);
  } finally {
    await close();
  }
  assert.equal((await fetch(address)).status, 410, "used once");
});
