// What popup and badge look like: in Arabic, in either theme, on a page whose style is not made for them, by axe's rules.

import assert from "node:assert/strict";
import { test } from "node:test";
import { looking } from "../support/looking.mjs";
import { visiting } from "../support/popup.mjs";
import { besidePages } from "../support/stage.mjs";

const visit = visiting(besidePages());

test("in Arabic it is called so, runs from right to left, and closes at the left", () =>
  visit("arabic", async (page, openslot) => {
    await page.locator("#button").click();
    await page.getByRole("dialog", { name: "احجز موعدًا" }).or(page.getByRole("dialog")).first().waitFor();
    const close = page.locator("openslot-popup").getByRole("button", { name: "إغلاق" });
    await close.waitFor();
    assert.ok((await close.boundingBox()).x < 100);
    assert.deepEqual(await openslot.dialog.evaluate(({ lang, dir }) => [lang, dir]), ["ar", "rtl"]);
    assert.match(await openslot.dialog.getAttribute("aria-label"), /^[\u0600-\u06ff ً]+$/);
    await close.click();
    await openslot.closed();
  }));

test("it does not move for who wants nothing to move, and appears for everybody else", () =>
  visit("openers", async (page, openslot) => {
    const animations = () =>
      page.evaluate(() => document.querySelector("openslot-popup").shadowRoot.querySelector("dialog").getAnimations().length);
    for (const [reducedMotion, count] of [["reduce", 0], ["no-preference", 1]]) {
      await page.emulateMedia({ reducedMotion });
      await page.evaluate(() => Openslot.open({ eventType: "30min" }));
      await openslot.dialog.waitFor();
      const running = await openslot.dialog.evaluate((dialog) => getComputedStyle(dialog).animationName);
      assert.equal(running === "none", count === 0, running);
      assert.ok((await animations()) <= count);
      await page.keyboard.press("Escape");
      await openslot.closed();
    }
  }));

test("it takes the widget's theme", () =>
  visit("openers", async (page, openslot) => {
    for (const [theme, expected] of [["dark", "rgb(20, 23, 31)"], ["light", "rgb(255, 255, 255)"]]) {
      await page.evaluate((theme) => Openslot.open({ eventType: "30min", theme }), theme);
      await openslot.dialog.waitFor();
      assert.equal(await openslot.closeButton.evaluate((button) => getComputedStyle(button).backgroundColor), expected);
      await page.keyboard.press("Escape");
      await openslot.closed();
    }
  }));

test("the style of a hostile page reaches neither the popup nor the badge", async () => {
  const look = async (name) => {
    let found;
    await visit(name, async (page, openslot) => {
      await page.evaluate(() => Openslot.open({ eventType: "30min" }));
      await openslot.opened();
      found = await page.evaluate(() => {
        const { shadowRoot } = document.querySelector("openslot-popup");
        const measure = (element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          const { opacity, cursor, backgroundColor, letterSpacing, textTransform, borderTopWidth } = getComputedStyle(element);
          return { x, y, width, height, opacity, cursor, backgroundColor, letterSpacing, textTransform, borderTopWidth };
        };
        return [shadowRoot.querySelector("dialog"), shadowRoot.querySelector("button")].map(measure);
      });
      await page.keyboard.press("Escape");
      await openslot.closed();
      await page.locator("openslot-badge").getByRole("button").click();
      await openslot.opened();
    }, { reducedMotion: "reduce" });
    return found;
  };
  assert.deepEqual(await look("hostile"), await look("badge"));
});

for (const [width, colorScheme] of [[320, "light"], [768, "dark"], [1200, "light"]]) {
  test(`popup and badge are without a violation, ${width} px, ${colorScheme}`, () =>
    visit(
      "badge",
      async (page, openslot) => {
        const { found, look } = await looking(page, `${width}-${colorScheme}`);
        const badge = page.getByRole("button", { name: "Book a time" });
        await badge.waitFor();
        await look("badge");
        await badge.click();
        await openslot.opened();
        await look("popup");
        assert.deepEqual(found, []);
      },
      { colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce", bypassCSP: true }
    ));
}
