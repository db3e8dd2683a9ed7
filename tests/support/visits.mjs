// Visits to a page with the element alone, in front of a demo Worker: started before the tests of a file, ended after.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { openPage, startChromium } from "./chromium.mjs";
import { startPages } from "./pages.mjs";
import { widget } from "./widget.mjs";
import { startWorker } from "./worker.mjs";

const VISITOR = { timezoneId: "Europe/Lisbon", locale: "en-GB", viewport: { width: 1200, height: 900 } };

let browser;
let worker;
let pages;
before(async () => {
  browser = await startChromium();
  worker = await startWorker();
  pages = await startPages(() => worker.url);
});
after(async () => {
  await browser?.close();
  await pages?.stop();
  await worker?.stop();
});

/** Opens the element with attributes, runs `run`, and checks that no exception was left uncaught. */
export async function visit(attributes, run, { prepare = async () => {}, ...options } = {}) {
  const { page, errors, close } = await openPage(browser, { ...VISITOR, ...options });
  try {
    await prepare(page);
    const query = new URLSearchParams({ "event-type": "30min", ...attributes });
    await page.goto(`${pages.url}/element.html?${query}`);
    await run(page, widget(page));
    assert.deepEqual(errors.filter((error) => error.startsWith("uncaught")), []);
  } finally {
    await close();
  }
}

