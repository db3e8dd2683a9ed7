// Coming from Calendly's embed: its addresses, its markup, its functions.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parse } from "../../public/on-demand/modes/address.js";
import { openPage } from "../support/chromium.mjs";
import { visiting } from "../support/popup.mjs";
import { besidePages } from "../support/stage.mjs";
import { widget } from "../support/widget.mjs";

const on = besidePages();

describe("an address tells which event type, who, from where, and when", () => {
  const rows = [
    ["/acme/30min", { "event-type": "30min" }],
    ["/acme/30min/", { "event-type": "30min" }],
    ["/acme", {}],
    ["/acme/30min/2026-12-01T09:00:00Z?month=2026-12", { "event-type": "30min", date: "2026-12-01", month: "2026-12" }],
    ["/acme/30min/2026-12-01T09%3A00%3A00%2B01%3A00", { "event-type": "30min", date: "2026-12-01" }],
    ["/d/abc-def-ghi/30min", { "event-type": "30min" }],
    ["/s/abcdef", {}],
    ["/acme/r%C3%A9sum%C3%A9", { "event-type": "résumé" }],
    ["/acme/30min?name=Ada%20Lovelace&email=ada%2B1@example.com&guests=a@b.c,d@e.f", { "event-type": "30min", name: "Ada Lovelace", email: "ada+1@example.com", guests: "a@b.c,d@e.f" }],
    ["/acme/30min?first_name=Ada&last_name=Lovelace&a1=x&a10=2,3&a11=no", { "event-type": "30min", "first-name": "Ada", "last-name": "Lovelace", a1: "x", a10: "2,3" }],
    ["/acme/30min?utm_source=card&utm_medium=&salesforce_uuid=00Q&gclid=no", { "event-type": "30min", "utm-source": "card", "salesforce-uuid": "00Q" }],
    ["/acme/30min?onclick=x&style=y&api=z&consent=no", { "event-type": "30min" }],
    ["/acme/30min?background_color=1a1a1a", { "event-type": "30min", theme: "dark" }],
    ["/acme/30min?background_color=fff", { "event-type": "30min" }],
  ];
  for (const [path, attributes] of rows) {
    test(path, () => assert.deepEqual(parse(`https://calendly.com${path}`)?.attributes, attributes));
  }

  test("what is no address of Calendly's says nothing", () => {
    for (const address of ["", "nonsense", "/acme/30min", "https://evil.example/calendly.com/acme/30min", "https://notcalendly.com/a/b"]) {
      assert.equal(parse(address), undefined, address);
    }
  });

  test("colours are colours, and nothing else is", () => {
    const look = (query) => parse(`https://calendly.com/acme/30min?${query}`).look;
    assert.deepEqual(look("primary_color=8a2be2&text_color=%23123&background_color=red&hide_event_type_details=1"), {
      background: undefined,
      text: "#123",
      accent: "#8a2be2",
      hidesDetails: true,
    });
    assert.equal(look("primary_color=fff}*{display:none").accent, undefined);
  });
});

const visit = visiting(on);

/** The widget in an element. */
const within = (page, selector) => widget({ locator: (own) => page.locator(`${selector} > ${own}`) });

/** Books, and gives what was sent. */
async function booked(page, openslot) {
  await openslot.look();
  const [request] = await Promise.all([
    page.waitForRequest((request) => request.url().endsWith("/v1/bookings") && request.method() === "POST"),
    openslot.book.click(),
  ]);
  await openslot.confirmed();
  return request.postDataJSON();
}

test("their markup is mounted where it stands, with what its address says", () =>
  visit("calendly", async (page) => {
    const inline = within(page, "#inline");
    await inline.ready();
    const { height, after } = await page.evaluate(() => ({
      height: document.querySelector("#inline").getBoundingClientRect().height,
      after: document.querySelector("#after").getBoundingClientRect().top - document.querySelector("#inline").getBoundingClientRect().bottom,
    }));
    assert.ok(height > 500 && after >= 0, "the height of an iframe cuts nothing off");
    assert.equal(await page.locator("#held > *").count(), 0);
    const look = await inline.root.evaluate((element) => {
      const style = getComputedStyle(element.shadowRoot.querySelector(".stage"));
      return [style.getPropertyValue("--_accent"), style.getPropertyValue("--_on-accent")];
    });
    assert.deepEqual(look, ["#8a2be2", "#ffffff"]);
    assert.equal(await inline.root.getAttribute("calendly-messages"), "");
    const title = inline.root.getByRole("heading", { level: 2 }).first();
    const { width } = await title.boundingBox();
    assert.ok(width <= 1, "what describes the event is heard and not seen");
    await inline.choose();
    assert.equal(await inline.name.inputValue(), "Ada Lovelace");
    await inline.email.pressSequentially("ada@example.com", { delay: 20 });
    const body = await booked(page, inline);
    assert.equal(body.event_type, "30min");
    assert.equal(body.attribution.last.utm_campaign, "spring");
  }));

