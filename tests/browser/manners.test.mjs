// Manners in pages that live long: what comes and goes leaves nothing behind, what is moved stays as it is, and several
// widgets share what they can and nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { slotsToday } from "../support/answers.mjs";
import { openPage } from "../support/chromium.mjs";
import { accounting } from "../support/leaving.mjs";
import { startPages } from "../support/pages.mjs";
import { until } from "../support/process.mjs";
import { besideEdge } from "../support/stage.mjs";
import { widget } from "../support/widget.mjs";

const ROUNDS = 200;
/** Rounds after which everything that is made once has been made. */
const WARM = 20;
const GROWTH = 1_000_000;

const on = besideEdge(async (on) => (on.pages = await startPages(() => on.edge.url)));

async function visit(run) {
  const opened = await openPage(on.browser, { locale: "en-GB", timezoneId: "Europe/Lisbon", viewport: { width: 1200, height: 900 } });
  on.edge.answer({ "GET /v1/event-types/": (url) => [200, slotsToday(url)] });
  try {
    await run(opened.page, opened);
    assert.deepEqual(opened.errors.filter((error) => error.startsWith("uncaught")), []);
  } finally {
    await opened.close();
  }
}

/** Mounts a widget and takes it away again, so often; some while they are loading, some in the form. Runs in the page. */
async function comeAndGo(rounds) {
  const root = (element) => element.shadowRoot;
  const seen = (element, selector) =>
    new Promise((resolve, reject) => {
      const deadline = performance.now() + 15_000;
      const look = () => {
        const found = root(element)?.querySelector(selector);
        if (found) return resolve(found);
        if (performance.now() > deadline) {
          return reject(new Error(`no ${selector}, but ${root(element)?.querySelector(".stage")?.innerText.slice(0, 400)}`));
        }
        requestAnimationFrame(look);
      };
      look();
    });
  for (let round = 0; round < rounds; round += 1) {
    const element = document.createElement("open-slot");
    element.setAttribute("event-type", round % 7 ? "call" : "session");
    if (round % 2) element.prefill = { name: "Ada" };
    document.body.append(element);
    if (round % 5 !== 1) {
      const time = await seen(element, "[part~=time]");
      if (round % 5 === 2) {
        time.click();
        (await seen(element, "[part~=next]")).click();
        await seen(element, "[part~=submit]");
      }
      if (round % 5 === 3) {
        root(element).querySelector("[part~=zone]").click();
        await seen(element, "[role=option]");
      }
    }
    element.remove();
    if (round % 3 === 0) {
      // Put back at once it would only have been moved.
      await new Promise(requestAnimationFrame);
      document.body.append(element);
      await seen(element, "[part~=time]");
      element.remove();
    }
  }
}

test(`${ROUNDS} times mounted and taken away, nothing is left`, (t) =>
  visit(async (page) => {
    const account = await accounting(page);
    await page.goto(`${on.pages.url}/empty.html`);
    await page.waitForLoadState("networkidle");
    // The loader listens for what opens a popup, once for the page.
    const alone = await account.left();
    assert.deepEqual(alone.timers, []);
    const settled = async () => {
      let left;
      const isOver = async () => (left = await account.left()).timers.length === 0;
      await until("timers to end", isOver, 20_000).catch(() => assert.deepEqual(left.timers, []));
    };
    await page.evaluate(comeAndGo, WARM);
    await settled();
    const before = await account.weigh();
    await page.evaluate(comeAndGo, ROUNDS);
    await settled();
    const after = await account.weigh();
    const gained = Object.fromEntries(Object.keys(after).map((name) => [name, after[name] - before[name]]));
    t.diagnostic(`after ${ROUNDS} rounds: ${JSON.stringify(gained)}`);
    assert.deepEqual(await account.left(), alone);
    assert.ok(gained.heap <= GROWTH, `the heap has grown by ${gained.heap} bytes`);
    assert.equal(gained.module, 0, "the module's memory has grown");
    assert.deepEqual([gained.nodes, gained.elements, gained.listeners], [0, 0, 0], JSON.stringify(gained));
    assert.equal(await page.evaluate(() => document.querySelectorAll("body *").length), 0);
  }));

