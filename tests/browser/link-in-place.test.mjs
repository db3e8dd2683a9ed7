// A booking that is finished on Calendly's page, opened in place: what the page says is believed, what others say
// is not, and where there can be no frame the link is there. With OPENSLOT_PICTURES the dialog is saved as pictures.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { connectedTo, control, TOKEN } from "../support/api.mjs";
import { openPage, startChromium } from "../support/chromium.mjs";
import { looking } from "../support/looking.mjs";
import { startPages } from "../support/pages.mjs";
import { startSandbox } from "../support/sandbox.mjs";
import { widget } from "../support/widget.mjs";
import { startWorker } from "../support/worker.mjs";

const VISITOR = { timezoneId: "Europe/Lisbon", locale: "en-GB", viewport: { width: 1200, height: 900 } };

let browser;
let sandbox;
let workers;
let worker;
let pages;
let calendly;
before(async () => {
  browser = await startChromium();
  sandbox = await startSandbox(["--token", TOKEN]);
  pages = await startPages(() => worker.url);
  const settings = { ALLOWED_ORIGINS: pages.url };
  workers = {
    link: await startWorker(connectedTo(sandbox, { ...settings, BOOKING_MODE: "link" })),
    auto: await startWorker(connectedTo(sandbox, settings)),
  };
  worker = workers.link;
  calendly = control(sandbox);
});
afterEach(async () => {
  worker = workers.link;
  await calendly.heal();
  await calendly.reset(); // each test books the first free time
});
after(async () => {
  await browser?.close();
  await pages?.stop();
  await workers?.link.stop();
  await workers?.auto.stop();
  await sandbox?.stop();
});

/** The widget with Calendly's page over it. */
function handover(page) {
  const openslot = widget(page);
  const dialog = openslot.root.getByRole("dialog", { name: "Finish on Calendly" });
  return {
    ...openslot,
    dialog,
    frame: page.frameLocator("open-slot iframe"),
    schedule: page.frameLocator("open-slot iframe").getByRole("button", { name: "Schedule event" }),
    finish: openslot.root.getByRole("button", { name: "Finish on Calendly" }),
    async send(email) {
      await openslot.choose(0);
      await openslot.fill("Grace Hopper", email);
      await openslot.book.click();
    },
    /** Fills in the form, and waits until Calendly's page has come. */
    async open(email) {
      await this.send(email);
      await this.schedule.waitFor();
    },
  };
}

/** Opens a page, runs `run`, and checks what the console holds in the end. */
async function visit(run, { path = "/element.html?event-type=30min", options = {}, errors: expected = [] } = {}) {
  const { page, errors, close } = await openPage(browser, { ...VISITOR, ...options });
  try {
    await page.goto(path.startsWith("/") ? pages.url + path : path);
    await run(page, handover(page));
    assert.equal(errors.length, expected.length, errors.join("\n"));
    for (const [index, pattern] of expected.entries()) assert.match(errors[index], pattern);
  } finally {
    await close();
  }
}

/** What has the focus, through shadow roots. */
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return `${element?.localName} ${element?.getAttribute("aria-label") ?? element?.textContent}`;
  });
const heard = (page, name) => page.evaluate((name) => window.heard.filter(([heard]) => heard === name), name);

test("Calendly's page opens in place, and its booking is confirmed in the widget and told to the page once", () =>
  visit(async (page, openslot) => {
    await openslot.open("in-place@example.com");
    assert.equal(await openslot.frame.getByRole("textbox", { name: "Name" }).inputValue(), "Grace Hopper");
    const source = new URL(await openslot.root.locator("iframe").getAttribute("src"));
    assert.equal(source.searchParams.get("embed_domain"), new URL(pages.url).host);
    assert.equal(source.searchParams.get("embed_type"), "Inline");

    await openslot.schedule.click();
    await openslot.confirmed();
    await openslot.root.getByText("on its way to you by e-mail").waitFor();
    await openslot.dialog.waitFor({ state: "detached" });
    assert.match(await focused(page), /^h2 You are booked/);
    assert.equal((await calendly.bookings("in-place@example.com")).length, 1);
    const [[, detail], ...more] = await heard(page, "booked");
    assert.deepEqual(more, []);
    assert.match(detail.booking_id, /^[\w-]+$/);
    assert.equal(detail.event_type, "30min");
    assert.ok(Date.parse(detail.start) < Date.parse(detail.end));
  }));

test("when direct booking is refused, the same happens", () => {
  worker = workers.auto;
  return visit(async (_, openslot) => {
    await calendly.fault("/invitees", { kind: "status", status: 403 }, { method: "POST", times: 1 });
    await openslot.open("refused@example.com");
    await openslot.schedule.click();
    await openslot.confirmed();
    assert.equal((await calendly.bookings("refused@example.com")).length, 1);
  });
});

test("the demo's own page lets the frame in", async () => {
  const demo = await startWorker({ BOOKING_MODE: "link" });
  try {
    const path = `${demo.url}/`;
    await visit(
      async (_, openslot) => {
        await openslot.open("demo@example.com");
        await openslot.schedule.click();
        await openslot.confirmed();
      },
      { path },
    );
  } finally {
    await demo.stop();
  }
});

