// Which language is spoken, and what a browser calls days, hours and numbers in it. The loader's choice is a pure
// function; the names are asked of Chromium's Intl on an empty page, and compared with what Intl writes itself.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { after, before, test } from "node:test";
import { choose, direction } from "../../public/loader/language.js";
import { startChromium } from "../support/chromium.mjs";
import { languages, words } from "../support/languages.mjs";

const source = await readFile(resolve(import.meta.dirname, "../../widget/src/host/names.js"), "utf8");
const tags = await languages();

let browser;
let page;
before(async () => {
  browser = await startChromium();
  page = await browser.newPage();
  // What the page needs of the widget: the function under test.
  await page.addScriptTag({ content: `${source.replace("export function", "function")}\nwindow.names = names;` });
});
after(() => browser?.close());

test("the first wish that fits decides, and the visitor's region writes the dates", () => {
  const check = (wishes, visitor, expected) => {
    const choice = choose(wishes, visitor, tags);
    assert.equal(choice && `${choice.language} ${choice.locale}`, expected, `${wishes} | ${visitor}`);
  };
  check(["de"], ["en-US"], "de de");
  check(["de"], ["en-US", "de-CH"], "de de-CH");
  check(["fr-CA"], ["fr-FR"], "fr fr-FR");
  check([null, "", "nl"], ["fr"], "nl nl");
  check(["cy"], ["ga", "en-GB", "fr"], "en en-GB");
  check(["cy"], ["ga"], undefined);
  check([], [], undefined);
});

test("a tag becomes the language that its readers read", () => {
  const check = (wish, expected) => assert.equal(choose([wish], [], tags)?.language, expected, wish);
  for (const tag of tags) check(tag, tag);
  check("en-AU", "en");
  check("es-419", "es");
  // Chinese by script, and the script by region.
  check("zh", "zh-Hans");
  check("zh-CN", "zh-Hans");
  check("zh-SG", "zh-Hans");
  check("zh-TW", "zh-Hant");
  check("zh-HK", "zh-Hant");
  check("zh-Hant-MY", "zh-Hant");
  check("cmn", "zh-Hans");
  // Portuguese by region: Brazil's without one, Portugal's elsewhere.
  check("pt", "pt-BR");
  check("pt-AO", "pt-PT");
  // Serbian by script.
  check("sr-RS", "sr");
  check("sr-ME", "sr-Latn");
  check("sh", "sr-Latn");
  // Names that have changed, and neighbours.
  check("iw", "he");
  check("in", "id");
  check("tl", "fil");
  check("mo", "ro");
  check("no", "nb");
  check("nn-NO", "nb");
  check("bs", "hr");
  // As other systems write them, and what is no tag.
  check("pt_BR", "pt-BR");
  check("zh_TW", "zh-Hant");
  for (const nothing of ["", "x-klingon", "klingon?", "123", null, undefined]) check(nothing, undefined);
});

test("a locale is never of another language than the words", () => {
  const check = (wish, expected) => assert.equal(choose([wish], [], tags)?.locale, expected, wish);
  check("nn-NO", "nb");
  check("bs-BA", "hr");
  check("pt-MZ", "pt-MZ");
  check("ar-EG-u-nu-latn", "ar-EG-u-nu-latn");
  check("iw-IL", "he-IL");
});

test("lines run as the language does", async () => {
  const expected = await page.evaluate((tags) => tags.map((tag) => new Intl.Locale(tag).getTextInfo().direction), tags);
  assert.deepEqual(tags.map(direction), expected);
});

test("the browser knows every language, and counts in it as its file does", async () => {
  const known = await page.evaluate((tags) => Intl.DateTimeFormat.supportedLocalesOf(tags), tags);
  assert.deepEqual(known, tags);
  const rules = await page.evaluate(
    (tags) => tags.map((tag) => new Intl.PluralRules(tag).resolvedOptions().pluralCategories.sort()),
    tags
  );
  for (const [index, tag] of tags.entries()) {
    assert.deepEqual(Object.keys((await words(tag)).times_free).sort(), rules[index], tag);
  }
});

