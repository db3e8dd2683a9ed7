// A visitor chooses a time in each arrangement of the days: with the mouse, with the keyboard alone, and by the names and
// roles that a helper hears. What is remembered, what another length keeps, and what is asked for ahead.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openPage } from "../support/chromium.mjs";
import { looking } from "../support/looking.mjs";
import { besideWorker } from "../support/stage.mjs";
import { arranged, bookByKeyboard, PACE, tabTo, widget } from "../support/widget.mjs";

const VISITOR = { timezoneId: "Europe/Lisbon", locale: "en-GB", viewport: { width: 1200, height: 900 } };
const FULL_NAME = /^\w+day,? \d{1,2} \w+ 20\d\d, \d\d:\d\d/;

const on = besideWorker();

async function visit(attributes, run, options = {}) {
  const { page, messages, errors, close } = await openPage(on.browser, { ...VISITOR, ...options });
  try {
    await page.goto(on.worker.url);
    await arranged(page, attributes);
    await run(page, widget(page));
    assert.deepEqual([messages, errors], [[], []]);
  } finally {
    await close();
  }
}

/** The times of an arrangement, by their names. */
const timesOf = (openslot, view) => (view === "month" ? openslot.times : openslot.button(FULL_NAME));

for (const view of ["month", "week", "list"]) {
  describe(`in the ${view}`, () => {
    test("a visitor books by mouse", () =>
      visit({ view }, async (page, openslot) => {
        await timesOf(openslot, view).nth(1).click();
        await openslot.next.click();
        await openslot.fill();
        await openslot.book.click();
        await openslot.confirmed();
      }));

    test("a visitor books with the keyboard alone", () =>
      visit({ view }, async (page, openslot) => {
        if (view !== "list") {
          // The days have one tab stop; the arrows move in them.
          await tabTo(page, / free$/);
          await page.keyboard.press("PageDown");
          await openslot.root.locator(":focus").waitFor();
          await page.keyboard.press("PageUp");
          await page.keyboard.press("End");
          await page.keyboard.press("Home");
        }
        await bookByKeyboard(page, view === "month" ? /^\d\d:\d\d/ : FULL_NAME);
      }));

    test("a helper who knows only names and roles books, and hears the rest", () =>
      visit({ view }, async (page, openslot) => {
        const { root } = openslot;
        const switches = root.getByRole("group", { name: "How days are shown" });
        const pressed = switches.getByRole("button", { pressed: true });
        assert.equal((await pressed.textContent()).toLowerCase(), view);
        await root.getByRole("button", { name: /^(Month|Week) after$/ }).click();
        await root.getByRole("status").filter({ hasText: /days? with free times/ }).waitFor({ state: "attached" });
        await root.getByRole("button", { name: /^(Month|Week) before$/ }).click();
        if (view === "list") {
          const heading = root.getByRole("heading", { name: /^\w+day,? \d{1,2} \w+ 20\d\d, \d+ times? free$/ });
          const before = await heading.count();
          await root.getByRole("button", { name: "Show more days" }).click();
          await heading.nth(before).waitFor();
        } else if (view === "month") {
          await root.getByRole("button", { name: /^\w+day,? \d{1,2} \w+ 20\d\d, \d+ times? free$/ }).first().click();
        }
        const time = timesOf(openslot, view).first();
        const spoken = await time.getAttribute("aria-label");
        await time.click();
        await root.getByRole("button", { name: /^Next, with \d\d:\d\d$/ }).click();
        if (spoken) assert.ok((await root.getByRole("complementary").innerText()).includes(spoken.split(", ")[0]));
        await root.getByRole("textbox", { name: "Name", exact: true }).pressSequentially("Inês", { delay: PACE });
        await root.getByRole("textbox", { name: "E-mail", exact: true }).pressSequentially("i@example.com", { delay: PACE });
        await root.getByRole("button", { name: /^Book / }).click();
        await root.getByRole("heading", { name: /^You are booked/ }).waitFor();
      }));
  });
}

test("Tab enters a week once for its days and once for the times of the day in focus", () =>
  visit({ view: "week" }, async (page, openslot) => {
    await openslot.button("Week after").click();
    await timesOf(openslot, "week").first().waitFor();
    const stops = await openslot.root.evaluate((element) => {
      const days = [...element.shadowRoot.querySelectorAll(".strip [data-day]")];
      const times = [...element.shadowRoot.querySelectorAll(".times .time")].filter((time) => time.tabIndex === 0);
      const columns = new Set(times.map((time) => time.closest(".times__day")));
      return [days.filter((day) => day.tabIndex === 0).length, columns.size];
    });
    assert.deepEqual(stops, [1, 1]);
    const focused = () =>
      page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.dataset.day ?? "");
    await tabTo(page, / free$|no free times/);
    await page.keyboard.press("End");
    const last = await focused();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((last) => (document.activeElement.shadowRoot?.activeElement?.dataset.day ?? "") > last, last);
    await openslot.root.getByRole("status").filter({ hasText: / – .*free times/ }).waitFor({ state: "attached" });
  }));

