// The page that an app opens in a WebView, on a phone, with a stand-in for each kind of app: what it tells the app, and what
// it does when the app says something.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answering, inApp } from "../support/app.mjs";
import { until } from "../support/process.mjs";
import { besideWorker } from "../support/stage.mjs";
import { startWorker } from "../support/worker.mjs";

const on = besideWorker();

/** The page's policy, and Trusted Types beside it. */
const strict = (page) =>
  page.route("**/embed/webview?*", async (route) => {
    const response = await route.fetch();
    const policy = `${response.headers()["content-security-policy"]}; require-trusted-types-for 'script'`;
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy } });
  });

for (const bridge of ["React Native", "WKWebView", "Flutter"]) {
  test(`${bridge}: a whole booking is told in order, with nothing personal`, () =>
    inApp(on, { bridge, prepare: strict }, async (app) => {
      await app.ready();
      if (bridge === "Flutter") {
        assert.deepEqual(app.texts, [], "kept until there is a bridge");
        await app.page.evaluate(() => window.inject());
      }
      await app.heard("ready");
      await app.bookNow();
      const booked = await app.heard("booked");
      await until("the confirmation to be told", () => app.told("view").some(({ detail }) => detail.view === "confirmation"));
      const types = app.told().map(({ type, detail }) => (type === "view" ? `view ${detail.view}` : type));
      const steps = ["view times", "ready", "slot-selected", "view form", "form-started", "booking-requested", "booked", "view confirmation"];
      assert.deepEqual(types.filter((type) => !["height", "resize"].includes(type)).sort(), steps.sort());
      assert.ok(types.indexOf("slot-selected") < types.indexOf("form-started") && types.indexOf("form-started") < types.indexOf("booked"), types.join());
      const { detail } = app.told("slot-selected")[0];
      assert.deepEqual([detail.start, detail.timezone], [booked.start, "Europe/Lisbon"]);
      assert.ok(booked.booking_id && booked.event_type === "30min" && Date.parse(booked.end) > Date.parse(booked.start));
      assert.ok(app.told().every(({ openslot }) => openslot === 1));
      assert.doesNotMatch(app.texts.join(), /duarte|ines/i);
    }));
}

test("heights are told once each, at most one a frame, and follow what is shown", () =>
  inApp(on, { query: { "event-type": "30min", fit: "content" } }, async (app) => {
    await app.ready();
    await app.choose(0);
    const real = () => app.page.evaluate(() => Math.ceil(document.querySelector("main").getBoundingClientRect().height));
    await until("the form's height", async () => app.told("height").at(-1)?.detail.height === (await real()));
    await app.fill();
    await app.book.click();
    await app.confirmed();
    await until("the confirmation's height", async () => app.told("height").at(-1)?.detail.height === (await real()));
    const heights = app.told("height").map(({ detail }) => detail.height);
    assert.ok(heights.every((height, index) => Number.isInteger(height) && height !== heights[index - 1]), heights.join());
    assert.ok(heights.at(-1) < 844, "lower than the screen");
    const before = app.told("height").length;
    // Many changes within a frame are one report.
    await app.page.evaluate(async () => {
      const main = document.querySelector("main");
      for (let step = 1; step <= 20; step += 1) main.style.paddingBlockEnd = `${step}px`;
      for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
    });
    assert.equal(app.told("height").length, before + 1);
    assert.equal(app.told("height").at(-1).detail.height, heights.at(-1) + 20);
  }));

