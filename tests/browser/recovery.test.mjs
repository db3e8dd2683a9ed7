// What a visitor meets when something goes wrong: the time is gone, a field is wrong, Calendly is down, direct
// booking is refused. Nothing typed is lost, and there is always a way on.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { api, bookElsewhere } from "../support/api.mjs";
import { openPage } from "../support/chromium.mjs";
import { besideCalendly } from "../support/stage.mjs";
import { widget } from "../support/widget.mjs";

const VISITOR = { timezoneId: "America/New_York", locale: "en-GB", viewport: { width: 1200, height: 900 } };

const on = besideCalendly();
afterEach(() => on.calendly.heal());

/** Opens an event type, runs `run`, and checks that no exception was left uncaught. */
async function visit(run, slug = "30min") {
  const { page, errors, close } = await openPage(on.browser, VISITOR);
  try {
    await page.goto(`${on.pages.url}/element.html?event-type=${slug}`);
    await run(page, widget(page));
    assert.deepEqual(errors.filter((error) => error.startsWith("uncaught")), []);
  } finally {
    await close();
  }
}

test("a time that was taken meanwhile: others are offered, and what was typed stays", () =>
  visit(async (page, openslot) => {
    const slots = page.waitForResponse((response) => response.url().includes("/slots"));
    await page.reload();
    const { slots: free } = await (await slots).json();
    await openslot.choose(0);
    await openslot.fill("Ada Lovelace", "ada@example.com");
    await bookElsewhere(on.sandbox, "30min", free[0].start);
    await openslot.book.click();
    await openslot.root.getByText(/taken|no longer free/i).first().waitFor();

    await openslot.choose(0);
    assert.equal(await openslot.name.inputValue(), "Ada Lovelace");
    assert.equal(await openslot.email.inputValue(), "ada@example.com");
    await openslot.book.click();
    await openslot.confirmed();
  }));

test("a wrong field says what to do, is tied to its error, and has the focus", () =>
  visit(async (page, openslot) => {
    await openslot.choose(0);
    await openslot.fill("", "ines@exampl");
    await openslot.book.click();
    for (const field of [openslot.name, openslot.email]) {
      await field.and(page.locator("[aria-invalid=true]")).waitFor();
      const described = await field.evaluate((input) => {
        const ids = (input.getAttribute("aria-describedby") ?? "").split(" ");
        return ids.map((id) => input.getRootNode().getElementById(id)?.textContent ?? "").join(" ");
      });
      assert.match(described, /Enter /);
    }
    assert.equal(await openslot.name.evaluate((input) => input.getRootNode().activeElement === input), true);
    await openslot.fill();
    await openslot.book.click();
    await openslot.confirmed();
  }));

test("every kind of question can be answered", () =>
  visit(async (_, openslot) => {
    await openslot.choose(0);
    await openslot.fill();
    await openslot.root.getByRole("textbox", { name: /Company name/ }).fill("Acme");
    await openslot.root.getByRole("textbox", { name: /What would you like/ }).fill("Two\nlines");
    await openslot.root.getByRole("textbox", { name: /Phone number/ }).fill("+351 912 345 678");
    await openslot.root.getByRole("radio", { name: "2–10" }).check({ force: true });
    await openslot.root.getByRole("checkbox", { name: "Website" }).check({ force: true });
    await openslot.book.click();
    await openslot.confirmed();
  }, "discovery-session"));

test("when direct booking is refused, a link leads to Calendly's page with everything filled in and books once", () =>
  visit(async (page, openslot) => {
    await openslot.choose(0);
    await openslot.fill("Grace Hopper", "grace@example.com");
    await on.calendly.fault("/invitees", { kind: "status", status: 403 }, { method: "POST", times: 1 });
    await openslot.book.click();
    const link = openslot.root.getByRole("dialog").getByRole("link", { name: "Open in a new tab" });
    await link.waitFor();
    const [opened] = await Promise.all([page.waitForEvent("popup"), link.click()]);
    await opened.waitForLoadState();
    await openslot.root.getByText(/invitation comes by e-mail/).first().waitFor();
    assert.equal(await opened.getByRole("textbox", { name: /name/i }).first().inputValue(), "Grace Hopper");
    assert.equal(await opened.getByRole("textbox", { name: /e-?mail/i }).first().inputValue(), "grace@example.com");
    const address = opened.url();
    await opened.getByRole("button", { name: /schedule|book|confirm/i }).click();
    await opened.getByText(/scheduled|booked|confirmed/i).first().waitFor();
    await opened.goto(address);
    assert.match(await opened.locator("body").innerText(), /already|no longer|used/i);
  }));

test("when Calendly gives no times the visitor is told, and can try again", async () => {
  await api(on.worker.url).get("/v1/config");
  await on.calendly.fault("/event_type_available_times", { kind: "status", status: 418 });
  await visit(async (_, openslot) => {
    const again = openslot.button(/try again/i).first();
    await again.waitFor();
    await on.calendly.heal();
    await again.click();
    await openslot.ready();
  }, "coaching-session");
});
