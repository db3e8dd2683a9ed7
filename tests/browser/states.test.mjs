// What a visitor sees when the network fails or is slow, and what the owner reads when something is set up wrongly.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connectedTo, control, TOKEN } from "../support/api.mjs";
import { openPage, startChromium } from "../support/chromium.mjs";
import { looking } from "../support/looking.mjs";
import { startPages } from "../support/pages.mjs";
import { startSandbox } from "../support/sandbox.mjs";
import { widget } from "../support/widget.mjs";
import { startWorker } from "../support/worker.mjs";

const VISITOR = { timezoneId: "Europe/Lisbon", locale: "en-GB", viewport: { width: 1200, height: 900 } };
const SLOW = /taking longer than usual/;

let browser;
let sandbox;
let worker;
let pages;
let strangers;
before(async () => {
  browser = await startChromium();
  sandbox = await startSandbox(["--token", TOKEN]);
  pages = await startPages(() => worker.url);
  strangers = await startPages(() => worker.url);
  worker = await startWorker(connectedTo(sandbox, { ALLOWED_ORIGINS: pages.url }));
});
after(async () => {
  await browser?.close();
  await worker?.stop();
  await pages?.stop();
  await strangers?.stop();
  await sandbox?.stop();
});

async function visit(run, { slug = "30min", from = pages, prepare = async () => {}, ...options } = {}) {
  const { page, messages, close } = await openPage(browser, { ...VISITOR, ...options });
  try {
    await prepare(page);
    await page.goto(`${from.url}/element.html?event-type=${slug}`);
    await run(page, widget(page), messages);
  } finally {
    await close();
  }
}

/** What the owner reads on the console, once it is there. */
const warning = async (page, messages) => {
  const find = () => messages.find((message) => message.startsWith("warning: Openslot: "));
  if (!find()) await page.waitForEvent("console", (message) => message.text().startsWith("Openslot: "));
  return find();
};

test("offline it is said, and what could not be loaded comes by itself once the connection is back", () =>
  visit(async (page, openslot) => {
    await openslot.ready();
    await page.context().setOffline(true);
    await openslot.root.getByText(/^You are offline/).first().waitFor();
    await openslot.button("Month after").click();
    await openslot.button("Month after").click();
    assert.equal(await openslot.button("Try again").count(), 0, "nobody has to try what cannot work");
    const asked = page.waitForResponse((response) => response.url().includes("/slots") && response.ok());
    await page.context().setOffline(false);
    await asked;
    await openslot.root.getByText(/^You are offline/).first().waitFor({ state: "hidden" });
    await openslot.ready();
  }));

test("what is typed while the connection is away is kept", () =>
  visit(async (page, openslot) => {
    await openslot.choose();
    await openslot.fill();
    await page.context().setOffline(true);
    await openslot.root.getByText(/^You are offline/).first().waitFor();
    await openslot.book.click();
    await openslot.root.getByText(/^The connection failed/).first().waitFor();
    await page.context().setOffline(false);
    assert.equal(await openslot.email.inputValue(), "ines@example.com");
    await openslot.book.click();
    await openslot.confirmed();
  }));

for (const reducedMotion of ["no-preference", "reduce"]) {
  test(`times that are long in coming: it is said, with a way on (motion: ${reducedMotion})`, () => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    const prepare = (page) =>
      page.route("**/slots?*", async (route) => {
        await held;
        await route.continue();
      });
    return visit(
      async (page, openslot) => {
        const said = openslot.root.getByText(SLOW);
        await openslot.heading("30 Minute Meeting").waitFor();
        assert.equal(await said.isVisible(), false, "not at once");
        await said.waitFor({ timeout: 12_000 });
        const { found, look } = await looking(page, `1200-${reducedMotion}`, { within: "open-slot" });
        await look("slow");
        const link = openslot.root.getByRole("link", { name: /Open Calendly/ });
        assert.match(await link.getAttribute("href"), /\/30min$/);
        release();
        await openslot.ready();
        assert.equal(await said.count(), 0);
        assert.deepEqual(found, []);
      },
      { prepare, reducedMotion }
    );
  });
}

test("a widget that is long in coming leaves a link meanwhile, and comes after all", () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const prepare = (page) =>
    page.route("**/*.wasm*", async (route) => {
      await held;
      await route.continue();
    });
  return visit(
    async (page, openslot) => {
      await openslot.root.getByRole("link", { name: "Book a time" }).waitFor({ timeout: 15_000 });
      await openslot.root.getByText(SLOW).waitFor();
      release();
      await openslot.ready();
      assert.equal(await openslot.root.getByText(SLOW).count(), 0);
    },
    { prepare }
  );
});

test("an event type that is not on offer: the owner reads which are, the visitor has a link", () =>
  visit(
    async (page, openslot, messages) => {
      const said = await warning(page, messages);
      assert.match(said, /no event type is called "nothing"; on offer are: .*30min/);
      await openslot.root.getByRole("link", { name: /Open Calendly/ }).waitFor();
      assert.equal(/ALLOWED|EVENT_TYPES/.test(await openslot.root.innerText()), false, "a visitor reads none of it");
    },
    { slug: "nothing" }
  ));

test("a page that may not book: the owner reads what to add", () =>
  visit(
    async (page, openslot, messages) => {
      const said = await warning(page, messages);
      assert.ok(said.includes(`${strangers.url} in ALLOWED_ORIGINS`), said);
      await openslot.button("Try again").waitFor();
    },
    { from: strangers }
  ));

test("a token that Calendly refuses: the owner reads why, the visitor has a link", async () => {
  const other = await startWorker(
    connectedTo(sandbox, {
      CALENDLY_TOKEN: `${TOKEN}x`,
      CALENDLY_SCHEDULING_URL: "https://calendly.com/someone",
      ALLOWED_ORIGINS: pages.url,
    })
  );
  const mine = worker;
  worker = other;
  try {
    await visit(async (page, openslot, messages) => {
      assert.match(await warning(page, messages), /CALENDLY_TOKEN.*scopes/);
      await openslot.root.getByText(/not set up properly/).first().waitFor();
      const link = openslot.root.getByRole("link", { name: /Open Calendly/ });
      assert.equal(await link.getAttribute("href"), "https://calendly.com/someone", "and the visitor has a way on");
    });
  } finally {
    worker = mine;
    await other.stop();
  }
});

test("what a visitor does wrong is no warning for the owner", () =>
  visit(async (page, openslot, messages) => {
    await openslot.choose();
    await openslot.book.click();
    await openslot.root.getByText("Enter your name.", { exact: true }).waitFor();
    await control(sandbox).fault("/invitees", { kind: "status", status: 500 }, { method: "POST", times: 1 });
    await openslot.fill();
    assert.deepEqual(messages.filter((message) => message.includes("Openslot")), []);
    await control(sandbox).heal();
  }));
