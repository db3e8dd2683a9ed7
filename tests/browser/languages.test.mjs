// The widget in other languages: a whole booking in each sort of script, which language is spoken where, and what is
// said when words do not come.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../support/chromium.mjs";
import { pattern, words } from "../support/languages.mjs";
import { looking } from "../support/looking.mjs";
import { besidePages } from "../support/stage.mjs";
import { PACE, widget } from "../support/widget.mjs";

const on = besidePages();

const open = (options) => openPage(on.browser, { timezoneId: "Europe/Lisbon", locale: "en-GB", ...options });
const address = (query = "") => `${on.pages.url}/element.html?event-type=30min${query}`;

/** The widget by what it says in a language. */
async function speaking(page, tag) {
  const said = await words(tag);
  const root = page.locator("open-slot");
  const button = (saying) => root.getByRole("button", { name: pattern(saying) });
  const field = (name) => root.getByRole("textbox", { name, exact: true });
  return { said, root, button, next: button(said.next_label), name: field(said.name), email: field(said.email), book: button(said.book) };
}

/** The stage's language and direction, once it has words. */
async function stage(page) {
  await page.locator("open-slot .surface[data-state=times]").waitFor();
  return page.locator("open-slot .stage").evaluate(({ lang, dir }) => `${lang} ${dir}`);
}

for (const [tag, direction] of Object.entries({ ar: "rtl", de: "ltr", ja: "ltr", th: "ltr" })) {
  for (const width of [320, 768, 1200]) {
    test(`somebody books in ${tag} at ${width} px, where nothing sticks out and axe finds nothing`, async () => {
      const { page, errors, close } = await open({ viewport: { width, height: 900 }, reducedMotion: "reduce" });
      try {
        await page.goto(address(`&language=${tag}`));
        const { found, look: lookAt } = await looking(page, `${width}`, { within: "open-slot" });
        const look = async (state) => {
          const sticks = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
          if (sticks) found.push(`${state} sticks out`);
          await lookAt(`${tag}-${state}`);
        };
        assert.equal(await stage(page), `${tag} ${direction}`);
        const openslot = await speaking(page, tag);
        const time = openslot.root.locator("[part~=time]").first();
        await time.waitFor();
        await look("times");
        await time.click();
        await openslot.next.click();
        await openslot.name.pressSequentially("Inês Duarte", { delay: PACE });
        await openslot.email.pressSequentially("ines@exampl", { delay: PACE });
        await openslot.book.click();
        await openslot.root.getByText(openslot.said.field_errors.email_incomplete, { exact: true }).waitFor();
        await look("form");
        await openslot.email.pressSequentially("e.com", { delay: PACE });
        await openslot.book.click();
        await openslot.root.getByRole("heading", { name: pattern(openslot.said.booked_with) }).waitFor();
        await look("confirmed");
        assert.deepEqual([found, errors], [[], []]);
      } finally {
        await close();
      }
    });
  }
}

test("the language comes from the markup, the page, or the browser, in this order", async () => {
  const check = async (query, lang, locale, expected) => {
    const { page, close } = await open({ locale });
    try {
      await page.addInitScript((lang) => {
        document.addEventListener("DOMContentLoaded", () => (document.documentElement.lang = lang));
      }, lang);
      await page.goto(address(query));
      assert.equal(await stage(page), expected, `${query} ${lang} ${locale}`);
    } finally {
      await close();
    }
  };
  await check("&language=he&lang=de", "fr", "nl", "he rtl");
  await check("&lang=de-AT", "fr", "nl", "de ltr");
  await check("", "zh-TW", "nl", "zh-Hant ltr");
  await check("", "", "nl-BE", "nl ltr");
  await check("&language=tlh", "cy", "fr-CA", "fr ltr");
});

test("where neither page nor browser says a language there is, the event type's is spoken, else English", async () => {
  for (const [locale, expected] of [["uk", "uk ltr"], [null, "en ltr"]]) {
    const { page, close } = await open({ locale: "cy" });
    try {
      await page.addInitScript(() => {
        document.addEventListener("DOMContentLoaded", () => document.documentElement.removeAttribute("lang"));
      });
      await page.route("**/v1/config", async (route) => {
        const response = await route.fetch();
        const config = await response.json();
        for (const type of config.event_types) type.locale = type.slug === "30min" ? locale : "fr";
        await route.fulfill({ response, json: config });
      });
      await page.goto(address());
      assert.equal(await stage(page), expected);
    } finally {
      await close();
    }
  }
});

test("another language is spoken as soon as the attribute changes", async () => {
  const { page, close } = await open();
  try {
    await page.goto(address("&language=sv"));
    assert.equal(await stage(page), "sv ltr");
    await page.evaluate(() => document.querySelector("open-slot").setAttribute("language", "fa"));
    await page.locator("open-slot .stage:lang(fa)").waitFor();
    assert.equal(await stage(page), "fa rtl");
    const openslot = await speaking(page, "fa");
    // Digits are the language's own.
    await openslot.root.getByRole("button", { name: /^[۰-۹]{1,2}:[۰-۹]{2}$/ }).first().waitFor();
  } finally {
    await close();
  }
});

test("one file of words is downloaded, which a browser may keep for ever", async () => {
  const { page, close } = await open();
  const asked = [];
  page.on("request", (request) => /\/words-/.test(request.url()) && asked.push(request.url()));
  try {
    await page.goto(address("&language=it"));
    assert.equal(await stage(page), "it ltr");
    assert.deepEqual(asked.map((url) => new URL(url).pathname.replace(/-[0-9a-f]{8}/, "")), ["/v1/words/it.txt"]);
    const { headers } = await fetch(asked[0]);
    assert.match(headers.get("cache-control"), /immutable/);
    assert.match(headers.get("content-type"), /^text\/plain/);
  } finally {
    await close();
  }
});

test("words that do not come are said in English", async () => {
  const { page, close } = await open();
  try {
    await page.route("**/words-*/de.txt", (route) => route.abort());
    await page.goto(address("&language=de"));
    assert.equal(await stage(page), "en ltr");
    await widget(page).choose(0);
  } finally {
    await close();
  }
});

test("without any words there is a link, and the next try has them", async () => {
  const { page, close } = await open();
  try {
    await page.route("**/words-*/*", (route) => route.abort());
    await page.goto(address("&language=de"));
    const root = page.locator("open-slot");
    await root.getByRole("link", { name: "Book a time" }).waitFor();
    await page.unroute("**/words-*/*");
    await root.getByRole("button", { name: "Try again" }).click();
    assert.equal(await stage(page), "de ltr");
  } finally {
    await close();
  }
});

test("without the widget the link speaks the visitor's language", async () => {
  const { page, close } = await open();
  try {
    const said = await words("ar");
    await page.route("**/*.wasm*", (route) => route.abort());
    await page.goto(address("&language=ar"));
    const root = page.locator("open-slot");
    await root.getByRole("link", { name: said.widget }).waitFor();
    await root.getByRole("button", { name: said.retry }).waitFor();
    assert.equal(await page.locator("open-slot .stage").getAttribute("dir"), "rtl");
  } finally {
    await close();
  }
});

test("words of another version are not taken for this one's", async () => {
  const { page, close } = await open();
  try {
    await page.route("**/words-*/pl.txt", (route) => route.fulfill({ body: "Zarezerwuj\nPonów\n{0}" }));
    await page.goto(address("&language=pl"));
    await page.locator("open-slot").getByRole("link", { name: "Zarezerwuj" }).waitFor();
  } finally {
    await close();
  }
});