test("their functions are there at once, and do what they did", () =>
  visit("calendly", async (page, openslot) => {
    const names = ["closePopupWidget", "destroyBadgeWidget", "initBadgeWidget", "initInlineWidget", "initPopupWidget", "showPopupWidget"];
    assert.deepEqual((await page.evaluate(() => window.seen)).sort(), names, "as soon as the script has run");
    await page.locator("#popup").click();
    await openslot.dialog.waitFor();
    const inside = within(page, "openslot-popup");
    await inside.choose();
    assert.equal(await inside.name.inputValue(), "Ada Lovelace");
    assert.equal(await inside.email.inputValue(), "ada@example.com");
    assert.equal(await inside.root.getAttribute("calendly-messages"), "");
    assert.equal(await inside.root.getAttribute("event-type"), "coaching-session");
    await page.evaluate(() => Calendly.closePopupWidget());
    await openslot.closed();
    await page.evaluate(() => Calendly.showPopupWidget("https://calendly.com/acme/30min"));
    await openslot.dialog.waitFor();
    await page.locator("openslot-popup > open-slot[event-type='30min']:not([hidden])").waitFor();
    await page.evaluate(() => Calendly.closePopupWidget());
    await openslot.closed();

    await page.evaluate(() => {
      const parentElement = document.querySelector("#made");
      Calendly.initInlineWidget({
        url: "https://calendly.com/acme/30min",
        parentElement,
        prefill: { firstName: "Bob", lastName: "Smith", date: new Date(Date.now() + 45 * 86_400_000) },
        utm: { utmSource: "card", utmMedium: "qr" },
        pageSettings: { primaryColor: "00aa55", hideEventTypeDetails: true, textColor: "112233" },
      });
    });
    const made = within(page, "#made");
    await made.ready();
    const style = await made.root.evaluate((element) => {
      const style = getComputedStyle(element.shadowRoot.querySelector(".stage"));
      return [style.getPropertyValue("--_accent"), style.getPropertyValue("--_ink")];
    });
    assert.deepEqual(style, ["#00aa55", "#112233"]);
    await made.choose();
    assert.equal(await made.name.inputValue(), "Bob Smith");
    await made.email.pressSequentially("bob@example.com", { delay: 20 });
    const { attribution } = await booked(page, made);
    assert.deepEqual([attribution.last.utm_source, attribution.last.utm_medium], ["card", "qr"]);
  }));

test("their badge is one at a time, with its text and colours", () =>
  visit("calendly", async (page, openslot) => {
    const url = "https://calendly.com/acme/30min";
    await page.evaluate((url) => {
      Calendly.initBadgeWidget({ url, text: "First" });
      Calendly.initBadgeWidget({ url, text: "Talk to us", color: "#102030", textColor: "#fafbfc", branding: true });
    }, url);
    const badge = page.getByRole("button", { name: "Talk to us" });
    await badge.waitFor();
    assert.equal(await page.locator("openslot-badge").count(), 1);
    const look = await badge.evaluate((button) => [getComputedStyle(button).backgroundColor, getComputedStyle(button).color]);
    assert.deepEqual(look, ["rgb(16, 32, 48)", "rgb(250, 251, 252)"]);
    await badge.click();
    await openslot.dialog.waitFor();
    await page.keyboard.press("Escape");
    await openslot.closed();
    await page.evaluate(() => Calendly.destroyBadgeWidget());
    await badge.waitFor({ state: "detached" });
  }));

test("a link to Calendly with data-openslot-open opens the popup with that type", () =>
  visit("calendly", async (page, openslot) => {
    await page.locator("#opener").click();
    await openslot.dialog.waitFor();
    const inside = within(page, "openslot-popup");
    await inside.choose();
    assert.equal(await inside.name.inputValue(), "Bob Smith");
    assert.match(page.url(), /calendly\.html$/);
  }));

test("without data-calendly nothing of a page is touched; addresses do what they say", () =>
  visit("unasked", async (page) => {
    const [inline, element] = ["script + open-slot", "#element"].map((selector) => widget({ locator: () => page.locator(selector) }));
    await inline.choose();
    assert.equal(await inline.name.inputValue(), "Ada Lovelace");
    await element.heading(/Coaching/).first().waitFor();
    assert.equal(await page.locator(".calendly-inline-widget > i").count(), 1);
    assert.deepEqual(await page.evaluate(() => [typeof window.Calendly, document.adoptedStyleSheets.length]), ["undefined", 0]);
    // Another address takes the place of the first one, but not of what the owner has said.
    await element.root.evaluate((element) => {
      element.setAttribute("name", "Eve");
      const month = new Date(Date.now() + 45 * 86_400_000).toISOString().slice(0, 7);
      element.setAttribute("url", `https://calendly.com/acme/30min?name=Ada&month=${month}`);
    });
    const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
    await element.heading(month.format(Date.now() + 45 * 86_400_000)).first().waitFor();
    await element.choose();
    assert.equal(await element.name.inputValue(), "Eve");
    assert.deepEqual(await element.root.evaluate((element) => element.getAttributeNames().sort()), ["event-type", "id", "month", "name", "url"]);
  }));

test("what is no address of Calendly's is told to the owner, and leaves a widget", async () => {
  const { page, messages, close } = await openPage(on.browser, { timezoneId: "Europe/Lisbon", locale: "en-GB" });
  try {
    await page.goto(`${on.pages.url}/element.html?url=https://example.com/30min`);
    await widget(page).button(/30 Minute Meeting/).waitFor();
    assert.deepEqual(messages, ["warning: Openslot: https://example.com/30min is no address of Calendly's."]);
  } finally {
    await close();
  }
});
