// The widget as somebody uses it: everything is found by the role and name that it has for assistive technology,
// never by class or structure.

import assert from "node:assert/strict";

/** Milliseconds between two keys of somebody who types very fast. Without any, the form is taken for a robot's. */
export const PACE = 20;

/** A time as a visitor reads it. */
const TIME = /^\d{1,2}:\d\d/;

/**
 * @param {import("playwright-core").Page} page
 */
export function widget(page) {
  const root = page.locator("open-slot");
  const button = (name) => root.getByRole("button", { name });
  return {
    root,
    button,
    /** The times of the chosen day, without the offers above the calendar. */
    times: root.getByRole("button", { name: TIME }),
    day: (name) => root.getByRole("button", { name }),
    next: root.getByRole("button", { name: /^Next, with / }),
    name: root.getByRole("textbox", { name: "Name", exact: true }),
    email: root.getByRole("textbox", { name: "E-mail", exact: true }),
    book: root.getByRole("button", { name: /^Book / }),
    heading: (name) => root.getByRole("heading", { name }),
    /** Waits until times are shown. */
    async ready() {
      await root.getByRole("button", { name: TIME }).first().waitFor();
    },
    /** Goes from the times to the form with the `index`th time of the day that is open. */
    async choose(index = 0) {
      await this.ready();
      await this.times.nth(index).click();
      await this.next.click();
      await this.name.waitFor();
    },
    async fill(name = "Inês Duarte", email = "ines@example.com") {
      for (const [field, text] of [[this.name, name], [this.email, email]]) {
        await field.fill("");
        await field.pressSequentially(text, { delay: PACE });
      }
    },
    /** Looks at a form in which nothing is left to do, as long as the quickest person does. */
    async look() {
      await root.evaluate(async () => {
        const shown = performance.now();
        while (performance.now() - shown < 400) await new Promise(requestAnimationFrame);
      });
    },
    async confirmed() {
      await root.getByRole("heading", { name: /^You are booked/ }).waitFor();
    },
  };
}

/**
 * Gives the widget of a page attributes, with which it begins anew, and waits until it offers something.
 *
 * @param {import("playwright-core").Page} page
 * @param {Record<string, string>} attributes
 */
export async function arranged(page, attributes) {
  await page.locator("open-slot").evaluate((element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  }, attributes);
  const name = attributes["event-type"] ? /minute|\d:\d\d/i : /\d:\d\d/;
  await page.locator("open-slot").getByRole("button", { name }).first().waitFor();
}

/**
 * Presses Tab until what has the focus is called `name`, as a person without a mouse does.
 *
 * @param {import("playwright-core").Page} page
 * @param {RegExp} name
 */
export async function tabTo(page, name) {
  const seen = [];
  for (let press = 0; press < 80; press += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const label = element?.labels?.[0]?.textContent;
      return element?.getAttribute("aria-label") ?? label ?? element?.textContent?.trim() ?? "";
    });
    if (name.test(focused)) return;
    seen.push(focused.slice(0, 40));
  }
  assert.fail(`Tab never reached ${name}; it passed ${seen.join(" | ")}`);
}

/**
 * Books the first time that Tab comes to, with the keyboard alone.
 *
 * @param {import("playwright-core").Page} page
 * @param {RegExp} time What times are called.
 */
export async function bookByKeyboard(page, time) {
  const openslot = widget(page);
  await tabTo(page, time);
  await page.keyboard.press("Enter");
  await tabTo(page, /^Next, with /);
  await page.keyboard.press("Enter");
  await openslot.name.waitFor();
  await tabTo(page, /^Name/);
  await page.keyboard.type("Inês Duarte", { delay: PACE });
  await tabTo(page, /^E-mail/);
  await page.keyboard.type("ines@example.com", { delay: PACE });
  await tabTo(page, /^Book /);
  await page.keyboard.press("Enter");
  await openslot.confirmed();
}
