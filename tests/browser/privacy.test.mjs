// What docs/PRIVACY.md promises: what is on a visitor's device, when it comes there, and to whom anything is sent.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { test } from "node:test";
import { openPage } from "../support/chromium.mjs";
import { besidePages } from "../support/stage.mjs";
import { widget } from "../support/widget.mjs";

const on = besidePages();
const PAGE = resolve(import.meta.dirname, "../../docs/PRIVACY.md");

async function visit(query, run) {
  const { page, errors, close } = await openPage(on.browser, { locale: "en-GB", timezoneId: "Europe/Lisbon" });
  const origins = new Set();
  page.on("request", (request) => origins.add(new URL(request.url()).origin));
  try {
    await page.goto(`${on.pages.url}/element.html?${query}`);
    const openslot = widget(page);
    await openslot.ready();
    await run(page, openslot, origins);
    assert.deepEqual(errors, []);
  } finally {
    await close();
  }
}

/** All that a browser can keep for a page. */
async function kept(page) {
  const inPage = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  return { ...inPage, cookies: (await page.context().cookies()).length };
}

const NOTHING = { local: [], session: [], databases: 0, caches: 0, workers: 0, cookies: 0 };

test("before the visitor does anything nothing is kept, and nothing but the Worker is asked", () =>
  visit("event-type=30min&utm_source=newsletter", async (page, openslot, origins) => {
    await openslot.times.first().hover();
    assert.deepEqual(await kept(page), NOTHING);
    origins.delete("null");
    assert.deepEqual([...origins].sort(), [on.pages.url, on.worker.url].sort());
  }));

test("what is kept later is what is listed, and a whole booking leaves nothing of it behind", () =>
  visit("event-type=30min", async (page, openslot) => {
    const listed = [...(await readFile(PAGE, "utf8")).matchAll(/^\| `(openslot:[^`…]*)/gm)].map(([, key]) => key);
    assert.ok(listed.length >= 4);
    await openslot.button("12h").click();
    await openslot.choose(0);
    await openslot.fill();
    const { local, session, ...others } = await kept(page);
    const unlisted = [...local, ...session].filter((key) => !listed.some((known) => key.startsWith(known)));
    assert.deepEqual([unlisted, session.length], [[], 1]);
    assert.deepEqual({ ...others, local: [], session: [] }, NOTHING);
    await openslot.book.click();
    await openslot.confirmed();
    assert.deepEqual((await kept(page)).session, []);
  }));

test("with drafts switched off nothing typed is kept", () =>
  visit("event-type=30min&drafts=off", async (page, openslot) => {
    await openslot.choose(0);
    await openslot.fill();
    assert.deepEqual(await kept(page), NOTHING);
  }));
