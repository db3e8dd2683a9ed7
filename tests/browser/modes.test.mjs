// The page's API, by script and by tag: inline, popup, badge, and elements that open the popup.

import assert from "node:assert/strict";
import { test } from "node:test";
import { around, heard, visiting } from "../support/popup.mjs";
import { besidePages } from "../support/stage.mjs";

const on = besidePages();

const visit = visiting(on);

test("the page has five methods, and no more globals than the one", () =>
  visit("openers", async (page) => {
    assert.deepEqual(await page.evaluate(() => Object.keys(Openslot).sort()), ["close", "destroy", "init", "open", "push"]);
    const globals = await page.evaluate(() => {
      const frame = document.createElement("iframe");
      document.body.append(frame);
      const own = Object.keys(window).filter((name) => !(name in frame.contentWindow));
      frame.remove();
      return own;
    });
    assert.deepEqual(globals.filter((name) => !["0", "heard"].includes(name)), ["Openslot"]);
  }));

test("what was called before the loader was there is done in order, and what is wrong stands in nothing's way", () =>
  visit(
    "queue",
    async (page, openslot, messages) => {
      await openslot.button(/30 Minute Meeting/).click();
      await openslot.choose();
      assert.equal(await openslot.name.inputValue(), "Ada Lovelace", "an object is a property");
      assert.equal(await openslot.root.getAttribute("event-type"), "30min,coaching-session");
      assert.equal(await openslot.root.evaluate((element) => element.parentNode.localName), "main");
      await page.evaluate(() => Openslot.push(["open"], ["nothing"]));
      await openslot.dialog.waitFor();
      assert.equal(await page.locator("openslot-popup > open-slot").getAttribute("event-type"), "30min", "as it was said before");
      await page.evaluate(() => Openslot.push(["close"]));
      await openslot.closed();
      assert.match(messages.join("\n"), /the page has no #nowhere.*there is no method nothing; there are: init, open/s);
    },
    { expected: (line) => line.startsWith("warning: Openslot: ") }
  ));

test("init gives back the element that it puts into the page, and destroy takes it out", () =>
  visit("openers", async (page, openslot) => {
    const found = await page.evaluate(() => {
      const main = document.querySelector("main");
      const element = Openslot.init({ parent: main, eventType: "30min", view: "week", nameFields: "split", textReminder: true, drafts: undefined });
      window.element = element;
      const { attributes } = element;
      return { isThere: main.lastElementChild === element, attributes: [...attributes].map(({ name, value }) => [name, value]) };
    });
    assert.deepEqual(found, {
      isThere: true,
      attributes: [["event-type", "30min"], ["view", "week"], ["name-fields", "split"], ["text-reminder", ""]],
    });
    await openslot.button(/\d:\d\d/).first().waitFor();
    await page.evaluate(() => Openslot.init({ parent: "main", eventType: "30min" }));
    await page.evaluate(() => Openslot.destroy(window.element));
    assert.equal(await page.locator("open-slot").count(), 1);
    await page.evaluate(() => Openslot.init({ mode: "button", parent: "main", text: "Mine" }));
    await page.evaluate(() => Openslot.init({ mode: "badge", eventType: "30min" }));
    await page.evaluate(() => Openslot.open({ eventType: "30min" }));
    await openslot.dialog.waitFor();
    await page.evaluate(() => Openslot.destroy());
    assert.equal(await page.locator("open-slot, openslot-badge, openslot-popup").count(), 0);
    assert.equal(await page.getByRole("button", { name: "Mine" }).count(), 0);
    assert.equal(await page.locator("#button").count(), 1, "what the page has made stays");
    assert.deepEqual(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
  }));

test("open gives back the element in the popup, and opening and closing happen in the order of the calls", () =>
  visit("openers", async (page, openslot) => {
    const name = await page.evaluate(async () => (await Openslot.open({ eventType: "30min" })).getAttribute("event-type"));
    assert.equal(name, "30min");
    await openslot.opened();
    await page.evaluate(() => (Openslot.close(), Openslot.open({ eventType: "30min" }), Openslot.close(), Openslot.close()));
    await openslot.closed();
    await page.waitForFunction(() => window.heard.filter(([name]) => name === "closed").length === 2);
    await page.evaluate(() => (Openslot.close(), Openslot.open({ eventType: "30min" })));
    await openslot.dialog.waitFor();
    const modes = await page.evaluate(() => window.heard.filter(([name]) => name !== "ready").map(([name, , { mode }]) => `${name} ${mode}`));
    assert.deepEqual(modes, ["opened popup", "closed popup", "opened popup", "closed popup", "opened popup"]);
  }));

test("two tags: what the first one says is for every popup, the other one puts a button where it stands", () =>
  visit("tags", async (page, openslot) => {
    await page.getByRole("button", { name: "Book here" }).click();
    await openslot.choose();
    assert.equal(await openslot.name.inputValue(), "Ada Lovelace");
    await page.keyboard.press("Escape");
    await openslot.closed();
    await page.locator("#button").click();
    await openslot.dialog.waitFor();
    assert.equal(await page.locator("open-slot").count(), 1, "the same popup");
    assert.equal(await page.locator("p > button").count(), 1);
    assert.deepEqual((await heard(page)).filter((name) => name === "opened").length, 2);
  }));

test("openers: links, what is no button, and those that come later", () =>
  visit("openers", async (page, openslot) => {
    const opens = async (press) => {
      await press();
      await openslot.dialog.waitFor();
      await page.keyboard.press("Escape");
      await openslot.closed();
    };
    await opens(() => page.locator("#link").click());
    assert.match(page.url(), /openers\.html$/);
    for (const key of ["Enter", " "]) await opens(() => page.locator("#role").press(key));
    assert.equal(await page.evaluate(() => scrollY), 0, "the space bar does not scroll");
    // Comes near, and can be reached with the keyboard from then on, for the focus comes back to it.
    await opens(() => page.locator("#plain").click());
    await page.waitForFunction(() => document.activeElement.id === "plain");
    assert.equal(await page.getByRole("button", { name: "By what is no button" }).getAttribute("aria-haspopup"), "dialog");
    await page.evaluate(() => {
      const host = document.createElement("div");
      host.attachShadow({ mode: "open" });
      const later = document.createElement("button");
      later.dataset.openslotOpen = "";
      later.dataset.eventType = "30min";
      later.textContent = "Later";
      host.shadowRoot.append(later);
      document.querySelector("main").prepend(host);
    });
    await opens(() => page.getByRole("button", { name: "Later" }).click());
    await page.evaluate(() => (document.querySelector("#button").ariaDisabled = "true"));
    await page.locator("#button").click({ force: true });
    assert.equal(await openslot.dialog.isVisible(), false);
  }));

test("a link is one for who wants a tab of its own, and where the popup does not come", () =>
  visit(
    "openers",
    async (page, openslot) => {
      const [tab] = await Promise.all([page.context().waitForEvent("page"), page.locator("#link").click({ modifiers: ["Control"] })]);
      await tab.waitForURL(/element\.html/);
      await tab.close();
      assert.equal(await openslot.dialog.isVisible(), false);
      await page.route("**/modes/popup.js", (route) => route.abort());
      await page.reload();
      await around(page);
      await page.locator("#link").click();
      await page.waitForURL(/element\.html/);
    },
    { expected: (line) => /popup\.js|ERR_FAILED|ERR_ABORTED/.test(line) }
  ));

test("markup that may hold data only makes no script, and asks no other server", () =>
  visit("openers", async (page, openslot) => {
    await page.locator("#gadget").click();
    await openslot.opened();
    assert.deepEqual(await openslot.root.evaluate((element) => element.getAttributeNames().sort()), ["event-type"]);
    assert.notEqual(await page.title(), "stolen");
  }));

test("a badge floats over the page, says what it does in the page's language, and is gone while it is open", () =>
  visit("badge", async (page, openslot) => {
    const badge = page.getByRole("button", { name: "Book a time" });
    await badge.waitFor();
    const { x, y, width, height } = await badge.boundingBox();
    assert.ok(x + width === 1180 && y + height === 880 && height >= 44, JSON.stringify({ x, y, width, height }));
    await badge.click();
    await openslot.opened();
    const looks = () => page.locator("openslot-badge button").evaluate((button) => getComputedStyle(button).visibility);
    assert.equal(await looks(), "hidden");
    await openslot.closeButton.click();
    await openslot.closed();
    assert.equal(await looks(), "visible");
    assert.equal(await badge.evaluate((button) => button.matches(":focus")), true);
    await page.waitForFunction(() => window.heard.some(([name, , { mode }]) => name === "closed" && mode === "badge"));
  }));

test("a badge has the owner's place and colours, and takes nothing for a colour that is none", () =>
  visit("openers", async (page) => {
    const made = (settings) =>
      page.evaluate(async (settings) => {
        Openslot.destroy("openslot-badge");
        Openslot.init({ mode: "badge", eventType: "30min", text: "Talk", ...settings });
        while (!document.querySelector("openslot-badge")?.shadowRoot) await new Promise(requestAnimationFrame);
        const button = document.querySelector("openslot-badge").shadowRoot.querySelector("button");
        const { left, right } = button.getBoundingClientRect();
        const { color, backgroundColor } = getComputedStyle(button);
        return { side: left < innerWidth - right ? "left" : "right", color, backgroundColor };
      }, settings);
    for (const [dir, position, side] of [
      ["ltr", "bottom-end", "right"], ["ltr", "bottom-start", "left"], ["ltr", "bottom-left", "left"], ["ltr", "nonsense", "right"],
      ["rtl", "bottom-end", "left"], ["rtl", "bottom-start", "right"], ["rtl", "bottom-left", "left"], ["rtl", "bottom-right", "right"],
    ]) {
      await page.evaluate((dir) => (document.documentElement.dir = dir), dir);
      assert.equal((await made({ position })).side, side, `${dir} ${position}`);
    }
    const plain = await made({});
    assert.deepEqual((await made({ color: "red;}*{display:none", textColor: "url(x)" })), plain);
    const own = await made({ color: "#102030", textColor: "rgb(250 251 252)" });
    assert.deepEqual([own.backgroundColor, own.color], ["rgb(16, 32, 48)", "rgb(250, 251, 252)"]);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(":root{--openslot-badge-background:rgb(1 2 3);--openslot-badge-color:rgb(4 5 6)}");
      document.adoptedStyleSheets.push(sheet);
    });
    const set = await made({ color: "#102030" });
    assert.deepEqual([set.backgroundColor, set.color], ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]);
  }));

test("a badge that is taken away before it is there does not come", () =>
  visit("openers", async (page) => {
    await page.evaluate(async () => {
      Openslot.init({ mode: "badge", eventType: "30min" });
      Openslot.destroy("openslot-badge");
      Openslot.init({ mode: "badge", eventType: "30min" });
    });
    await page.getByRole("button", { name: "Book a time" }).waitFor();
    assert.equal(await page.locator("openslot-badge").count(), 1);
  }));

test("the element's getter for the edge is no attribute's name, so that frameworks set the attribute", () =>
  visit("openers", async (page, openslot) => {
    const found = await page.evaluate((worker) => {
      const element = Openslot.init({ parent: "main", eventType: "30min", api: worker });
      const names = "event-type view theme preset density timezone language name email guests phone location date month api url consent drafts confirmation redirect";
      return { edge: element.edge, properties: names.split(" ").filter((name) => name in element) };
    }, on.worker.url);
    assert.deepEqual(found, { edge: on.worker.url, properties: [] });
    await openslot.ready();
  }));