// A page cannot be handed functions, so everything is compared there, and complaints come back.
test("a date made of names is the date that Intl writes", async () => {
  const locales = [...tags, "ar-EG", "ar-SA", "de-AT", "en-GB", "en-IN", "es-MX", "fa-AF", "fr-CA", "pt-AO", "th-u-nu-thai"];
  const complaints = await page.evaluate((locales) => {
    const fill = (template, values) => template.replace(/\{(\d)\}/g, (_, index) => values[index]);
    // `format` and `formatToParts` differ in which kind of blank they put.
    const plain = (text) => text.replace(/\s/g, " ");
    const found = [];
    for (const locale of locales) {
      const lines = window.names(locale).split("\n");
      if (lines.length !== 108) found.push(`${locale} has ${lines.length} lines`);
      const digits = [...lines[0]];
      const number = (value, length = 1) => [...String(value).padStart(length, "0")].map((digit) => digits[digit]).join("");
      const calendar = lines[2][0] === "1" ? "buddhist" : "gregory";
      const write = (options) => new Intl.DateTimeFormat(locale, { calendar, timeZone: "UTC", ...options });
      const long = write({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
      const short = write({ weekday: "short", day: "numeric", month: "short" });
      const title = write({ month: "long", year: "numeric" });
      const clock = write({ timeStyle: "short", hourCycle: "h23" });
      for (let day = 0; day < 800; day += 1) {
        const date = new Date(Date.UTC(2026, 0, 1 + day, day % 24, day % 60));
        const [month, weekday, of] = [date.getUTCMonth(), (date.getUTCDay() + 6) % 7, date.getUTCDate()];
        const year = number(date.getUTCFullYear() + 543 * Number(lines[2][0]));
        const pairs = [
          [fill(lines[3 + month], [year]), title],
          [fill(lines[15 + month], [lines[39 + weekday], number(of), year, number(of, 2)]), long],
          [fill(lines[27 + month], [lines[46 + weekday], number(of), number(of, 2)]), short],
          [fill(lines[84 + date.getUTCHours()], [number(date.getUTCMinutes(), 2)]), clock],
        ];
        for (const [made, format] of pairs) {
          if (plain(made) !== plain(format.format(date))) found.push(`${locale}: ${made}, not ${format.format(date)}`);
        }
      }
    }
    return found.slice(0, 20);
  }, locales);
  assert.deepEqual(complaints, []);
});

test("above 199, plural rules repeat themselves every hundred", async () => {
  const complaints = await page.evaluate((tags) => {
    const categories = ["zero", "one", "two", "few", "many", "other"];
    const found = [];
    for (const tag of tags) {
      const table = window.names(tag).split("\n")[1];
      const rules = new Intl.PluralRules(tag);
      for (let count = 0; count < 20_000; count += 1) {
        const place = table[count < 200 ? count : 100 + (count % 100)];
        if (categories[place] !== rules.select(count)) found.push(`${tag} ${count}`);
      }
    }
    return found.slice(0, 20);
  }, tags);
  assert.deepEqual(complaints, []);
});

test("half past noon is noon everywhere, and no hour looks like another", async () => {
  const clocks = await page.evaluate((tags) => tags.map((tag) => window.names(tag).split("\n").slice(60, 108)), tags);
  for (const [index, hours] of clocks.entries()) {
    assert.equal(new Set(hours.slice(0, 24)).size, 24, tags[index]);
    assert.equal(new Set(hours.slice(24)).size, 24, tags[index]);
    assert.ok(hours.every((hour) => hour.includes("{0}")), tags[index]);
  }
  assert.equal(clocks[tags.indexOf("ja")][12], "午後0:{0}");
  assert.match(clocks[tags.indexOf("en")][12], /^12:\{0\}\sPM$/);
});
