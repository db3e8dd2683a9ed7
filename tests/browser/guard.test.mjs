// What a person notices of what keeps robots out: nothing; and where they are taken for one, a sentence and another
// press of the button.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openPage, startChromium } from "../support/chromium.mjs";
import { startPages } from "../support/pages.mjs";
import { startSiteverify } from "../support/siteverify.mjs";
import { widget } from "../support/widget.mjs";
import { startWorker } from "../support/worker.mjs";

const VISITOR = { timezoneId: "Europe/Lisbon", locale: "en-GB", viewport: { width: 1200, height: 900 } };
const SECRET = "turnstile-secret-of-the-browser-tests";
const SCRIPT = "https://challenges.cloudflare.com/turnstile/v0/api.js*";
const DOUBT = /could not be sure that a person sent this/;

let browser;
before(async () => (browser = await startChromium()));
after(() => browser?.close());

/** Opens a page, runs `run`, and checks that nothing was left uncaught. */
async function visit(url, run) {
  const { page, errors, close } = await openPage(browser, VISITOR);
  try {
    await run(page, widget(page), () => page.goto(url));
    const uncaught = errors.filter((error) => error.startsWith("uncaught"));
    assert.deepEqual(uncaught, []);
  } finally {
    await close();
  }
}

describe("a form", () => {
  let worker;
  before(async () => (worker = await startWorker()));
  after(() => worker?.stop());

  test("that is sent the moment it is shown is not taken for a person's, and then it is", () =>
    visit(`${worker.url}/`, async (page, openslot, open) => {
      // The page's clock stands still, so that it is not the machine's speed that is tested.
      const now = Date.now();
      await page.clock.setFixedTime(now);
      await open();
      await openslot.choose(2);
      await openslot.fill();
      await openslot.book.click();
      await openslot.root.getByText(DOUBT).first().waitFor();
      assert.equal(await openslot.name.inputValue(), "Inês Duarte");
      await page.clock.setFixedTime(now + 2_000);
      await openslot.book.click();
      await openslot.confirmed();
    }));

  test("in which something filled the field that no person sees can be sent again", () =>
    visit(`${worker.url}/`, async (page, openslot, open) => {
      await open();
      await openslot.choose(4);
      await openslot.fill();
      const trap = openslot.root.locator("input[name=website]");
      const look = await trap.evaluate((input) => {
        const { position, clipPath } = getComputedStyle(input);
        return { position, clipPath, tabIndex: input.tabIndex };
      });
      assert.deepEqual(look, { position: "absolute", clipPath: "inset(50%)", tabIndex: -1 }, "nobody sees or reaches it");
      assert.equal(await openslot.root.getByRole("textbox", { name: /website/i }).count(), 0, "or hears of it");
      await trap.evaluate((input) => {
        input.value = "https://spam.example";
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      });
      await openslot.book.click();
      await openslot.root.getByText(DOUBT).first().waitFor();
      await openslot.book.click();
      await openslot.confirmed();
    }));
});

describe("where the owner demands a check against robots", () => {
  let worker;
  let siteverify;
  let pages;
  before(async () => {
    siteverify = await startSiteverify(SECRET);
    pages = await startPages(() => worker.url);
    worker = await startWorker({
      ALLOWED_ORIGINS: pages.url,
      TURNSTILE_SITE_KEY: "0x4AAAAAAASiteKey",
      TURNSTILE_SECRET: SECRET,
      TURNSTILE_SITEVERIFY_URL: siteverify.url,
    });
  });
  after(async () => {
    await worker?.stop();
    await pages?.stop();
    await siteverify?.stop();
  });

  /** Plays Cloudflare's script: each check is passed at once, with the tokens `names` one after the other. */
  const passing = (page, names) =>
    page.route(SCRIPT, (route) =>
      route.fulfill({
        contentType: "text/javascript",
        body: `
          const names = ${JSON.stringify(names)};
          let made;
          const make = () => queueMicrotask(() => names.length && made.callback(names.shift()));
          globalThis.turnstile = {
            render: (place, options) => {
              made = options;
              globalThis.rendered = { ...options, slot: place.slot, at: place.parentElement.localName };
              make();
              return "a check";
            },
            reset: make,
          };`,
      }),
    );

  test("a visitor books under a strict policy without noticing it", () =>
    visit(`${pages.url}/checked.html`, async (page, openslot, open) => {
      siteverify.make("good", "127.0.0.1");
      await passing(page, ["good"]);
      await open();
      await openslot.choose(0);
      await openslot.fill();
      await openslot.book.click();
      await openslot.confirmed();
      const { sitekey, action, slot, at } = await page.evaluate(() => globalThis.rendered);
      assert.deepEqual([sitekey, action, slot, at], ["0x4AAAAAAASiteKey", "openslot-booking", "check", "open-slot"]);
    }));

  test("a token that siteverify does not take is followed by another one", () =>
    visit(`${pages.url}/checked.html`, async (page, openslot, open) => {
      siteverify.make("second", "127.0.0.1");
      await passing(page, ["forged", "second"]);
      await open();
      await openslot.choose(2);
      await openslot.fill();
      await openslot.book.click();
      await openslot.root.getByText(DOUBT).first().waitFor();
      await openslot.book.click();
      await openslot.confirmed();
    }));

  test("where its script is blocked the visitor is told, and nothing hangs", () =>
    visit(`${pages.url}/checked.html`, async (page, openslot, open) => {
      await page.route(SCRIPT, (route) => route.abort());
      await open();
      await openslot.choose(4);
      await openslot.fill();
      await openslot.book.click();
      await openslot.root.getByText(DOUBT).first().waitFor();
      assert.equal(await openslot.email.inputValue(), "ines@example.com");
    }));
});
