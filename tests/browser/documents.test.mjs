// docs/EMBEDDING.md is what a page can rely on, so it is held against the code: nothing that a page can use is missing in it,
// and nothing stands in it that the code does not have.

import assert from "node:assert/strict";
import { access, readdir, readFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { test } from "node:test";
import { NAMES } from "../../public/on-demand/modes/settings.js";
import { openPage } from "../support/chromium.mjs";
import { around, popup } from "../support/popup.mjs";
import { besidePages } from "../support/stage.mjs";

const on = besidePages();

const root = resolve(import.meta.dirname, "../..");
const read = (path) => readFile(join(root, path), "utf8");
const text = await read("docs/EMBEDDING.md");

/** Every file below a folder with one of these endings, as one text. */
const sources = async (folder, endings) => {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && endings.includes(extname(entry.name)));
  return (await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), "utf8")))).join("\n");
};

/** The code without its comments. */
const bare = (code) => code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
const script = bare(await sources("public", [".js"]));
const style = bare(await sources("public", [".css"]));
const rust = bare(await sources("widget/src", [".rs"]));

const unique = (names) => [...new Set(names)].sort();
const matches = (pattern, code) => unique([...code.matchAll(pattern)].map(([, name]) => name));

/** What stands between backquotes in a column of the table whose head begins with `head`. */
const column = (head, index = 1) => {
  const [, table] = new RegExp(`\\n\\| ${head} \\|[^\\n]*\\n\\|[-|]+\\n((?:\\|[^\\n]*\\n)+)`).exec(text) ?? [];
  assert.ok(table, `docs/EMBEDDING.md has no table of ${head}`);
  const cells = table.trim().split("\n").map((row) => row.split(" | ")[index - 1]);
  return unique(cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name)));
};

/** Both ways, each with what is wrong. */
const agree = (what, documented, known) => {
  const missing = (these, those) => these.filter((name) => !those.includes(name));
  assert.ok(known.length > 3, `no ${what} found in the code`);
  assert.deepEqual(missing(known, documented), [], `${what} of the code that docs/EMBEDDING.md does not have`);
  assert.deepEqual(missing(documented, known), [], `${what} of docs/EMBEDDING.md that the code does not have`);
};

test("attributes: those that the loader, its parts and the widget read", async () => {
  const loader = bare(await read("public/embed.js"));
  const [, observed] = /observedAttributes = \[([^\]]*?)(?:, \.\.\.looks)?\]/.exec(loader);
  const [, looks] = /const looks = \[([^\]]*)\]/.exec(loader);
  const form = /const NAMES =\s*"([^"]*)"/.exec(await read("public/on-demand/form.js"))[1].split(" ");
  const found = [
    ...matches(/"([\w-]+)"/g, observed + looks),
    ...matches(/(?:element|this)\.getAttribute\("([\w-]+)"\)/g, script),
    ...matches(/(?:attribute|has_attribute)\("([\w-]+)"\)/g, bare(await read("widget/src/embed/options.rs"))),
    ...form.map((name) => name.replace("_", "-")),
    ...NAMES,
  ];
  agree("attributes", column("attribute"), unique(found));
  // What changes at once is told too.
  const [sentence] = /A change of .*? others are read/s.exec(text);
  const told = unique([...sentence.matchAll(/`([\w-]+)`/g)].map(([, name]) => name));
  assert.deepEqual(told, matches(/"([\w-]+)"/g, observed + looks));
});

test("methods: those that a page has", async () => {
  const { page, close } = await openPage(on.browser);
  try {
    await page.goto(`${on.pages.url}/openers.html`);
    await around(page);
    const methods = await page.evaluate(() => Object.keys(Openslot));
    const documented = column("method").map((name) => name.replace(/\(.*/, ""));
    agree("methods", documented, unique(methods));
  } finally {
    await close();
  }
});

test("events: those that are sent", async () => {
  const sent = unique([
    ...matches(/HostEvent::new\(\s*"([a-z-]+)"/g, rust),
    // What became of a booking, with what is said of it.
    ...matches(/\(\s*"([a-z]+)", Announcement::/g, rust),
    ...matches(/CustomEvent\(\s*"openslot:([a-z-]+)"/g, script),
    ...matches(/\btell\("(\w+)"/g, script),
  ]);
  const documented = column("event").map((name) => name.replace("openslot:", ""));
  agree("events", documented, sent);
});

test("custom properties: those that the style sheets read", () => {
  const known = matches(/var\((--openslot-[a-z-]+)/g, style + script);
  agree("custom properties", column("custom property"), known);
});

test("parts: those that the code names, and all that are seen on the way to a booking", async () => {
  const documented = column("parts of", 2);
  const named = [...matches(/\.part\("([\w-]+)"\)/g, rust), ...matches(/setAttribute\("part", "([\w-]+)"\)/g, script)];
  assert.ok(named.length > 20);
  assert.deepEqual(named.filter((name) => !documented.includes(name)), []);
  const { page, close } = await openPage(on.browser, { timezoneId: "Europe/Lisbon", locale: "en-GB", viewport: { width: 1200, height: 900 } });
  try {
    const seen = new Set();
    const look = async () => {
      const parts = await page.evaluate(() =>
        [...document.querySelector("open-slot").shadowRoot.querySelectorAll("[part]")].flatMap((element) => [...element.part]),
      );
      for (const part of parts) seen.add(part);
    };
    await page.goto(`${on.pages.url}/element.html?event-type=30min&consent=I+agree`);
    const openslot = popup(page);
    await openslot.ready();
    await look();
    await openslot.times.first().click();
    await openslot.next.waitFor();
    await look();
    await openslot.next.click();
    await openslot.fill();
    await openslot.book.click();
    await look();
    await openslot.root.getByRole("checkbox").check();
    await openslot.book.click();
    await openslot.confirmed();
    await look();
    const promised = documented.filter((name) => !["dialog", "close", "badge"].includes(name));
    for (const part of ["surface", "summary", "day", "day--chosen", "time", "next", "field", "input", "submit", "confirmation"]) {
      assert.ok(seen.has(part), `${part} is not seen`);
    }
    const inCode = matches(/"([a-z][\w -]*)"/g, rust).flatMap((names) => names.split(" "));
    assert.deepEqual(promised.filter((name) => !inCode.includes(name)), [], "promised parts that the code does not have");
  } finally {
    await close();
  }
});

test("pages that are linked to exist, and so do their headings", async () => {
  for (const document of ["docs/EMBEDDING.md", "docs/MIGRATE.md", "README.md"]) {
    const source = await read(document);
    for (const [, target] of source.matchAll(/\]\(((?!https?:)[^)\s]+)\)/g)) {
      const [path, heading] = target.split("#");
      const at = path ? join(document, "..", path) : document;
      await access(join(root, at)).catch(() => assert.fail(`${document} links to ${target}`));
      if (!heading) continue;
      const found = await read(at);
      const slugs = [...found.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
        title.toLowerCase().replace(/[^\w\s-]/g, "").replace(/\s/g, "-"),
      );
      assert.ok(slugs.includes(heading), `${document} links to ${target}, and ${at} has no such heading`);
    }
  }
});
