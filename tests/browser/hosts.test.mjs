// Pages of other kinds than ours, on another origin than the Worker's: a whole booking without a message on the
// console.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../support/chromium.mjs";
import { besidePages } from "../support/stage.mjs";
import { PACE } from "../support/widget.mjs";

const on = besidePages();

async function visit(name, run) {
  const opened = await openPage(on.browser, { locale: "en-GB", timezoneId: "Europe/Lisbon", viewport: { width: 1200, height: 900 } });
  try {
    await opened.page.addInitScript(() => {
      window.violations = [];
      addEventListener("securitypolicyviolation", ({ violatedDirective, sample }) => window.violations.push(`${violatedDirective} ${sample}`));
    });
    await opened.page.goto(`${on.pages.url}/${name}.html`);
    // By the names of its parts, because the words are the page's language's.
    const part = (name) => opened.page.locator(`open-slot [part~="${name}"]`).filter({ visible: true });
    await run(opened.page, part);
    assert.deepEqual(await opened.page.evaluate(() => window.violations), []);
    assert.deepEqual([opened.messages, opened.errors], [[], []]);
  } finally {
    await opened.close();
  }
}

/** From the times to the confirmation, with everything that the form of this type asks. */
async function book(page, part) {
  await part("time").first().click();
  await part("next").click();
  const field = (name) => page.locator(`open-slot [autocomplete=${name}]`);
  await field("name").pressSequentially("Inês Duarte", { delay: PACE });
  await field("email").pressSequentially("ines@example.com", { delay: PACE });
  await answer(page);
  await part("submit").click();
  await part("confirmation").waitFor();
}

/** Answers what is asked beside name and address: the first of every choice, and a word in every field. */
async function answer(page) {
  await page.locator("open-slot").evaluate(({ shadowRoot }) => {
    for (const group of shadowRoot.querySelectorAll("form fieldset")) group.querySelector("input[type=radio], input[type=checkbox]")?.click();
  });
  const field = (kind) => page.locator(`open-slot form :is(input[type=${kind}], textarea)[id^=answer]`);
  for (const one of await field("text").all()) await one.fill("A word");
  const phone = page.locator("open-slot form [type=tel]");
  if (await phone.count()) await phone.fill("+351 912 345 678");
}

test("a page from right to left", () =>
  visit("host-rtl", async (page, part) => {
    await part("time").first().waitFor();
    const stage = page.locator("open-slot .stage");
    assert.deepEqual(await stage.evaluate(({ lang, dir }) => [lang, dir]), ["ar", "rtl"]);
    const box = (name) => part(name).first().boundingBox();
    const [summary, times] = [await box("summary"), await box("times")];
    assert.ok(summary.x > times.x, "what is first stands on the right");
    await book(page, part);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  }));

test("a page with the strictest policy, and Trusted Types", () =>
  visit("host-strict", async (page, part) => {
    await part("zone").click();
    await page.locator("open-slot [role=option]").nth(20).waitFor({ state: "attached" });
    await page.keyboard.press("Escape");
    await book(page, part);
    assert.deepEqual(await page.context().cookies(), []);
  }));
