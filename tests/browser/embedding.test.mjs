// In a site owner's page: on another origin, under a strict policy, by one script tag, at any width.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../support/chromium.mjs";
import { besidePages } from "../support/stage.mjs";
import { widget } from "../support/widget.mjs";
import { startWorker } from "../support/worker.mjs";

const on = besidePages();

const open = (options) => openPage(on.browser, { timezoneId: "Asia/Tokyo", locale: "en-GB", ...options });

test("a script tag alone mounts the widget where it stands, under a strict policy, and it books", async () => {
  const { page, messages, errors, close } = await open();
  try {
    await page.goto(`${on.pages.url}/script-alone.html`);
    const openslot = widget(page);
    await openslot.choose(0);
    const order = await page.evaluate(() => [...document.body.children].map(({ id, localName }) => id || localName));
    assert.deepEqual(order, ["before", "script", "open-slot", "after"]);
    await openslot.fill();
    await openslot.book.click();
    await openslot.confirmed();
    assert.deepEqual([messages, errors], [[], []]);
    assert.deepEqual(await page.context().cookies(), []);
  } finally {
    await close();
  }
});

test("without an event type the visitor chooses one first, and can go back", async () => {
  const { page, close } = await open();
  try {
    await page.goto(`${on.pages.url}/element.html`);
    const openslot = widget(page);
    await openslot.button(/Onboarding Workshop/).click();
    await openslot.heading("Onboarding Workshop").waitFor();
    await openslot.button("All meetings").click();
    await openslot.button(/30 Minute Meeting/).waitFor();
  } finally {
    await close();
  }
});

test("an event type that does not exist says so and leaves a way on", async () => {
  const { page, close } = await open();
  try {
    await page.goto(`${on.pages.url}/element.html?event-type=nothing`);
    await widget(page).root.getByRole("link").first().waitFor();
    await page.waitForFunction(() => window.heard.some(([name]) => name === "error"));
    const [, detail] = await page.evaluate(() => window.heard.find(([name]) => name === "error"));
    assert.equal(detail.code, "event-type-not-found");
  } finally {
    await close();
  }
});

test("in mode public the visitor is taken to Calendly's own page", async () => {
  const elsewhere = await startWorker({ CALENDLY_SCHEDULING_URL: "https://calendly.com/someone" });
  const { page, messages, close } = await open();
  try {
    await page.goto(elsewhere.url);
    const link = widget(page).root.getByRole("link", { name: /Calendly/ });
    await link.waitFor();
    assert.equal(await link.getAttribute("href"), "https://calendly.com/someone");
    assert.deepEqual(messages.filter((message) => !message.includes("409")), []);
  } finally {
    await close();
    await elsewhere.stop();
  }
});

for (const width of [280, 320, 768, 1200]) {
  test(`at ${width} px nothing sticks out, and a time can be booked`, async () => {
    const { page, close } = await open({ viewport: { width, height: 800 } });
    try {
      await page.goto(`${on.pages.url}/element.html?event-type=30min`);
      const openslot = widget(page);
      const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      await openslot.ready();
      assert.ok(await fits(), "while choosing");
      await openslot.choose(0);
      assert.ok(await fits(), "in the form");
      await openslot.fill();
      await openslot.book.click();
      await openslot.confirmed();
      assert.ok(await fits(), "confirmed");
    } finally {
      await close();
    }
  });
}
