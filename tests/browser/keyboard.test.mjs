// The calendar by keyboard, after the ARIA Authoring Practices' date grid, from left to right and from right to left;
// where the focus goes by itself, and where it never does; and what is said aloud meanwhile.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NOW, problem, taken } from "../support/answers.mjs";
import { openPage } from "../support/chromium.mjs";
import { usual } from "../support/edge.mjs";
import { besideEdge } from "../support/stage.mjs";
import { tabTo, widget } from "../support/widget.mjs";

const on = besideEdge();

/** Opens the widget and runs `run`, with what reads and presses. */
async function visit(run, { language = "en", width = 1200, answers, eventType = "call" } = {}) {
  on.edge.answer(answers);
  const { page, errors, close } = await openPage(on.browser, { locale: "en-GB", timezoneId: "Europe/Lisbon", viewport: { width, height: 900 } });
  try {
    await page.clock.setFixedTime(NOW);
    await page.goto(`${on.edge.url}/?event-type=${eventType}&language=${language}`);
    await page.locator("open-slot [part~=time]").first().waitFor();
    await run(page, {
      openslot: widget(page),
      /** Presses a key, and waits until the day so written has the focus. */
      async key(key, day) {
        await page.keyboard.press(key);
        const arrived = page.waitForFunction((day) => document.querySelector("open-slot").shadowRoot.activeElement?.dataset.day === day, day, { timeout: 5000 });
        await arrived.catch(async () => assert.equal(await focus(page).then(({ day }) => day), day, key));
      },
      said: (text) => page.waitForFunction((text) => document.querySelector("open-slot").shadowRoot.querySelector("[role=status]").textContent === text, text),
      focused: (name) => page.waitForFunction((name) => (document.querySelector("open-slot").shadowRoot.activeElement?.textContent ?? "").startsWith(name), name),
    });
    assert.deepEqual(errors.filter((error) => error.startsWith("uncaught")), []);
  } finally {
    await close();
  }
}

/** What has the focus in the widget. */
const focus = (page) =>
  page.evaluate(() => {
    const element = document.querySelector("open-slot").shadowRoot.activeElement;
    return { day: element?.dataset.day, isInGrid: Boolean(element?.closest("[role=grid]")), tag: element?.localName };
  });

/** Puts the focus on the first free day, as Tab does. */
const enter = (page) => page.locator("open-slot .day[tabindex='0']").focus();

test("who presses Tab before the screen is drawn is not taken back", () =>
  visit(async (page, { openslot }) => {
    // A device with so much to do that it draws once, after both keys.
    await page.evaluate(() => {
      const frame = window.requestAnimationFrame.bind(window);
      const waiting = [];
      window.requestAnimationFrame = (draw) => waiting.push(draw);
      window.drawn = () => new Promise((done) => frame(() => (waiting.forEach((draw) => draw(performance.now())), done())));
    });
    await enter(page);
    await page.keyboard.press("End");
    await tabTo(page, /^\d{1,2}:\d\d/);
    await page.evaluate(() => window.drawn());
    await page.keyboard.press("Enter");
    await openslot.next.waitFor();
  }));

for (const [language, forward, back] of [["en", "ArrowRight", "ArrowLeft"], ["ar", "ArrowLeft", "ArrowRight"]]) {
  test(`every key goes where the pattern says, ${language}`, () =>
    visit(
      async (page, { key }) => {
        await enter(page);
        await key(forward, "2026-11-24");
        await key("ArrowDown", "2026-12-01");
        await key(back, "2026-11-30");
        await key("ArrowUp", "2026-11-23");
        // Monday begins the week in Britain, Saturday in Arabic.
        await key("End", language === "en" ? "2026-11-29" : "2026-11-27");
        await key("Home", language === "en" ? "2026-11-23" : "2026-11-21");
        await key("PageDown", language === "en" ? "2026-12-23" : "2026-12-21");
        await key("PageDown", language === "en" ? "2027-01-23" : "2027-01-21");
        await key("PageUp", language === "en" ? "2026-12-23" : "2026-12-21");
        await key("Shift+PageDown", language === "en" ? "2027-12-23" : "2027-12-21");
        // Two years ahead is as far as one can look, and today as far back.
        await key("Shift+PageDown", "2028-11-30");
        await key("Shift+PageUp", "2027-11-30");
        await key("Shift+PageUp", "2026-11-30");
        await key("PageUp", "2026-11-21");
        await key(back, "2026-11-21");
      },
      { language },
    ));
}

test("the month is one stop for Tab, wherever the focus was in it", () =>
  visit(async (page, { key }) => {
    const stops = () => page.locator("open-slot [role=grid] [tabindex='0']").count();
    await enter(page);
    for (const [press, day] of [["ArrowRight", "2026-11-24"], ["PageDown", "2026-12-24"], ["PageUp", "2026-11-24"]]) {
      await key(press, day);
      assert.equal(await stops(), 1, press);
    }
    await page.keyboard.press("Tab");
    assert.equal((await focus(page)).isInGrid, false);
    await page.keyboard.press("Shift+Tab");
    assert.equal((await focus(page)).day, "2026-11-24");
  }));

