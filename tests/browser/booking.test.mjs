// A visitor books: with the mouse and with the keyboard alone, in the demo and on a connected deployment in front
// of the native sandbox. No message on the console in any of them.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { connectedTo, control, TOKEN } from "../support/api.mjs";
import { openPage, startChromium } from "../support/chromium.mjs";
import { startSandbox } from "../support/sandbox.mjs";
import { bookByKeyboard, tabTo, widget } from "../support/widget.mjs";
import { startWorker } from "../support/worker.mjs";

const VISITOR = { timezoneId: "Europe/Lisbon", locale: "en-GB", viewport: { width: 1200, height: 900 } };

let browser;
before(async () => (browser = await startChromium()));
after(() => browser?.close());

async function byMouse(page) {
  const openslot = widget(page);
  await openslot.choose(0);
  await openslot.fill();
  await openslot.book.click();
  await openslot.confirmed();
}

async function byKeyboard(page) {
  const openslot = widget(page);
  await openslot.ready();
  // The grid has one tab stop; the arrows move in it, and Enter opens a day.
  await tabTo(page, / times? free$/);
  await page.keyboard.press("Home");
  await page.keyboard.press("End");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("PageUp");
  await openslot.button("Month after").waitFor();
  await bookByKeyboard(page, /^\d{1,2}:\d\d/);
}

for (const mode of ["demo", "connected"]) {
  describe(`in mode ${mode}`, () => {
    let sandbox;
    let worker;
    before(async () => {
      sandbox = mode === "connected" ? await startSandbox(["--token", TOKEN]) : undefined;
      worker = await startWorker(sandbox && connectedTo(sandbox));
    });
    after(async () => {
      await worker?.stop();
      await sandbox?.stop();
    });

    for (const [way, book] of [
      ["mouse", byMouse],
      ["keyboard", byKeyboard],
    ]) {
      test(`a visitor books by ${way}`, async () => {
        const { page, messages, errors, close } = await openPage(browser, VISITOR);
        try {
          await page.goto(worker.url);
          await book(page);
          await widget(page).root.getByText(/New York/).waitFor();
          const said = await widget(page).root.getByRole("region").innerText();
          assert.match(said, /ines@example\.com/);
          assert.match(await widget(page).root.getByRole("status").innerText(), /booked/, "it is said aloud too");
          assert.equal(/Demo/.test(said), mode === "demo");
          assert.deepEqual([messages, errors], [[], []]);
        } finally {
          await close();
        }
      });
    }

    if (mode === "connected") {
      test("and both bookings are in the sandbox", async () => {
        const journal = await control(sandbox).journal();
        const made = journal.filter(({ path, status }) => path === "/invitees" && status === 201);
        assert.equal(made.length, 2);
      });
    }
  });
}
