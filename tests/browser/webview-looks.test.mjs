// What the page for WebViews looks like: in light and dark, under the edges of a phone and its keyboard, and without a
// connection. With OPENSLOT_PICTURES it is saved as pictures.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answering, inApp } from "../support/app.mjs";
import { looking, measured } from "../support/looking.mjs";
import { until } from "../support/process.mjs";
import { besideWorker } from "../support/stage.mjs";

const on = besideWorker();

test("the theme comes from the address, and from the app, before and after the page is there", () => {
  const colours = (app) =>
    app.page.evaluate(() => {
      const surface = document.querySelector("open-slot").shadowRoot.querySelector(".surface");
      return [document.documentElement, surface].map((element) => getComputedStyle(element).backgroundColor);
    });
  const [light, dark] = ["rgb(255, 255, 255)", "rgb(20, 23, 31)"];
  return inApp(on, { query: { "event-type": "30min", theme: "light" }, early: [{ type: "theme", theme: "dark" }] }, async (app) => {
    await app.ready();
    assert.deepEqual(await colours(app), [dark, dark], "what the app said before the page had come");
    await app.say({ type: "theme", theme: "light" });
    assert.deepEqual(await colours(app), [light, light]);
    await app.say(JSON.stringify({ type: "theme", theme: "auto" }));
    await app.page.emulateMedia({ colorScheme: "dark" });
    assert.deepEqual(await colours(app), [dark, dark]);
    assert.equal(await app.times.count() > 0, true, "nothing began anew");
  });
});

test("nothing is under what the app says it covers, and a field stays above the keyboard", () =>
  inApp(on, {}, async (app) => {
    await app.ready();
    const edges = () => app.root.evaluate((element) => {
      const { top, left, right } = element.getBoundingClientRect();
      return [top, left, innerWidth - right, parseFloat(getComputedStyle(document.body).paddingBlockEnd)];
    });
    assert.deepEqual(await edges(), [0, 0, 0, 0]);
    await app.say({ type: "insets", top: 47, right: 5, bottom: 34, left: 10 });
    assert.deepEqual(await edges(), [47, 10, 5, 34]);
    const fits = await app.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    assert.ok(fits);
    await app.say({ type: "insets", top: -5, right: "12", bottom: Number.MAX_VALUE, left: null });
    assert.deepEqual(await edges(), [0, 0, 0, 0], "what is no inset is none");

    await app.choose(0);
    const isSeen = (covered = 0) => app.email.evaluate((field, covered) => {
      const { top, bottom } = field.getBoundingClientRect();
      return top >= 0 && bottom <= visualViewport.height - covered;
    }, covered);
    await app.email.click();
    // As `interactive-widget=resizes-content` does it on Android.
    await app.page.setViewportSize({ width: 390, height: 320 });
    await until("the field to be seen", () => isSeen());
    // And as an app does it that knows the keyboard's height itself.
    await app.page.setViewportSize({ width: 390, height: 844 });
    await app.email.evaluate((field) => window.scrollTo(0, scrollY + field.getBoundingClientRect().bottom - innerHeight + 4));
    await app.say({ type: "insets", top: 0, right: 0, bottom: 400, left: 0 });
    await until("the field to be seen above it", () => isSeen(400));
  }));

test("without a connection there is a screen in the visitor's language, and the widget once there is one", () => {
  let isDown = true;
  const prepare = async (page) => {
    await page.route("**/embed.js*", (route) => (isDown ? route.abort() : route.continue()));
    await page.addInitScript(() => Object.defineProperty(navigator, "onLine", { get: () => window.isOnline ?? false }));
  };
  return inApp(on, { phone: { locale: "de-DE", bypassCSP: true }, prepare }, async (app) => {
    await app.outage.waitFor();
    const button = app.outage.getByRole("button", { name: "Noch einmal versuchen" });
    assert.equal(await app.outage.getAttribute("lang"), "de");
    assert.equal((await app.heard("error")).code, "not-loaded");
    await button.click();
    await app.heard("error", 2);
    await app.say({ type: "retry" });
    await app.heard("error", 3);
    const { found, look } = await looking(app.page, "390-de", { iframes: false });
    await look("webview-outage");
    assert.deepEqual(found, []);
    isDown = false;
    await app.page.evaluate(() => (window.isOnline = true, window.dispatchEvent(new Event("online"))));
    await app.root.getByRole("button", { name: /^\d{1,2}:\d\d/ }).first().waitFor();
    assert.equal(await app.outage.count(), 0);
  }, { isQuiet: false });
});

test("when a later part of the widget cannot be had there is the same screen, and one press brings it", () => {
  let isDown = true;
  const prepare = (page) => page.route("**/v1/openslot-*.wasm*", (route) => (isDown ? route.abort() : route.continue()));
  return inApp(on, { prepare }, async (app) => {
    await app.outage.waitFor();
    assert.equal(await app.root.count(), 0);
    await app.outage.getByText("The connection failed.").waitFor();
    isDown = false;
    await app.outage.getByRole("button", { name: "Try again" }).click();
    await app.ready();
  }, { isQuiet: false });
});

test("what hangs is said after a while, and something else can be tried beside it", () => {
  const asked = [];
  const prepare = async (page) => {
    await page.clock.install();
    await page.route("**/embed.js*", (route) => asked.push(route.request().url()) > 1 && route.continue());
  };
  const opening = { waitUntil: "commit" };
  return inApp(on, { prepare, opening }, async (app) => {
    await until("the script to be asked for", () => asked.length === 1);
    await app.page.waitForFunction(() => typeof window.OpenslotWebView === "function");
    await app.page.clock.fastForward(11_000);
    await app.outage.getByRole("button", { name: "Try again" }).click();
    await app.ready();
    assert.match(asked[1], /embed\.js\?try=2$/);
  }, { isQuiet: false });
});

for (const width of [320, 390, 768]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`at ${width} px, ${colorScheme}: everything fits, and axe finds nothing`, () => {
      const phone = { viewport: { width, height: width === 768 ? 1024 : 844 }, colorScheme, bypassCSP: true };
      return inApp(on, { phone, prepare: answering({}) }, async (app) => {
        await app.ready();
        const { found, look } = await looking(app.page, `${width}-${colorScheme}`, { iframes: false });
        const see = async (state) => {
          await look(`webview-${state}`);
          found.push(...(await measured(app.page)));
        };
        await see("times");
        await app.choose(0);
        await see("form");
        await app.fill();
        await app.book.click();
        await app.confirmed();
        await see("confirmed");
        assert.deepEqual(found, []);
      });
    });
  }
}
