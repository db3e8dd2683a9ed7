// The form beyond name and e-mail: what the owner asks, guests, countries, what is kept of
// what they typed, and where they are led afterwards.

import assert from "node:assert/strict";
import { test } from "node:test";
import { looking } from "../support/looking.mjs";
import { visit } from "../support/visits.mjs";
import { PACE } from "../support/widget.mjs";

/** The body of the booking that is sent. */
const sent = async (page, openslot) => {
  const [request] = await Promise.all([
    page.waitForRequest((request) => request.url().endsWith("/v1/bookings")),
    openslot.book.click(),
  ]);
  return request.postDataJSON();
};

const choiceOfCountry = (openslot) => openslot.root.getByRole("combobox", { name: "Country code" });

test("guests are typed or pasted, shown one by one, and taken back", () =>
  visit({}, async (page, openslot) => {
    await openslot.choose();
    await openslot.fill();
    await openslot.button("+ Add guests").click();
    const guests = openslot.root.getByRole("textbox", { name: /^Guests/ });
    await guests.fill("Ada Lovelace <ada@example.com>; bob@example.com\ncarl@exampl");
    const listed = openslot.root.getByRole("list", { name: /^Guests/ }).getByRole("listitem");
    assert.equal(await listed.count(), 3);
    assert.equal(await guests.inputValue(), "");
    assert.match(await listed.nth(2).innerText(), /“carl@exampl” is not a full e-mail address/);
    assert.match(await openslot.root.getByRole("status").last().innerText(), /ada@example\.com, bob@example\.com/);
    await openslot.button("Remove carl@exampl").press("Enter");
    await openslot.root.getByText("carl@exampl").first().waitFor({ state: "detached" });
    assert.equal(await guests.evaluate((field) => field.getRootNode().activeElement === field), true);
    await guests.pressSequentially("dora@example.com", { delay: PACE });
    await page.keyboard.press("Enter");
    assert.equal(await listed.count(), 3);
    const body = await sent(page, openslot);
    assert.deepEqual(body.guests, ["ada@example.com", "bob@example.com", "dora@example.com"]);
    await openslot.confirmed();
  }));

test("a number is typed as at home beside its country, or pasted with its code", () =>
  visit({ "event-type": "discovery-session", "text-reminder": "" }, async (page, openslot) => {
    await openslot.choose();
    await openslot.fill();
    await openslot.root.getByRole("textbox", { name: /Company name/ }).fill("Acme");
    await openslot.root.getByRole("radio", { name: "2–10" }).check({ force: true });
    const [mobile, reminder] = [0, 1].map((index) => choiceOfCountry(openslot).nth(index));
    await page.waitForFunction(
      () => document.querySelector("open-slot").shadowRoot.querySelectorAll("option").length > 400
    );
    for (const country of [mobile, reminder]) {
      assert.match(await country.evaluate((select) => select.selectedOptions[0].text), /^Portugal .*\+351/);
    }
    await openslot.root.getByRole("textbox", { name: /^Number for a text reminder/ }).fill("912 345 678");
    const number = openslot.root.getByRole("textbox", { name: /Phone number/ });
    const shows = (start) =>
      page.waitForFunction(
        (start) => document.querySelector("open-slot").shadowRoot.querySelector("select").selectedOptions[0].text.startsWith(start),
        start
      );
    await number.fill("+44 20 7946 0000");
    await shows("United Kingdom");
    const germany = await mobile.evaluate((select) => [...select.options].find(({ text }) => text.startsWith("Germany")).text);
    await mobile.selectOption({ label: germany });
    await page.waitForFunction(
      () => document.querySelector("open-slot").shadowRoot.querySelector("[type=tel]").value === "+49 2079460000"
    );
    const kept = () => page.evaluate(() => Object.values(sessionStorage).join());
    assert.ok((await kept()).includes("+49 2079460000"), "and the widget has heard of it");
    await number.fill("+33 1 23 45 67 89");
    await shows("France");
    assert.ok((await kept()).includes("+33 1 23 45 67 89"));
    await mobile.selectOption({ label: germany });
    await number.fill("030 901820");
    const body = await sent(page, openslot);
    assert.equal(body.invitee.text_reminder_number, "+351 912 345 678");
    assert.ok(body.answers.some(({ answer }) => answer === "+49 30 901820"), JSON.stringify(body.answers));
    await openslot.confirmed();
  }));

test("first and last name apart, with the tokens by which browsers fill them in", () =>
  visit({ "name-fields": "split", name: "Ada King Lovelace" }, async (page, openslot) => {
    await openslot.ready();
    await openslot.times.first().click();
    await openslot.next.click();
    const first = openslot.root.getByRole("textbox", { name: "First name" });
    const last = openslot.root.getByRole("textbox", { name: /^Last name/ });
    assert.deepEqual([await first.inputValue(), await last.inputValue()], ["Ada King", "Lovelace"]);
    assert.deepEqual(
      await Promise.all([first, last, openslot.email].map((field) => field.getAttribute("autocomplete"))),
      ["given-name", "family-name", "email"]
    );
    await openslot.email.pressSequentially("ada@example.com", { delay: PACE });
    const { invitee } = await sent(page, openslot);
    assert.deepEqual([invitee.name, invitee.first_name, invitee.last_name], [undefined, "Ada King", "Lovelace"]);
    await openslot.confirmed();
  }));

