// The popup: what a modal dialog owes whoever uses it with a mouse, a finger, a keyboard or a screen reader, and what it
// owes the page behind it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../support/chromium.mjs";
import { around, heard, PHONE, popup, visiting } from "../support/popup.mjs";
import { besidePages } from "../support/stage.mjs";
import { PACE, tabTo } from "../support/widget.mjs";

const on = besidePages();
const visit = visiting(on);

/** Whether the focus is on the element with this id. */
const hasFocus = (page, id) => page.waitForFunction((id) => document.activeElement?.id === id, id);

test("it books under a strict policy with Trusted Types, has a name, and gives the focus back", () =>
  visit("openers", async (page, openslot) => {
    await page.locator("#button").click();
    await openslot.opened();
    assert.equal(await page.getByRole("dialog", { name: "Book a time" }).count(), 1);
    assert.equal(await openslot.root.evaluate((element) => element.matches("openslot-popup > open-slot")), true);
    await openslot.choose();
    assert.equal(await openslot.name.inputValue(), "Ada Lovelace");
    await openslot.email.pressSequentially("ada@example.com", { delay: PACE });
    await openslot.book.click();
    await openslot.confirmed();
    await openslot.closeButton.click();
    await openslot.closed();
    await hasFocus(page, "button");
    assert.deepEqual(await page.evaluate(() => window.heard), [
      ["opened", "open-slot", { version: 1, mode: "button" }],
      ["ready", "open-slot", await page.evaluate(() => window.heard[1][2])],
      ["booked", "open-slot", await page.evaluate(() => window.heard[2][2])],
      ["closed", "open-slot", { version: 1, mode: "button" }],
    ]);
    await page.locator("#button").click();
    await openslot.opened();
    assert.equal(await openslot.heading(/^You are booked/).count(), 0, "who has booked begins anew");
  }));

test("the focus stays in it, and Escape closes it", () =>
  visit("openers", async (page, openslot) => {
    await page.locator("#button").focus();
    await page.keyboard.press("Enter");
    await openslot.opened();
    await tabTo(page, /^\d{1,2}:\d\d/);
    const outside = await page.evaluate(() => document.activeElement.localName);
    assert.equal(outside, "open-slot");
    // Once around: what is behind it never has the focus.
    for (let press = 0; press < 90; press += 1) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => document.activeElement.localName);
      assert.ok(["open-slot", "openslot-popup", "body"].includes(focused), `${focused} has the focus`);
    }
    await page.keyboard.press("Escape");
    await openslot.closed();
    await hasFocus(page, "button");
    await page.waitForFunction(() => window.heard.length === 3);
    assert.deepEqual(await heard(page), ["opened", "ready", "closed"]);
  }));

test("where a month was opened in it, Escape leaves the month first", () =>
  visit(
    "openers",
    async (page, openslot) => {
      await page.locator("#button").click();
      await openslot.opened();
      await openslot.button("Show the month").click();
      const day = openslot.root.locator("[part~=month] [tabindex='0']").first();
      await day.focus();
      await page.keyboard.press("Escape");
      await openslot.button("Show the month").waitFor();
      assert.equal(await openslot.dialog.isVisible(), true);
      await page.keyboard.press("Escape");
      await openslot.closed();
    },
    { viewport: { width: 390, height: 800 } }
  ));

test("what was typed is there when it is opened again, also after another popup", () =>
  visit("openers", async (page, openslot) => {
    await page.locator("#button").click();
    await openslot.choose();
    await openslot.email.pressSequentially("ada@exam", { delay: PACE });
    // A press that begins in the widget and ends beside it is none beside it.
    const box = await openslot.email.boundingBox();
    await page.mouse.move(box.x + 20, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(8, 400);
    await page.mouse.up();
    assert.equal(await openslot.dialog.isVisible(), true);
    await page.mouse.click(8, 400);
    await openslot.closed();
    await page.locator("#other").click();
    await page.locator("open-slot[event-type=coaching-session]").getByRole("button", { name: /^\d{1,2}:\d\d/ }).first().waitFor();
    await page.keyboard.press("Escape");
    await openslot.closed();
    await page.locator("#button").click();
    await openslot.dialog.waitFor();
    const email = page.locator("open-slot[event-type='30min']").getByRole("textbox", { name: "E-mail", exact: true });
    assert.equal(await email.inputValue(), "ada@exam");
    assert.equal(await email.isVisible(), true);
    assert.equal(await page.locator("open-slot").count(), 2);
    await email.click();
    assert.equal(await openslot.dialog.isVisible(), true, "a press in the widget closes nothing");
  }));

test("nothing is downloaded before somebody comes near, and then all of it", () =>
  visit("openers", async (page, openslot) => {
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.locator("#bottom").hover();
    await page.locator("h1").hover();
    const resources = () => page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
    assert.deepEqual((await resources()).filter((path) => /^\/v1|popup/.test(path)), []);
    const slots = page.waitForRequest((request) => request.url().includes("/slots"));
    await page.locator("#inside").hover();
    await slots;
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes(".wasm")));
    await page.waitForFunction(() => document.querySelector("open-slot")?.words);
    await page.evaluate(() => document.querySelector("open-slot").words);
    assert.deepEqual(await heard(page), [], "nobody is told of what nobody has seen");
    await page.locator("#button").click();
    await openslot.opened();
    await heard(page);
    const first = asked.filter((url) => url.includes("/slots") && !url.includes("from="));
    assert.equal(first.length, 1, "the first times are asked for once");
  }));

