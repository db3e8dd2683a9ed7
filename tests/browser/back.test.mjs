// The popup and the history of the page: on a phone the way back closes it, and nothing of it is left in the way of anybody.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, visiting } from "../support/popup.mjs";
import { besidePages } from "../support/stage.mjs";

const visit = visiting(besidePages());

/** As the browser's button does it; the page may be gone at once. */
const goBack = (page) => page.evaluate(() => void setTimeout(() => history.back()));

/** Opens the popup on a page whose router has written `state`. */
async function openOver(state, page, openslot) {
  await page.evaluate((state) => history.replaceState(state, ""), state);
  await page.locator("#button").tap();
  await openslot.opened();
}

/** Its entries, and what a router of the page hears. */
const watched = (page) =>
  page.addInitScript(() => {
    window.popped = [];
    addEventListener("popstate", ({ state }) => window.popped.push(state));
  });

test("on a phone the way back closes it, leaves no entry, and a router hears of no page of its own", () =>
  visit(
    "openers",
    async (page, openslot) => {
      await page.evaluate(() => history.replaceState({ position: 3 }, ""));
      const { url, length } = await page.evaluate(() => ({ url: location.href, length: history.length }));
      const state = () => page.evaluate(() => ({ state: history.state, url: location.href, popped: window.popped.filter(Boolean) }));
      const calm = { state: { position: 3 }, url, popped: [] };
      await page.locator("#button").tap();
      await openslot.opened();
      assert.equal((await state()).state.position, 3, "the router's state stays readable");
      await goBack(page);
      await openslot.closed();
      await page.waitForFunction(() => window.heard.some(([name]) => name === "closed"));
      assert.deepEqual(await state(), calm);
      // Closed by hand, its entry goes as well; a second round adds nothing to the history.
      for (let round = 0; round < 3; round += 1) {
        await page.locator("#button").tap();
        await openslot.dialog.waitFor();
        await openslot.closeButton.tap();
        await openslot.closed();
        await page.waitForFunction((count) => window.heard.filter(([name]) => name === "closed").length === count, round + 2);
        assert.deepEqual(await state(), calm);
      }
      assert.equal(await page.evaluate(() => history.length), length + 1, "one entry ahead, none behind");
      // Back from here is the page before, in one step.
      await goBack(page);
      await page.waitForURL("about:blank");
    },
    { ...PHONE, prepare: watched }
  ));

for (const browserKnows of [true, false]) {
  const how = browserKnows ? "" : ", also in a browser without names for entries";
  test(`a page that goes on when it hears that it was closed is not led back${how}`, () =>
    visit(
      "openers",
      async (page, openslot) => {
        await openOver({ at: "start" }, page, openslot);
        await page.evaluate(() => {
          const go = () => history.pushState({ at: "thanks" }, "", "?thanks");
          document.addEventListener("openslot:closed", go, { once: true });
          Openslot.close();
        });
        await page.waitForFunction(() => history.state?.at === "thanks");
        await goBack(page);
        await page.waitForFunction(() => history.state?.at === "start");
        assert.equal(await page.evaluate(() => location.search), "");
        await goBack(page);
        await page.waitForURL("about:blank");
      },
      {
        ...PHONE,
        prepare: async (page) => {
          await watched(page);
          if (!browserKnows) await page.addInitScript(() => Object.defineProperty(window, "navigation", { value: undefined }));
        },
      }
    ));
}

test("a page that goes on below the open popup comes back to itself, and one step further is the page before", () =>
  visit(
    "openers",
    async (page, openslot) => {
      await openOver({ at: "start" }, page, openslot);
      await page.evaluate(() => history.pushState({ at: "further" }, "", "?further"));
      await page.evaluate(() => Openslot.close());
      await openslot.closed();
      assert.equal(await page.evaluate(() => location.search), "?further", "it is not led back");
      await goBack(page);
      await page.waitForFunction(() => history.state?.at === "start" && location.search === "");
      await goBack(page);
      await page.waitForURL("about:blank");
    },
    { ...PHONE, prepare: watched }
  ));

test("a router that writes over the state of the popup's entry leaves none behind either", () =>
  visit(
    "openers",
    async (page, openslot) => {
      await openOver({ own: 1 }, page, openslot);
      await page.evaluate(() => history.replaceState({ own: 2 }, ""));
      await openslot.closeButton.tap();
      await openslot.closed();
      await page.waitForFunction(() => history.state?.own === 2 && !("openslotPopup" in history.state));
      assert.deepEqual(await page.evaluate(() => window.popped), [null]);
    },
    { ...PHONE, prepare: watched }
  ));

test("with a mouse the way back belongs to the page; a popup does not stay over another one", () =>
  visit(
    "openers",
    async (page, openslot) => {
      await page.evaluate(() => history.pushState({ at: "second" }, "", "?second"));
      const length = await page.evaluate(() => history.length);
      await page.locator("#button").click();
      await openslot.opened();
      assert.equal(await page.evaluate(() => history.length), length);
      await goBack(page);
      await openslot.closed();
      assert.deepEqual(await page.evaluate(() => [location.search, window.popped]), ["", [null]]);
    },
    { prepare: watched }
  ));