test("without the consent that the owner wants nothing is sent, and several mistakes are listed", () =>
  visit({ consent: "I agree to the privacy policy", "consent-url": "https://example.com/privacy" }, async (page, openslot) => {
    let bookings = 0;
    page.on("request", (request) => (bookings += request.url().endsWith("/v1/bookings") ? 1 : 0));
    await openslot.choose();
    await openslot.fill("Inês Duarte", "");
    await openslot.book.click();
    const box = openslot.root.getByRole("checkbox", { name: "I agree to the privacy policy" });
    await openslot.root.getByText("Tick this box to go on.").first().waitFor();
    const summary = openslot.root.getByRole("list", { name: "2 fields need your attention." });
    assert.equal(await summary.getByRole("button").count(), 2);
    await summary.getByRole("button", { name: /Tick this box/ }).press("Enter");
    await page.waitForFunction(() => document.querySelector("open-slot").shadowRoot.activeElement?.id === "consent");
    await openslot.fill();
    await openslot.book.click();
    assert.equal(await box.getAttribute("aria-invalid"), "true");
    assert.equal(bookings, 0);
    await box.check();
    await openslot.book.click();
    await openslot.confirmed();
    assert.equal(bookings, 1);
  }));

test("what was typed is there after a reload, and gone once it is booked", () =>
  visit({ name: "Prefilled" }, async (page, openslot) => {
    const stored = () => page.evaluate(() => Object.entries(sessionStorage));
    await openslot.choose();
    assert.deepEqual(await stored(), [], "nothing is kept before anything is typed");
    await openslot.fill("Ada Lovelace", "ada@example.com");
    await page.reload();
    await openslot.choose();
    assert.equal(await openslot.name.inputValue(), "Ada Lovelace");
    await page.evaluate(() => {
      // Half an hour passes.
      const [[key, kept]] = Object.entries(sessionStorage);
      sessionStorage.setItem(`${key}:old`, JSON.stringify([Date.now() - 31 * 60_000, JSON.parse(kept)[1]]));
      sessionStorage.setItem(key.replace("30min", "coaching-session"), sessionStorage.getItem(`${key}:old`));
      sessionStorage.removeItem(`${key}:old`);
    });
    assert.equal(await openslot.email.inputValue(), "ada@example.com");
    await openslot.look();
    await openslot.book.click();
    await openslot.confirmed();
    assert.equal((await stored()).length, 1);
    await page.goto(page.url().replace("30min", "coaching-session"));
    await openslot.choose();
    assert.equal(await openslot.name.inputValue(), "Prefilled", "what is older than half an hour is forgotten");
    assert.deepEqual(await stored(), []);
  }));

test("nothing is kept where the owner does not want it", () =>
  visit({ drafts: "off" }, async (page, openslot) => {
    await openslot.choose();
    await openslot.fill();
    assert.deepEqual(await page.evaluate(() => [sessionStorage.length, localStorage.length]), [0, 0]);
  }));

test("those who have booked read the owner's words, and are led on unless they stay", () =>
  visit({ confirmation: "Bring your passport.", redirect: "https://example.com/thanks", "redirect-after": "60" }, async (page, openslot) => {
    await page.route("https://example.com/**", (route) => route.fulfill({ body: "Thank you", contentType: "text/html" }));
    const { found, look } = await looking(page, "1200-light", { within: "open-slot" });
    await openslot.choose();
    await openslot.fill();
    await openslot.book.click();
    await openslot.confirmed();
    await openslot.root.getByText("Bring your passport.").waitFor();
    await openslot.root.getByText("In a moment you will be taken to example.com.").first().waitFor();
    await look("led-on");
    await Promise.all([page.waitForURL("https://example.com/**"), openslot.button("Go there now").click()]);
    const values = new URL(page.url()).searchParams;
    assert.equal(values.get("event_type_name"), "30 Minute Meeting");
    assert.ok(Date.parse(values.get("event_start_time")) && values.get("invitee_uuid"));
    assert.ok(!page.url().includes("ines"), page.url());
    assert.deepEqual(found, []);
  }));

test("who wants to stay stays", () =>
  visit({ redirect: "https://example.com/thanks" }, async (page, openslot) => {
    await openslot.choose();
    await openslot.fill();
    await openslot.book.click();
    await openslot.confirmed();
    await openslot.button("Stay here").click();
    await openslot.button("Go there now").waitFor({ state: "detached" });
    await openslot.confirmed();
  }));

for (const [width, colorScheme] of [[320, "light"], [320, "dark"], [768, "light"], [1200, "dark"]]) {
  test(`everything that a form can ask, ${width} px, ${colorScheme}, without a violation`, () =>
    visit(
      {
        "event-type": "discovery-session",
        "name-fields": "split",
        "text-reminder": "",
        consent: "I have read how my data is used, and I agree to it",
        "consent-url": "https://example.com/privacy",
        guests: "ada@example.com,bob@exampl",
      },
      async (page, openslot) => {
        const { found, look } = await looking(page, `${width}-${colorScheme}`, { within: "open-slot" });
        await openslot.ready();
        await openslot.times.first().click();
        await openslot.next.click();
        await page.waitForFunction(
          () => document.querySelector("open-slot").shadowRoot.querySelectorAll("option").length > 400
        );
        await openslot.book.click();
        await openslot.root.getByText("Tick this box to go on.").first().waitFor();
        await look("form-whole");
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        assert.deepEqual(found, []);
      },
      { colorScheme, viewport: { width, height: 900 }, reducedMotion: "reduce" }
    ));
}
