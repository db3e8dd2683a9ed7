// Each state of the widget under axe-core's rules, light and dark, wide and on a phone. With OPENSLOT_PICTURES set
// to a folder, each state is also saved there as a picture, to be looked at.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage, startChromium } from "../support/chromium.mjs";
import { looking } from "../support/looking.mjs";
import { widget } from "../support/widget.mjs";
import { startWorker } from "../support/worker.mjs";

let browser;
let worker;
before(async () => {
  browser = await startChromium();
  worker = await startWorker();
});
after(async () => {
  await browser?.close();
  await worker?.stop();
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 768, 1200]) {
    test(`no violation in any state, ${colorScheme}, ${width} px`, async () => {
      const { page, close } = await openPage(browser, {
        colorScheme,
        locale: "en-GB",
        reducedMotion: "reduce",
        timezoneId: "Europe/Lisbon",
        viewport: { width, height: 900 },
        bypassCSP: true, // axe is put into the page, whose own policy would refuse it
      });
      try {
        await page.goto(worker.url);
        const { found, look } = await looking(page, `${width}-${colorScheme}`);
        const openslot = widget(page);
        await openslot.ready();
        await look("times");
        await openslot.times.first().click();
        await openslot.next.waitFor();
        await look("time-chosen");
        await openslot.next.click();
        await openslot.name.waitFor();
        await look("form");
        await openslot.fill("", "ines@exampl");
        await openslot.book.click();
        await openslot.root.getByText("Enter your name.", { exact: true }).waitFor();
        await look("form-errors");
        await openslot.fill();
        await openslot.book.click();
        await openslot.confirmed();
        await look("confirmed");
        assert.deepEqual(found, []);
      } finally {
        await close();
      }
    });
  }
}
