// The ground the other browser tests stand on: a page that tells what went wrong on it, and pictures that are compared.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, startChromium } from "../support/chromium.mjs";
import { pictureBook } from "../support/pictures.mjs";

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

test("a picture is the same after it was written, and not when something is gone, recoloured or taller", async () => {
  const browser = await startChromium();
  try {
    const { page } = await openPage(browser, { viewport: { width: 400, height: 300 } });
    const { judge } = await pictureBook(browser);
    const shot = async (style) => {
      const words = "Monday, 23 November 2026, 13:00 – 13:30. ".repeat(8);
      await page.setContent(`<body style="margin:20px;font:15px sans-serif"><p>${words}</p><button style="${style}">Book</button>`);
      return page.screenshot();
    };
    const plain = "background:#1f5eff;color:#fff;border:0;padding:14px 40px";
    const now = await shot(plain);
    const written = Buffer.from((await judge(undefined, now)).picture, "base64");
    const check = async (style, expected) => assert.match((await judge(written, await shot(style))).complaints.join(), expected);
    await check(plain, /^$/);
    await check(`${plain};color:#eef`, /^$/);
    await check("visibility:hidden", /small part/);
    await check(`${plain};outline:30px solid #ebf1ff`, /small part/);
    await check(`${plain};background:#b3261e`, /small part/);
    await page.setViewportSize({ width: 400, height: 310 });
    await check(plain, /it is 400 × 310 px, and was 400 × 300/);
  } finally {
    await browser.close();
  }
});