test("who chose another time on Calendly's page is not told the old one", () =>
  visit(async (page, openslot) => {
    await openslot.open("another@example.com");
    await openslot.frame.getByRole("link", { name: "Choose another time" }).click();
    await openslot.frame.locator(".times a").last().click();
    await openslot.schedule.click();
    await openslot.confirmed();
    await openslot.root.getByText("the invitation names it").waitFor();
    const [[, detail]] = await heard(page, "booked");
    assert.deepEqual([detail.start, detail.end], [undefined, undefined]);
  }));

test("nobody but the frame is believed: neither the page, nor another frame of the same origin", () =>
  visit(async (page, openslot) => {
    await openslot.open("forged@example.com");
    const forged = {
      event: "calendly.event_scheduled",
      payload: { event: { uri: "https://x.example/E" }, invitee: { uri: "https://x.example/E/invitees/I" } },
    };
    await page.evaluate(() => {
      window.origins = [];
      addEventListener("message", ({ origin, data }) => data?.payload?.invitee && window.origins.push(origin));
    });
    await page.evaluate((message) => window.postMessage(message, "*"), forged);
    await page.evaluate((source) => {
      const other = document.createElement("iframe");
      Object.assign(other, { src: source, name: "other" });
      document.body.append(other);
    }, `${sandbox.url}/d/unknown/unknown`);
    await page.waitForFunction(() => frames.length > 0 && document.querySelector("iframe[name=other]"));
    const other = page.frame({ name: "other" });
    await other.waitForLoadState();
    await other.evaluate((message) => window.parent.postMessage(message, "*"), forged);
    await page.waitForFunction(() => window.origins.length === 2);
    assert.deepEqual(await page.evaluate(() => window.origins), [pages.url, sandbox.url]);
    assert.ok(await openslot.dialog.isVisible());
    assert.deepEqual(await heard(page, "booked"), []);
    assert.deepEqual(await calendly.bookings("forged@example.com"), []);
  }, { errors: [/404/] }));

test("Escape and the close button give the focus back, and the page behind stays where it is", () =>
  visit(
    async (page, openslot) => {
      await openslot.open("closed@example.com");
      const scrolled = await page.evaluate(() => scrollY);
      assert.match(await focused(page), /^dialog Finish on Calendly/);
      await page.keyboard.press("Escape");
      await openslot.dialog.waitFor({ state: "detached" });
      await openslot.finish.and(page.locator(":focus")).waitFor();
      assert.equal(await page.evaluate(() => scrollY), scrolled);

      await page.keyboard.press("Enter");
      await openslot.schedule.waitFor();
      await openslot.dialog.getByRole("button", { name: "Close" }).click();
      await openslot.finish.and(page.locator(":focus")).waitFor();
      assert.equal(await page.evaluate(() => scrollY), scrolled);
      await openslot.finish.click();
      await openslot.schedule.click();
      await openslot.confirmed();
    },
    { options: { viewport: { width: 480, height: 520 } } },
  ));

test("where the page's policy keeps frames away, the link is there, has the focus, and books", () =>
  visit(
    async (page, openslot) => {
      await openslot.send("blocked@example.com");
      const link = openslot.root.getByRole("link", { name: /^Finish on Calendly/ });
      await link.and(page.locator(":focus")).waitFor();
      await openslot.root.getByText("does not open here").first().waitFor();
      assert.equal(await openslot.dialog.count(), 0);
      const [opened] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press("Enter")]);
      await openslot.root.getByText("Calendly is open in another tab").first().waitFor();
      await opened.getByRole("button", { name: "Schedule event" }).click();
      await opened.getByRole("heading", { name: "You are scheduled" }).waitFor();
      assert.equal((await calendly.bookings("blocked@example.com")).length, 1);
    },
    { path: "/script-alone.html", errors: [/frame-src|default-src/] },
  ));

test("a page that says nothing is joined by its link, and forgiven when it comes late", () =>
  visit(async (page, openslot) => {
    let answer;
    const asked = new Promise((resolve) => (answer = resolve));
    await page.route(`${sandbox.url}/d/**`, (route) => answer(route));
    await openslot.send("silent@example.com");
    const route = await asked;
    await openslot.dialog.getByText("Opening Calendly…").waitFor();
    const link = openslot.dialog.getByRole("link", { name: "Open in a new tab" });
    await link.and(page.locator(":focus")).waitFor();
    await route.continue();
    await openslot.schedule.waitFor();
    await openslot.dialog.getByText("does not open here").waitFor({ state: "detached" });
  }));

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 1200]) {
    test(`no violation with the dialog open, ${colorScheme}, ${width} px`, () =>
      visit(
        async (page, openslot) => {
          const options = { fullPage: false, iframes: false };
          const { found, look } = await looking(page, `${width}-${colorScheme}`, options);
          await openslot.open(`look-${width}-${colorScheme}@example.com`);
          await look("link-open");
          const fits = await openslot.dialog.evaluate((dialog) => {
            const { left, right, top, bottom } = dialog.getBoundingClientRect();
            return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
          });
          assert.ok(fits, "the dialog stays inside the window");
          await page.keyboard.press("Escape");
          await openslot.finish.waitFor();
          await look("link-closed");
          await openslot.finish.click();
          await openslot.schedule.click();
          await openslot.confirmed();
          await look("link-booked");
          assert.deepEqual(found, []);
        },
        { options: { colorScheme, reducedMotion: "reduce", viewport: { width, height: 800 } } },
      ));
  }
}
