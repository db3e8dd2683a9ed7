// Choosing another time zone: found by typing, with the keyboard alone, kept for the next visit, and never a wrong hour.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../support/chromium.mjs";
import { looking } from "../support/looking.mjs";
import { besideWorker } from "../support/stage.mjs";
import { tabTo, widget } from "../support/widget.mjs";

const VISITOR = { timezoneId: "Europe/Lisbon", locale: "en-GB", viewport: { width: 1200, height: 900 } };

const on = besideWorker();

async function visit(run, options = {}) {
  const { page, errors, close } = await openPage(on.browser, { ...VISITOR, ...options });
  try {
    await page.goto(on.worker.url);
    const openslot = widget(page);
    await openslot.ready();
    const dialog = openslot.root.getByRole("dialog", { name: "Time zone" });
    const zones = { dialog, search: dialog.getByRole("combobox"), options: dialog.getByRole("option"), pill: openslot.button(/Times are shown in/) };
    await run(page, openslot, zones);
    assert.deepEqual(errors, []);
  } finally {
    await close();
  }
}

test("with the keyboard alone, the same instant is shown on another clock", () =>
  visit(async (page, openslot, { dialog, search, options, pill }) => {
    await openslot.times.first().click();
    const lisbon = await openslot.next.getAttribute("aria-label");
    await tabTo(page, /Lisbon/);
    await page.keyboard.press("Enter");
    await options.first().waitFor();
    await page.keyboard.type("kathm");
    await page.waitForFunction(() => document.querySelector("open-slot").shadowRoot.querySelectorAll("[role=option]").length === 1);
    assert.match(await options.first().textContent(), /^Kathmandu.*Nepal.*UTC\+5:45$/);
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await pill.filter({ hasText: "Kathmandu" }).waitFor();
    await openslot.next.waitFor();
    const minutes = (label) => {
      const [, hour, minute] = /(\d+):(\d+)/.exec(label);
      return Number(hour) * 60 + Number(minute);
    };
    const later = minutes(await openslot.next.getAttribute("aria-label")) - minutes(lisbon);
    assert.equal((later + 1440) % 1440, 5 * 60 + 45);
  }));

test("a zone that was chosen before comes right after one's own, on the next visit too", () =>
  visit(async (page, openslot, { search, options, pill }) => {
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await pill.click();
    await search.fill("são");
    await options.filter({ hasText: "Sao Paulo" }).or(options.filter({ hasText: "São Paulo" })).first().click();
    await pill.filter({ hasText: /S[aã]o Paulo/ }).waitFor();

    const later = await page.context().newPage();
    await later.goto(on.worker.url);
    const { root, button } = widget(later);
    await button(/Times are shown in/).filter({ hasText: "Lisbon" }).click();
    const again = root.getByRole("option");
    await again.nth(1).waitFor();
    assert.match(await again.nth(0).textContent(), /^Lisbon/);
    assert.match(await again.nth(1).textContent(), /^S[aã]o Paulo/);
    assert.deepEqual(await page.evaluate(() => localStorage.getItem("openslot:zones")), '["America/Sao_Paulo"]');
  }));

test("Escape leaves everything as it was, and the focus where it came from", () =>
  visit(async (page, openslot, { dialog, options, pill }) => {
    await pill.click();
    await options.first().waitFor();
    for (let press = 0; press < 30; press += 1) await page.keyboard.press("ArrowDown");
    const active = dialog.locator("[aria-selected=true]");
    await page.waitForFunction(() => {
      const option = document.querySelector("open-slot").shadowRoot.querySelector("[aria-selected=true]");
      const [list, own] = [option.parentElement.getBoundingClientRect(), option.getBoundingClientRect()];
      return own.top >= list.top - 1 && own.bottom <= list.bottom + 1;
    });
    assert.equal(await active.count(), 1);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement.shadowRoot?.activeElement?.textContent.includes("Lisbon"));
  }));

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 1200]) {
    test(`no violation with the list open, ${colorScheme}, ${width} px`, () =>
      visit(
        async (page, openslot, { search, options, pill }) => {
          const { found, look } = await looking(page, `${width}-${colorScheme}`, { fullPage: false });
          await pill.click();
          await options.nth(300).waitFor({ state: "attached" });
          await look("zones");
          await search.fill("atlantis");
          await options.first().waitFor({ state: "detached" });
          await look("no-zone");
          assert.deepEqual(found, []);
        },
        { colorScheme, reducedMotion: "reduce", viewport: { width, height: 800 }, bypassCSP: true },
      ));
  }
}
