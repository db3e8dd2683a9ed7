// The demo page as a catalogue: every way to put the widget on a page works on it, and what it offers to copy works on a
// page that has nothing else.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { openPage } from "../support/chromium.mjs";
import { around } from "../support/popup.mjs";
import { besideWorker } from "../support/stage.mjs";
import { widget } from "../support/widget.mjs";

const on = besideWorker();

async function visit(run, options = {}) {
  const { page, messages, errors, close } = await openPage(on.browser, { locale: "en-GB", timezoneId: "Europe/Lisbon", ...options });
  try {
    await page.goto(on.worker.url);
    await widget(page).ready();
    await run(page);
    assert.deepEqual([messages, errors], [[], []]);
  } finally {
    await close();
  }
}

/** Waits until the popup offers times. */
async function opened(page) {
  await page.getByRole("dialog").waitFor();
  await page.locator("openslot-popup").getByRole("button", { name: /^\d\d:\d\d/ }).first().waitFor();
}

/** One of the ways, by its heading. */
const mode = (page, name) => page.getByRole("article").filter({ has: page.getByRole("heading", { name, exact: true }) });

test("a button opens the widget over the page", () =>
  visit(async (page) => {
    await mode(page, "Over the page, from a button").getByRole("button", { name: "Book a call" }).click();
    await opened(page);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  }));

test("the badge comes, opens, and goes", () =>
  visit(async (page) => {
    await page.getByRole("button", { name: "Show the badge" }).click();
    await page.locator("openslot-badge").getByRole("button", { name: "Book a call" }).click();
    await opened(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Take it away" }).click();
    await page.locator("openslot-badge").waitFor({ state: "detached" });
    assert.equal(await page.getByRole("button", { name: "Book a call" }).count(), 1, "that of the catalogue");
  }));

test("code opens it too", () =>
  visit(async (page) => {
    await page.getByRole("button", { name: "Run it" }).click();
    await opened(page);
  }));

test("what is chosen is shown, and stands in what can be copied", () =>
  visit(async (page) => {
    await page.getByLabel("View", { exact: true }).selectOption("week");
    await page.getByLabel("Look", { exact: true }).selectOption("soft");
    const shown = page.locator("main > open-slot");
    await shown.getByRole("button", { name: "Week", pressed: true }).waitFor();
    assert.equal(await shown.getAttribute("preset"), "soft");
    const code = (name) => mode(page, name).locator("pre").textContent();
    assert.ok((await code("In the page")).includes('event-type="30min" view="week" preset="soft">'));
    assert.ok((await code("One tag")).includes('data-event-type="30min" data-view="week" data-preset="soft">'));
    await page.getByLabel("View", { exact: true }).selectOption("");
    assert.ok((await code("In the page")).includes('event-type="30min" preset="soft">'));
    await shown.getByRole("button", { name: "Month", pressed: true }).waitFor();
  }));

test("a snippet is copied whole, and where that is not allowed it is marked", async () => {
  await visit(async (page) => {
    await page.getByRole("button", { name: "Copy: One tag" }).click();
    await page.getByRole("status").filter({ hasText: "Copied." }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, await mode(page, "One tag").locator("pre").textContent());
    assert.ok(copied.includes(`src="${on.worker.url}/embed.js"`));
  }, { permissions: ["clipboard-read", "clipboard-write"] });

  await visit(async (page) => {
    await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"))));
    await page.getByRole("button", { name: "Copy: One tag" }).click();
    await page.getByRole("status").filter({ hasText: "to copy it" }).waitFor();
    assert.equal(await page.evaluate(() => String(getSelection())), await mode(page, "One tag").locator("pre").innerText());
  });
});

/** A page on another origin with nothing but `snippet` in it. */
async function serve(snippet) {
  const html = `<!doctype html><html lang="en"><title>Bare</title><link rel="icon" href="data:,"><body>${snippet}</body></html>`;
  const server = createServer((_, response) => response.setHeader("content-type", "text/html; charset=utf-8").end(html));
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  servers.push(server);
  return `http://127.0.0.1:${server.address().port}/`;
}
const servers = [];
after(() => servers.forEach((server) => (server.close(), server.closeAllConnections())));

/** What is done on a page with only the snippet, until times are shown. */
const BARE = {
  "In the page": async () => {},
  "One tag": async () => {},
  "Over the page, from a button": (page) => page.getByRole("button", { name: "Book a call" }).click(),
  "A badge on every page": (page) => page.getByRole("button", { name: "Book a call" }).click(),
  "In place of Calendly’s embed": async () => {},
};

for (const [name, act] of Object.entries(BARE)) {
  test(`on a page of its own, what is copied works: ${name}`, async () => {
    let snippet = "";
    await visit(async (page) => (snippet = await mode(page, name).locator("pre").textContent()));
    const { page, messages, errors, close } = await openPage(on.browser, { locale: "en-GB", timezoneId: "Europe/Lisbon" });
    try {
      await page.goto(await serve(snippet));
      await around(page);
      await act(page);
      await page.getByRole("button", { name: /^\d\d:\d\d/ }).first().waitFor();
      assert.deepEqual([messages, errors], [[], []]);
    } finally {
      await close();
    }
  });
}
