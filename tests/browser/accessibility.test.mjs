// Each state of the widget under axe-core's rules, light and dark, wide and on a phone. With OPENSLOT_PICTURES set
// to a folder, each state is also saved there as a picture, to be looked at.

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { openPage, startChromium } from "../support/chromium.mjs";
import { widget } from "../support/widget.mjs";
import { startWorker } from "../support/worker.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.env.OPENSLOT_PICTURES && resolve(process.env.OPENSLOT_PICTURES);

let browser;
let worker;
before(async () => {
  browser = await startChromium();
  worker = await startWorker();
  if (pictures) await mkdir(pictures, { recursive: true });
});
after(async () => {
  await browser?.close();
  await worker?.stop();
});

/** What axe finds, in words; the page around the widget counts too. */
async function violations(page) {
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`));
}

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
      const found = [];
      const look = async (state) => {
        found.push(...(await violations(page)).map((violation) => `${state}: ${violation}`));
        if (pictures) await page.screenshot({ path: join(pictures, `${state}-${width}-${colorScheme}.png`), fullPage: true });
      };
      try {
        await page.goto(worker.url);
        await page.addScriptTag({ content: axe });
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
        await openslot.root.getByText("Enter your name.").waitFor();
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