test("links are told to the app by what they are for, and the page stays", () => {
  const ics = `${on.worker.url}/v1/bookings/booking/calendar.ics?t=1`;
  const calendar_links = { google: "https://calendar.google.com/x", outlook: "https://outlook.live.com/x", office365: "https://outlook.office.com/x", ics };
  return inApp(on, { prepare: answering({ calendar_links }) }, async (app) => {
    await app.bookNow();
    const links = app.root.getByRole("link");
    for (const link of await links.all()) await link.click();
    const expected = [
      ["https://meet.example/abc-defg-hij", "join"],
      ...Object.values(calendar_links).map((url) => [url, "calendar"]),
    ];
    const told = app.told("open-url").map(({ detail }) => [detail.url, detail.kind]);
    assert.deepEqual(told, expected);
    assert.equal(app.page.url(), app.address);
    assert.equal(app.page.context().pages().length, 1);
  });
});

test("mode public: Calendly's page is the app's business", async () => {
  const elsewhere = await startWorker({ CALENDLY_SCHEDULING_URL: "https://calendly.com/someone" });
  try {
    // Without an account there are no times, which Chromium's console says too.
    await inApp({ browser: on.browser, worker: elsewhere }, { query: {} }, async (app) => {
      await app.root.getByRole("link").first().click();
      assert.deepEqual(await app.heard("open-url"), { url: "https://calendly.com/someone", kind: "page" });
      await app.say({ type: "back" });
      assert.deepEqual(await app.heard("back"), { handled: false });
    });
  } finally {
    await elsewhere.stop();
  }
});

test("a booking that is finished on Calendly's page: its link is the app's, its dialog one step back", async () => {
  // In the demo Calendly's page is the Worker's own.
  const linking = await startWorker({ BOOKING_MODE: "link" });
  const there = { browser: on.browser, worker: linking };
  const handedOver = async (app) => {
    await app.choose(0);
    await app.fill();
    await app.book.click();
    const schedule = app.page.frameLocator("open-slot iframe").getByRole("button", { name: "Schedule event" });
    await schedule.waitFor();
    return { schedule, dialog: app.root.getByRole("dialog", { name: "Finish on Calendly" }) };
  };
  try {
    await inApp(there, {}, async (app) => {
      const { schedule, dialog } = await handedOver(app);
      await app.say({ type: "back" });
      assert.equal((await app.heard("back")).handled, true);
      await dialog.waitFor({ state: "detached" });
      await app.button("Finish on Calendly").click();
      await schedule.click();
      assert.equal((await app.heard("booked")).event_type, "30min");
      assert.doesNotMatch(app.texts.join(), /duarte|ines@/i);
    });
    await inApp(there, {}, async (app) => {
      const { dialog } = await handedOver(app);
      await dialog.getByRole("link", { name: "Open in a new tab" }).click();
      const { url, kind } = await app.heard("open-url");
      assert.deepEqual([url.startsWith(`${linking.url}/d/`), kind], [true, "page"]);
      assert.equal(app.page.url(), app.address);
    });
  } finally {
    await linking.stop();
  }
});

test("without an app links work as in a browser", () =>
  inApp(on, { bridge: "none", prepare: answering({}) }, async (app) => {
    await app.page.context().route(/^https:/, (route) => route.fulfill({ body: "elsewhere" }));
    await app.bookNow();
    const [tab] = await Promise.all([app.page.waitForEvent("popup"), app.root.getByRole("link", { name: /meet\.example/ }).click()]);
    await tab.waitForURL("https://meet.example/abc-defg-hij");
    assert.deepEqual(app.texts, []);
  }));

test("back goes one step back, and is left to the app where there is none", () =>
  inApp(on, { query: {} }, async (app) => {
    let asked = 0;
    const back = async () => {
      await app.say({ type: "back" });
      return (await app.heard("back", ++asked)).handled;
    };
    await app.button(/30 Minute Meeting/).click();
    await app.choose(0);
    assert.equal(await back(), true, "from the form");
    await app.ready();
    await app.root.getByRole("button", { name: /Times are shown in/ }).click();
    const dialog = app.root.getByRole("dialog", { name: "Time zone" });
    await dialog.waitFor();
    assert.equal(await back(), true, "from a dialog");
    await dialog.waitFor({ state: "detached" });
    assert.equal(await back(), true, "from the times");
    await app.button(/30 Minute Meeting/).waitFor();
    assert.equal(await back(), false, "from the first screen");
    await app.button(/30 Minute Meeting/).click();
    await app.bookNow();
    await app.button("Cancel").click();
    await app.button("Keep it").waitFor();
    assert.equal(await back(), true, "from the question");
    await app.button("Reschedule").click();
    await app.button("Keep this time").waitFor();
    assert.equal(await back(), true, "from choosing another time");
    await app.confirmed();
    assert.equal(await back(), false, "a booking that is made");
  }));

