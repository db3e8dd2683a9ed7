// Visits to a page with the element alone, in front of a demo Worker: started before the tests of a file, ended after.

import assert from "node:assert/strict";
import { openPage } from "./chromium.mjs";
import { besidePages } from "./stage.mjs";
import { widget } from "./widget.mjs";

const VISITOR = { timezoneId: "Europe/Lisbon", locale: "en-GB", viewport: { width: 1200, height: 900 } };

const on = besidePages();

/** Opens the element with attributes, runs `run`, and checks that no exception was left uncaught. */
export async function visit(attributes, run, { prepare = async () => {}, ...options } = {}) {
  const { page, errors, close } = await openPage(on.browser, { ...VISITOR, ...options });
  try {
    await prepare(page);
    const query = new URLSearchParams({ "event-type": "30min", ...attributes });
    await page.goto(`${on.pages.url}/element.html?${query}`);
    await run(page, widget(page));
    assert.deepEqual(errors.filter((error) => error.startsWith("uncaught")), []);
  } finally {
    await close();
  }
}

