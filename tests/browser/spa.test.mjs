// In apps that change their pages themselves: away and back three times, by links and by the browser's own buttons, and
// then a booking. One widget, one definition of it, no message on the console.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openPage } from "../support/chromium.mjs";
import { REACT, startProject } from "../support/project.mjs";
import { besidePages } from "../support/stage.mjs";
import { widget } from "../support/widget.mjs";

const on = besidePages(async (on) => {
  on.project = await startProject(["openslot", "openslot-react"], REACT[19]);
  await on.project.use("routes.jsx");
  on.pages.made.set("spa-next.js", await on.project.bundle("routes.jsx", '--define:process.env.NODE_ENV="development"'));
});
after(() => on.project?.remove());

/** Counts how often the element is defined, successfully or not. */
function count() {
  const { define } = CustomElementRegistry.prototype;
  window.definitions = 0;
  CustomElementRegistry.prototype.define = function (name, ...rest) {
    window.definitions += name === "open-slot" ? 1 : 0;
    return define.call(this, name, ...rest);
  };
}

async function visit(run) {
  const opened = await openPage(on.browser, { locale: "en-GB", timezoneId: "Europe/Lisbon", viewport: { width: 1200, height: 900 } });
  try {
    await opened.page.addInitScript(count);
    await run(opened.page, widget(opened.page));
    assert.equal(await opened.page.evaluate(() => window.definitions), 1);
    assert.deepEqual(opened.messages.filter((message) => !message.includes("React DevTools")), []);
    // A page that is left may break off what it still asks for.
    assert.deepEqual(opened.errors.filter((error) => !error.startsWith("request:")), []);
  } finally {
    await opened.close();
  }
}

async function book(openslot) {
  await openslot.choose(0);
  await openslot.fill();
  await openslot.book.click();
  await openslot.confirmed();
}

for (const name of ["plain", "turbo", "next"]) {
  test(`under ${name === "plain" ? "a plain router" : `what does as ${name} does`}`, () =>
    visit(async (page, openslot) => {
      await page.goto(`${on.pages.url}/spa-${name}.html`);
      const [home, there] = ["Home", "Book"].map((name) => page.getByRole("link", { name, exact: true }));
      for (let round = 0; round < 3; round += 1) {
        await there.click();
        await openslot.ready();
        assert.equal(await openslot.root.count(), 1, `round ${round}`);
        await home.click();
        await page.getByRole("heading", { name: "Home" }).waitFor();
        assert.equal(await openslot.root.count(), 0, `round ${round}`);
        await page.goBack();
        await openslot.ready();
        assert.equal(await openslot.root.count(), 1, `back in round ${round}`);
        await page.goForward();
        await page.getByRole("heading", { name: "Home" }).waitFor();
        // Away again before anything has come.
        await there.click();
        await home.click();
        await page.getByRole("heading", { name: "Home" }).waitFor();
      }
      await there.click();
      await openslot.ready();
      await book(openslot);
      assert.equal(await openslot.root.count(), 1);
    }));
}

test("a script that is evaluated again changes nothing for the widgets that are there", () =>
  visit(async (page, openslot) => {
    await page.goto(`${on.pages.url}/spa-plain.html?view=book`);
    await openslot.choose(0);
    await openslot.name.fill("Inês");
    await page.evaluate(async (src) => {
      const script = document.createElement("script");
      const loaded = new Promise((resolve) => (script.onload = resolve));
      script.src = src;
      document.head.append(script);
      await loaded;
    }, `${on.worker.url}/embed.js`);
    assert.equal(await openslot.name.inputValue(), "Inês");
    await openslot.fill();
    await openslot.book.click();
    await openslot.confirmed();
  }));