test("what the app knows of its visitor is filled in, and no address has it", () => {
  const prefill = { name: "Ada Lovelace", email: "ada@example.com" };
  return inApp(on, { early: [{ type: "prefill", prefill }] }, async (app) => {
    const addresses = [];
    app.page.on("request", (request) => addresses.push(request.url()));
    await app.choose(0);
    assert.deepEqual([await app.name.inputValue(), await app.email.inputValue()], Object.values(prefill));
    assert.doesNotMatch(addresses.join(), /ada/i);
  });
});

test("words of the owner's come from the app alone", () => {
  const words = { type: "words", consent: "I agree to the terms", consentUrl: "https://owner.example/terms", confirmation: "See you" };
  return inApp(on, { early: [words], prepare: answering({}) }, async (app) => {
    await app.choose(0);
    await app.fill();
    await app.root.getByRole("checkbox", { name: /I agree to the terms/ }).check();
    await app.book.click();
    await app.confirmed();
    await app.root.getByText("See you").waitFor();
  });
});

const HOSTILE = {
  ...{ api: "https://evil.example", edge: "https://evil.example", redirect: "https://evil.example/", "redirect-details": "on" },
  ...{ onclick: "alert(1)", onload: "alert(1)", style: "display:none", slot: "x", id: "x", class: "x", is: "x", hidden: "" },
  ...{ confirmation: "Pay Eve", consent: "I pay Eve", "consent-url": "javascript:alert(1)", "event-details": "invitee" },
  ...{ theme: "dark\" onclick=\"alert(1)", language: "<script>", timezone: "https://evil.example", view: "constructor" },
  ...{ constructor: "x", __proto__: "x", prefill: "query", a11: "x", name: "<img src=x onerror=alert(1)>", fit: "content;" },
};

test("of a hostile address only what is harmless is taken", () =>
  inApp(on, { query: { "event-type": "30min", ...HOSTILE } }, async (app) => {
    const asked = [];
    app.page.on("request", (request) => asked.push(new URL(request.url()).origin));
    await app.choose(0);
    const attributes = await app.root.evaluate((element) => Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])));
    assert.deepEqual(attributes, { "event-type": "30min", name: HOSTILE.name });
    assert.equal(await app.name.inputValue(), HOSTILE.name, "text is text");
    await app.fill();
    await app.book.click();
    await app.confirmed();
    assert.doesNotMatch(await app.root.innerText(), /Eve/);
    assert.deepEqual(asked.filter((origin) => origin !== on.worker.url), []);
    for (const message of [null, 7, "{", [], { type: "theme", theme: "x" }, { type: "__proto__" }, { type: "prefill", prefill: 1 }]) {
      await app.say(message);
    }
  }));

test("the page has its policy, and no site can frame it", async () => {
  const { status, headers } = await fetch(`${on.worker.url}/embed/webview`);
  const policy = headers.get("content-security-policy");
  assert.equal(status, 200);
  assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|\*/);
  const plain = await fetch(`${on.worker.url}/embed/webview.html?event-type=30min`, { redirect: "manual" });
  assert.match(plain.headers.get("location"), /\/embed\/webview\?event-type=30min$/);
  const html = await (await fetch(`${on.worker.url}/embed/webview`)).text();
  assert.doesNotMatch(html, /style=|<style|<script>| on\w+=/);
});
