// The popup as somebody uses it, beside the widget that is in it.

import assert from "node:assert/strict";
import { openPage } from "./chromium.mjs";
import { widget } from "./widget.mjs";

export const PHONE = { viewport: { width: 390, height: 740 }, hasTouch: true, isMobile: true };

/** @param {import("playwright-core").Page} page */
export function popup(page) {
  const dialog = page.getByRole("dialog").first();
  return {
    ...widget(page),
    dialog,
    closeButton: page.locator("openslot-popup").getByRole("button", { name: "Close" }),
    /** Waits until it is open and offers times. */
    async opened() {
      await dialog.waitFor();
      await this.ready();
    },
    async closed() {
      await dialog.waitFor({ state: "hidden" });
    },
  };
}

/** Notes what the page hears of popups, before anything of it runs. @param {import("playwright-core").Page} page */
export const listening = (page) =>
  page.addInitScript(() => {
    window.heard = [];
    for (const name of ["ready", "opened", "closed", "booked", "error"]) {
      document.addEventListener(`openslot:${name}`, ({ target, detail }) =>
        window.heard.push([name, target.localName, { ...detail }])
      );
    }
  });

/** What the page has heard since it was asked last, by name. @param {import("playwright-core").Page} page */
export const heard = (page) => page.evaluate(() => window.heard.splice(0).map(([name]) => name));

/** Waits until the loader's part for the page around is there. @param {import("playwright-core").Page} page */
export const around = (page) =>
  page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name, responseEnd }) => name.endsWith("/modes/settings.js") && responseEnd));

/**
 * Visits to pages of `tests/pages`, by name.
 *
 * @param {any} on The stage.
 * @returns {(name: string, run: (page: import("playwright-core").Page, openslot: ReturnType<typeof popup>, messages: string[]) =>
 *   Promise<void>, options?: any) => Promise<void>} Opens a page, runs `run`, and checks that nothing went wrong and nothing was
 *   said on the console but what is `expected`. A page that is left breaks off what it still asked for.
 */
export const visiting =
  (on) =>
  async (name, run, { prepare = async () => {}, expected = () => false, ...options } = {}) => {
    const visitor = { timezoneId: "Europe/Lisbon", locale: "en-GB", viewport: { width: 1200, height: 900 } };
    const { page, messages, errors, close } = await openPage(on.browser, { ...visitor, ...options });
    try {
      await listening(page);
      await prepare(page);
      await page.goto(`${on.pages.url}/${name}.html`);
      await around(page);
      await run(page, popup(page), messages);
      const wrong = [...messages, ...errors].filter((line) => !expected(line) && !line.endsWith("net::ERR_ABORTED"));
      assert.deepEqual(wrong, []);
    } finally {
      await close();
    }
  };