test("a page behind it scrolls no more, and nothing on it moves by a pixel", async () => {
  const { chromium } = await import("playwright-core");
  // With a scroll bar that takes room.
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu"],
    ignoreDefaultArgs: ["--hide-scrollbars"],
  });
  const { page, close } = await openPage(browser, { viewport: { width: 1200, height: 700 } });
  try {
    for (const path of ["openers", "badge"]) {
      await page.goto(`${on.pages.url}/${path}.html`);
      await around(page);
      const openslot = popup(page);
      const measure = () =>
        page.evaluate(() => {
          const { x, y, width } = document.querySelector("main").getBoundingClientRect();
          return { x, y, width, scrollY, bar: innerWidth - document.documentElement.clientWidth };
        });
      await page.evaluate(() => scrollTo(0, 30));
      const before = await measure();
      assert.equal(before.bar > 0, path === "openers", "one page has a scroll bar, the other has none");
      await page.evaluate(() => Openslot.open({ eventType: "30min" }));
      await openslot.opened();
      const { bar: _, ...open } = await measure();
      const { bar: __, ...closed } = before;
      assert.deepEqual(open, closed);
      await page.mouse.move(4, 350);
      await page.mouse.wheel(0, 900);
      await page.keyboard.press("Escape");
      await openslot.closed();
      await page.waitForFunction(() => document.adoptedStyleSheets.length === 0);
      assert.deepEqual(await measure(), before);
    }
  } finally {
    await close();
    await browser.close();
  }
});

test("where space is short it has all of the window, and nothing sticks out", () =>
  visit(
    "openers",
    async (page, openslot) => {
      for (const width of [320, 390, 640]) {
        await page.setViewportSize({ width, height: 740 });
        await page.locator("#button").tap();
        await openslot.opened();
        const found = await page.evaluate(() => {
          const { shadowRoot } = document.querySelector("openslot-popup");
          const { width, height } = shadowRoot.querySelector("dialog").getBoundingClientRect();
          const surface = document.querySelector("open-slot").shadowRoot.querySelector(".surface").getBoundingClientRect();
          const { scrollWidth, clientWidth } = shadowRoot.querySelector("dialog");
          return { width, height, surface: surface.width, fits: scrollWidth <= clientWidth };
        });
        assert.deepEqual(found, { width, height: 740, surface: width, fits: true });
        const button = await openslot.closeButton.boundingBox();
        assert.ok(button.width >= 44 && button.x + button.width <= width, JSON.stringify(button));
        await openslot.closeButton.tap();
        await openslot.closed();
      }
    },
    PHONE
  ));

test("a router that replaces the body takes nothing of it away, and can close it", () =>
  visit("openers", async (page, openslot) => {
    await page.locator("#button").click();
    await openslot.opened();
    await page.evaluate(() => {
      const body = document.createElement("body");
      body.append("Another page");
      document.body.replaceWith(body);
    });
    assert.equal(await openslot.dialog.isVisible(), true);
    await page.evaluate(() => Openslot.close());
    await openslot.closed();
    assert.deepEqual(await page.evaluate(() => [document.adoptedStyleSheets.length, getComputedStyle(document.documentElement).overflow]), [0, "visible"]);
    await page.evaluate(() => Openslot.destroy());
    await page.waitForFunction(() => !document.querySelector("openslot-popup, open-slot"));
  }));

test("it opens again though the dialog has not said yet that it was closed", () =>
  visit("openers", async (page, openslot) => {
    await page.evaluate(() => Openslot.open({ eventType: "30min" }));
    await openslot.opened();
    await page.evaluate(async () => {
      // As Escape does it: what closes is told in a task of its own, and the call comes before it.
      document.querySelector("openslot-popup").shadowRoot.querySelector("dialog").close();
      await Openslot.open({ eventType: "coaching-session" });
    });
    await page.waitForFunction(() => window.heard.filter(([name]) => name !== "ready").length === 3);
    assert.deepEqual((await heard(page)).filter((name) => name !== "ready"), ["opened", "closed", "opened"]);
    assert.equal(await openslot.dialog.isVisible(), true);
    await page.keyboard.press("Escape");
    await openslot.closed();
  }));