test("the visitor changes the arrangement, and what was chosen stays chosen", () =>
  visit({}, async (page, openslot) => {
    await openslot.times.nth(2).click();
    const chosen = await openslot.next.getAttribute("aria-label");
    for (const name of ["Week", "List", "Month"]) {
      await openslot.root.getByRole("button", { name, exact: true }).click();
      await openslot.root.getByRole("button", { name, exact: true, pressed: true }).waitFor();
      assert.equal(await openslot.next.getAttribute("aria-label"), chosen);
      const focused = await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.textContent);
      assert.equal(focused, name, "the focus stays where it was");
    }
  }));

test("more days come some at a time, and the focus goes to the first of them", () =>
  visit({ view: "list" }, async (page, openslot) => {
    const headings = openslot.heading(/ times? free$/);
    const before = await headings.count();
    assert.ok(before > 0 && before <= 5);
    await openslot.button("Show more days").focus();
    await page.keyboard.press("Enter");
    await headings.nth(before).waitFor();
    const added = await headings.nth(before).textContent();
    await page.waitForFunction((text) => document.activeElement.shadowRoot?.activeElement?.textContent === text, added);
  }));

test("12 or 24 hours are remembered once they were chosen, and nothing before", () =>
  visit({}, async (page, openslot) => {
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await openslot.button("12h").click();
    await openslot.button(/^\d{1,2}:\d\d (am|pm)$/).first().waitFor();
    const later = await page.context().newPage();
    await later.goto(on.worker.url);
    await widget(later).button(/^\d{1,2}:\d\d (am|pm)$/).first().waitFor();
    assert.deepEqual(await page.evaluate(() => ({ ...localStorage })), { "openslot:hours": "12" });
  }));

test("another length keeps the day and the zone", () =>
  visit({ "event-type": "30min, discovery-session" }, async (page, openslot) => {
    await openslot.button(/^30 Minute Meeting/).click();
    await openslot.ready();
    const days = openslot.button(/^\w+day,? \d{1,2} \w+ 20\d\d, \d+ times? free$/);
    await days.nth(1).click();
    const day = await openslot.root.locator(".day[aria-pressed=true]").getAttribute("data-day");
    const lengths = openslot.root.getByRole("group", { name: "Length" });
    await lengths.getByRole("button", { name: "60 min" }).click();
    await openslot.heading("Discovery Session").waitFor();
    // What is free in the one length need not be in the other.
    await openslot.button(/^\d{1,2}:\d\d|^Next free day: /).first().waitFor();
    const focused = await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.textContent);
    assert.equal(focused, "60 min");
    const free = await openslot.root.locator(`.day[data-day="${day}"]`).getAttribute("aria-disabled");
    if (!free) assert.equal(await openslot.root.locator(".day[aria-pressed=true]").getAttribute("data-day"), day);
    await openslot.button("All meetings").click();
    assert.equal(await openslot.root.getByRole("listitem").count(), 2, "only those that the page lists");
  }));

test("the month after is asked for when somebody comes near its button, once and no further", () => {
  const asked = [];
  return visit({}, async (page, openslot) => {
    page.on("request", (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname.endsWith("/slots")) asked.push(searchParams.get("to"));
    });
    const after = openslot.button("Month after");
    await after.click();
    const title = await openslot.heading(/^\w+ 20\d\d$/).textContent();
    const first = new Date(`1 ${title} UTC`);
    const lastOf = (later) =>
      new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + later + 1, 0)).toISOString().slice(0, 10);
    await page.mouse.move(0, 0);
    if (!asked.includes(lastOf(1))) {
      const request = page.waitForRequest((request) => request.url().includes(`to=${lastOf(1)}`));
      await after.hover();
      await request;
    }
    await page.mouse.move(0, 0);
    await after.hover();
    await openslot.button("Month before").hover();
    await after.focus();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.ok(asked.every((to) => !to || to <= lastOf(1)), asked.join());
    assert.equal(asked.filter((to) => to === lastOf(1)).length <= 1, true, asked.join());
  });
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 768, 1200]) {
    test(`no violation in the week and the list, ${colorScheme}, ${width} px`, () =>
      visit(
        {},
        async (page, openslot) => {
          const { found, look } = await looking(page, `${width}-${colorScheme}`);
          for (const view of ["week", "list"]) {
            await arranged(page, { view });
            await openslot.button(FULL_NAME).locator("visible=true").first().click();
            await openslot.next.waitFor();
            await look(view);
          }
          assert.deepEqual(found, []);
        },
        { colorScheme, reducedMotion: "reduce", viewport: { width, height: 900 }, bypassCSP: true },
      ));
  }
}
