// Each state of the widget, light and dark, from left to right and from right to left, from 280 to 1,200 px: it looks as
// in its picture in docs/pictures, axe-core finds nothing, and everything that can be pressed is large enough.
//
// The states are rows in tests/support/states.mjs. OPENSLOT_RENEW_PICTURES=1 writes the pictures anew.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NOW } from "../support/answers.mjs";
import { openPage } from "../support/chromium.mjs";
import { looking, measured } from "../support/looking.mjs";
import { pictureBook } from "../support/pictures.mjs";
import { besideEdge } from "../support/stage.mjs";
import { enter, states } from "../support/states.mjs";

const WIDTHS = [320, 768, 1200];
/** Where axe looks; between them nothing changes but the room. */
const JUDGED = [320, 1200];
const NARROWEST = 280;
const DIRECTIONS = { ltr: "en", rtl: "ar" };

const on = besideEdge(async (on) => (on.book = await pictureBook(on.browser)));

/** Opens a page on which time stands still. */
async function open() {
  const opened = await openPage(on.browser, { locale: "en-GB", timezoneId: "Europe/Lisbon", viewport: { width: 1200, height: 900 } });
  await opened.page.clock.setFixedTime(NOW);
  await opened.page.route("https://calendly.com/**", (route) => route.fulfill({ contentType: "text/html", body: "<html lang=en><title>Calendly</title>" }));
  return opened;
}

const walked = (direction) => states.filter(({ isLook }) => !isLook || direction === "ltr");
const widths = (state) => state.widths ?? WIDTHS;

test("every picture is one of a state", async () => {
  const named = Object.keys(DIRECTIONS).flatMap((direction) =>
    walked(direction).flatMap((state) =>
      widths(state).flatMap((width) => ["light", "dark"].map((scheme) => `${state.name}-${width}-${scheme}-${direction}`)),
    ),
  );
  assert.deepEqual((await on.book.names()).filter((name) => !named.includes(name)), []);
});

for (const [direction, language] of Object.entries(DIRECTIONS)) {
  for (const state of walked(direction)) {
    test(`${state.name}, ${direction}: as in its pictures, without a violation, large enough`, async () => {
      const { page, errors, close } = await open();
      try {
        await enter(page, on.edge, state, language);
        const { found, look } = await looking(page, `${state.name}-${direction}`, { iframes: false });
        const take = () => {
          const options = { animations: "disabled", caret: "hide" };
          return page.locator(state.isDialog ? "open-slot dialog" : "open-slot").screenshot(options);
        };
        for (const width of widths(state)) {
          await page.setViewportSize({ width, height: 900 });
          for (const colorScheme of ["light", "dark"]) {
            await page.emulateMedia({ colorScheme });
            await page.evaluate(() => document.fonts.ready);
            found.push(...(await on.book.compare(`${state.name}-${width}-${colorScheme}-${direction}`, await take())));
            if (JUDGED.includes(width) || state.widths) await look(`${width}-${colorScheme}`);
          }
          found.push(...(await measured(page)).map((complaint) => `${width}: ${complaint}`));
        }
        await page.setViewportSize({ width: NARROWEST, height: 900 });
        found.push(...(await measured(page)).map((complaint) => `${NARROWEST}: ${complaint}`));
        assert.deepEqual(found, []);
        assert.deepEqual(errors.filter((error) => error.startsWith("uncaught")), []);
      } finally {
        await close();
      }
    });
  }
}
