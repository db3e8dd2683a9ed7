// The ground the other browser tests stand on: a page that tells what went wrong on it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, startChromium } from "../support/chromium.mjs";

test("a page remembers its console, and the exceptions that nobody caught", async () => {
  const browser = await startChromium();
  try {
    const { page, messages, errors } = await openPage(browser);
    await page.setContent("<script>console.log('hello'); console.error('alas'); throw new Error('dropped');</script>");
    assert.deepEqual(messages, ["log: hello", "error: alas"]);
    assert.equal(errors.length, 2);
    assert.equal(errors[0], "console: alas");
    assert.match(errors[1], /^uncaught: Error: dropped/);
  } finally {
    await browser.close();
  }
});
