// `openslot-react`, installed into an empty project with React 18 and 19 and bundled: in Strict Mode it books against the
// native sandbox, and says nothing on the console.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openPage } from "../support/chromium.mjs";
import { REACT, startProject } from "../support/project.mjs";
import { besideCalendly } from "../support/stage.mjs";
import { widget } from "../support/widget.mjs";

const on = besideCalendly();

/** React's development build recommends its tools. */
const said = (messages) => messages.filter((message) => !message.includes("React DevTools"));

const page = (name, inside = "") => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>An app</title><link rel="icon" href="data:," /></head>
  <body><div id="app">${inside}</div><script type="module" src="${name}.js"></script></body>
</html>`;

for (const [major, versions] of Object.entries(REACT)) {
  const name = `react-${major}`;

  describe(`with React ${major}`, () => {
    let project;
    let bundle;
    before(async () => {
      project = await startProject(["openslot", "openslot-react"], versions);
      await project.use("app.jsx");
      bundle = await project.bundle("app.jsx", '--define:process.env.NODE_ENV="development"');
    });
    after(() => project?.remove());

    async function visit(run, { path = name, query = {}, prepare = async () => {} } = {}) {
      const opened = await openPage(on.browser, { locale: "en-GB", timezoneId: "Europe/Lisbon", viewport: { width: 1200, height: 900 } });
      on.pages.made.set(`${name}.js`, bundle);
      on.pages.made.set(`${name}.html`, page(name));
      try {
        await prepare(opened.page);
        const search = new URLSearchParams({ api: on.worker.url, ...query });
        await opened.page.goto(`${on.pages.url}/${path}.html?${search}`);
        await run(opened.page, widget(opened.page), opened);
      } finally {
        await opened.close();
      }
    }

    test("in Strict Mode there is one widget, which books, and the newest handler hears of it once", () =>
      visit(async (page, openslot, { messages, errors }) => {
        await openslot.ready();
        await page.getByRole("button", { name: "Count 0" }).click();
        await page.getByRole("button", { name: "Count 1" }).click();
        await openslot.choose(0);
        assert.equal(await openslot.name.inputValue(), "Ada Lovelace");
        const email = `react-${major}@example.com`;
        await openslot.fill("Ada Lovelace", email);
        await openslot.book.click();
        await openslot.confirmed();
        const heard = await page.evaluate(() => window.heard);
        assert.deepEqual(heard.map(([name, count]) => [name, count]), [["ready", 0], ["slot-selected", 2], ["booked", 2]]);
        const there = await page.evaluate(() => [
          document.querySelectorAll("open-slot").length,
          document.querySelectorAll("script[src$='embed.js']").length,
          document.querySelector("open-slot").className,
        ]);
        assert.deepEqual(there, [1, 1, "wide"]);
        assert.equal((await on.calendly.bookings(email)).length, 1);
        assert.deepEqual([said(messages), errors], [[], []]);
      }));

    test("a changed prop is a changed attribute, and what is taken away and put back begins anew", () =>
      visit(async (page, openslot, { messages, errors }) => {
        await openslot.ready();
        await page.getByRole("button", { name: "Dark" }).click();
        assert.equal(await openslot.root.locator(".stage").getAttribute("data-theme"), "dark");
        const toggle = page.getByRole("button", { name: "Toggle" });
        await toggle.click();
        assert.equal(await openslot.root.count(), 0);
        await toggle.click();
        await openslot.ready();
        const ready = await page.evaluate(() => window.heard.filter(([name]) => name === "ready").length);
        assert.equal(ready, 2);
        // What was asked for when it was taken away may have been broken off.
        assert.deepEqual([said(messages), errors.filter((error) => !error.startsWith("request:"))], [[], []]);
      }));

    test("what a server has rendered is taken over without a warning", async () => {
      const { code, text } = await project.node(`
        import { createElement as h, StrictMode } from "react";
        import { renderToString } from "react-dom/server";
        globalThis.location = { search: "" };
        import { OpenSlot } from "openslot-react";
        const widget = h(OpenSlot, { api: ${JSON.stringify(on.worker.url)}, eventType: "30min", theme: "light", className: "wide",
          prefill: { name: "Ada Lovelace" }, fallback: h("p", null, "Just a moment") });
        const button = (...words) => h("button", null, ...words);
        console.log(renderToString(h(StrictMode, null, h("main", null, button("Count ", 0), button("Toggle"), button("Dark"), widget))));`);
      assert.equal(code, 0, text);
      on.pages.made.set(`${name}-rendered.html`, page(name, text.trim()));
      await visit(
        async (page, openslot, { messages, errors }) => {
          await openslot.ready();
          await page.getByRole("button", { name: "Count 0" }).click();
          await page.getByRole("button", { name: "Count 1" }).waitFor();
          assert.equal(await openslot.root.count(), 1);
          assert.deepEqual([said(messages), errors], [[], []]);
        },
        { path: `${name}-rendered` },
      );
    });

    test("the popup, the badge and the hook open one dialog, tell who opened it, and leave with their component", () =>
      visit(
        async (page, _, { messages, errors }) => {
          await page.getByText("Ready").waitFor();
          const inside = page.locator("openslot-popup open-slot:not([hidden])");
          const time = inside.locator("[part~=time]").first();
          // A popup is kept as it was left.
          const surface = inside.locator("[part~=surface]");
          const heard = () => page.evaluate(() => window.heard.splice(0));
          const closed = async () => {
            await page.keyboard.press("Escape");
            await surface.waitFor({ state: "hidden" });
          };
          await page.getByRole("button", { name: "By the hook" }).click();
          await time.waitFor();
          await closed();
          assert.deepEqual(await heard(), [], "the hook's popup is nobody else's");

          await page.getByRole("button", { name: "Book a call" }).click();
          await time.click();
          await inside.locator("[part~=next]").click();
          await inside.locator("[part~=submit]").waitFor();
          await closed();
          await page.waitForFunction(() => window.heard.some(([name]) => name === "closed"));
          assert.deepEqual(await heard(), [["opened", "popup"], ["slot-selected", "30min"], ["closed", "popup"]]);

          assert.equal(await page.locator("openslot-badge").count(), 1);
          await page.getByRole("button", { name: "Floating" }).click();
          await surface.waitFor();
          await closed();
          await page.waitForFunction(() => window.heard.some(([name]) => name === "closed"));
          assert.deepEqual(await heard(), [["opened", "badge"], ["closed", "badge"]]);

          await page.getByRole("button", { name: "Book a call" }).click();
          await surface.waitFor();
          // Behind the dialog, so by the page itself.
          await page.getByRole("button", { name: "Toggle", includeHidden: true }).dispatchEvent("click");
          await surface.waitFor({ state: "hidden" });
          assert.equal(await page.locator("openslot-badge").count(), 0);
          assert.deepEqual([said(messages), errors], [[], []]);
        },
        { query: { around: "" } },
      ));

    test("when the loader cannot be had there is a link, the app hears of it, and another try succeeds", () => {
      let isDown = true;
      return visit(
        async (page, openslot) => {
          await page.getByText("cannot be loaded").waitFor();
          isDown = false;
          await page.getByRole("button", { name: "Retry" }).click();
          await page.getByText("Ready").waitFor();
          assert.equal(await page.locator("script[src$='embed.js']").count(), 1, "a tag that failed is not kept");
        },
        {
          query: { around: "" },
          prepare: (page) => page.route("**/embed.js", (route) => (isDown ? route.abort() : route.continue())),
        },
      );
    });
  });
}