test("an element that is moved keeps its state", () =>
  visit(async (page) => {
    await page.goto(`${on.pages.url}/plain.html?event-type=call`);
    const openslot = widget(page);
    await openslot.choose(1);
    await openslot.name.fill("Inês");
    const asked = on.edge.asked.length;
    await page.evaluate(() => {
      const place = document.body.appendChild(document.createElement("section"));
      place.append(document.querySelector("open-slot"));
    });
    assert.equal(await openslot.name.inputValue(), "Inês");
    await openslot.email.pressSequentially("ines@example.com");
    assert.equal(await openslot.email.inputValue(), "ines@example.com");
    const again = on.edge.asked.slice(asked).filter((line) => !line.endsWith(".css"));
    assert.deepEqual(again, [], "nothing is asked for again");
  }));

test("two widgets on one page keep to themselves, and share one download", () =>
  visit(async (page) => {
    const since = on.edge.asked.length;
    await page.goto(`${on.pages.url}/empty.html`);
    await page.evaluate(() => {
      const widgets = [{ "event-type": "call", language: "de", theme: "dark" }, { "event-type": "session", language: "ar", view: "week", name: "Ada" }];
      for (const attributes of widgets) {
        const element = document.createElement("open-slot");
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        document.body.append(element);
      }
      window.heard = [];
      for (const element of document.querySelectorAll("open-slot")) {
        element.addEventListener("openslot:slot-selected", () => window.heard.push(element.getAttribute("event-type")));
      }
    });
    const [call, session] = [0, 1].map((index) => page.locator("open-slot").nth(index));
    await call.locator("[part~=time]").first().waitFor();
    await session.locator("[part~=time]").first().waitFor();
    const stage = (one) => one.locator(".stage").evaluate((stage) => [stage.lang, stage.dir, stage.dataset.theme]);
    assert.deepEqual([await stage(call), await stage(session)], [["de", "ltr", "dark"], ["ar", "rtl", "auto"]]);
    const surface = (one) => one.locator("[part~=surface]").getAttribute("data-view");
    assert.deepEqual([await surface(call), await surface(session)], ["month", "week"]);
    await call.locator("[part~=time]").nth(1).click();
    await call.locator("[part~=next]").waitFor();
    assert.equal(await session.locator("[part~=next]").count(), 0);
    await call.locator("[part~=next]").click();
    await call.locator("[autocomplete=name]").waitFor();
    assert.equal(await call.locator("[autocomplete=name]").inputValue(), "", "what is known of the other's visitor");
    assert.equal(await session.locator("[part~=time]").first().isVisible(), true);
    assert.deepEqual(await page.evaluate(() => window.heard), ["call"]);
    const files = on.edge.asked.slice(since).filter((line) => /\.(js|wasm|css)$/.test(line));
    assert.deepEqual(files.filter((line, index) => files.indexOf(line) !== index), [], "downloaded twice");
    assert.ok(files.some((line) => /openslot-\w+\.wasm$/.test(line)), files.join());
    // One goes, and the other stays.
    await page.evaluate(() => document.querySelector("open-slot").remove());
    const left = page.locator("open-slot");
    await left.locator("[part~=time]").first().click();
    await left.locator("[part~=next]").waitFor();
  }));

test("the first times are asked for before the module has arrived", () =>
  visit(async (page) => {
    let seen;
    const asked = new Promise((resolve) => (seen = resolve));
    const order = [];
    page.on("request", (request) => {
      if (!request.url().includes("/slots?")) return;
      order.push("slots");
      seen();
    });
    await page.route(/openslot-\w+\.wasm$/, async (route) => {
      await asked;
      order.push("module");
      await route.continue();
    });
    await page.goto(`${on.pages.url}/plain.html?event-type=call`);
    await widget(page).ready();
    assert.deepEqual(order.slice(0, 2), ["slots", "module"]);
  }));