test("a day that is full can be reached and says so, and pressing it does nothing", () =>
  visit(async (page, { key, openslot }) => {
    await enter(page);
    await key("ArrowRight", "2026-11-24");
    const full = openslot.button("Tuesday, 24 November 2026, no free times");
    assert.equal(await full.getAttribute("aria-disabled"), "true");
    await page.keyboard.press("Enter");
    await openslot.button("Monday, 23 November 2026, 3 times free").and(page.locator("[aria-pressed=true]")).waitFor();
  }));

test("Escape leaves the month that was opened on a phone, and the focus stays on the day", () =>
  visit(
    async (page, { key, openslot }) => {
      await openslot.button("Show the month").click();
      await page.locator("open-slot .day[tabindex='0']").focus();
      await key("ArrowRight", "2026-11-24");
      await page.keyboard.press("Escape");
      await openslot.button("Show the month").waitFor();
      await page.waitForFunction(() => document.querySelector("open-slot").shadowRoot.activeElement?.matches(".strip [data-day='2026-11-24']"));
    },
    { width: 320 },
  ));

/** Presses Tab all through the widget, and lists what has the focus without showing it. */
async function unseen(page) {
  const found = [];
  await page.locator("#before").evaluate((heading) => ((heading.tabIndex = -1), heading.focus()));
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press("Tab");
    const [name, isSeen] = await page.evaluate(() => {
      const element = document.activeElement.shadowRoot?.activeElement;
      const shown = element?.matches(".pill input") ? element.parentElement : element;
      const style = shown && getComputedStyle(shown);
      return [element && `${element.localName}.${shown.className}`, style?.outlineStyle !== "none" && parseFloat(style?.outlineWidth) >= 2];
    });
    if (!name) return [found, press];
    if (!isSeen) found.push(name);
  }
  return [found, Infinity];
}

test("whatever Tab comes to shows that it has the focus, and Tab leaves the widget again", () =>
  visit(async (page, { openslot, focused }) => {
    const [found, stops] = await unseen(page);
    assert.deepEqual(found, []);
    assert.ok(stops > 5 && stops < 30, `${stops} stops while choosing`);
    await openslot.times.first().click();
    await openslot.next.click();
    await focused("Your details");
    const [inForm, fields] = await unseen(page);
    assert.deepEqual(inForm, []);
    assert.ok(fields >= 5 && fields < 30, `${fields} stops in the form`);
  }, { eventType: "session" }));

test("the focus is never taken while the widget comes", () =>
  visit(async (page) => {
    assert.equal(await page.evaluate(() => document.activeElement.localName), "body");
    assert.equal(await page.evaluate(() => scrollY), 0);
  }));

test("the focus goes where the visitor goes on, and what has changed is said", () =>
  visit(
    async (page, { openslot, said, focused, key }) => {
      await openslot.button("Wednesday, 25 November 2026, 5 times free").click();
      await said("Wednesday, 25 November 2026, 5 times free");
      await key("PageDown", "2026-12-25");
      await said("December 2026, 9 days with free times");
      await page.keyboard.press("PageUp");
      await openslot.times.first().click();
      await openslot.next.click();
      await focused("Your details");
      await openslot.book.click();
      await said("2 fields need your attention.");
      await page.waitForFunction(() => document.querySelector("open-slot").shadowRoot.activeElement?.autocomplete === "name");
      await openslot.fill();
      await openslot.book.click();
      // The first answer is that somebody was quicker.
      await focused("Somebody has just taken that time.");
      await tabTo(page, /^Mon 23 Nov, /);
      await page.keyboard.press("Enter");
      await focused("Your details");
      await openslot.book.click();
      await openslot.confirmed();
      await focused("You are booked");
      await said("You are booked");
    },
    { answers: { "POST /v1/bookings": once(taken) } },
  ));

test("what goes wrong while times are fetched is said", () =>
  visit(
    async (_, { openslot, said }) => {
      await openslot.button("Month after").click();
      await said("Calendly does not answer at the moment. Please try again in a minute.");
    },
    { answers: { "GET /v1/event-types/": first() } },
  ));

/** Something else the first time, and what is usual from then on. */
function once(reply) {
  let isFirst = true;
  return (url) => (isFirst ? ((isFirst = false), reply) : usual["POST /v1/bookings"](url));
}

/** What is usual the first time, and then nothing any more. */
function first() {
  let isFirst = true;
  return (url) => (isFirst ? ((isFirst = false), usual["GET /v1/event-types/"](url)) : problem("calendly-unavailable", 503));
}
