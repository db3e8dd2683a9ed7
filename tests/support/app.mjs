// An app with a WebView, as far as the page in it can tell: a phone of its own, and one of the three bridges.

import assert from "node:assert/strict";
import { booking } from "./answers.mjs";
import { openPage } from "./chromium.mjs";
import { until } from "./process.mjs";
import { widget } from "./widget.mjs";

/** How each puts its bridge into a page; `tell` hands a text to the test. Each is run inside the page. */
const BRIDGES = {
  "React Native": () => {
    window.ReactNativeWebView = { postMessage: (text) => window.tell(text) };
  },
  "WKWebView": () => {
    window.webkit = { messageHandlers: { openslot: { postMessage: (text) => window.tell(text) } } };
  },
  /** After the page has begun, as soon as the test says so. */
  "Flutter": () => {
    window.inject = () => (window.OpenslotBridge = { postMessage: (text) => window.tell(text) });
  },
};

const PHONE = {
  ...{ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  ...{ timezoneId: "Europe/Lisbon", locale: "en-GB" },
};

/**
 * Opens `/embed/webview` in an app.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} origin The Worker's.
 * @param {{ bridge?: keyof typeof BRIDGES | "none", query?: Record<string, string>, early?: object[],
 *   phone?: import("playwright-core").BrowserContextOptions, prepare?: (page: import("playwright-core").Page) =>
 *   Promise<unknown>, opening?: Parameters<import("playwright-core").Page["goto"]>[1] }} [options] `early` is said before the page's own script has come.
 */
export async function openApp(browser, origin, options = {}) {
  const { bridge = "React Native", query = { "event-type": "30min" }, early = [], phone = {}, prepare, opening } = options;
  const opened = await openPage(browser, { ...PHONE, ...phone });
  const { page } = opened;
  const texts = [];
  await page.exposeFunction("tell", (text) => void texts.push(text));
  if (bridge !== "none") await page.addInitScript(BRIDGES[bridge]);
  await page.addInitScript((early) => early.length && (window.OpenslotWebView = early), early);
  await prepare?.(page);
  const address = `${origin}/embed/webview?${new URLSearchParams(query)}`;
  const told = (type) => texts.map((text) => JSON.parse(text)).filter((message) => !type || message.type === type);
  const openslot = widget(page);
  return {
    ...opened,
    ...openslot,
    address,
    /** Everything that the app was told, as it was sent. */
    texts,
    told,
    open: () => page.goto(address, opening),
    say: (message) => page.evaluate((message) => window.OpenslotWebView(message), message),
    /** Waits until so many messages of this type have come, and gives the last one's detail. */
    heard: async (type, count = 1) => {
      await until(`${count} × ${type}; there were ${texts.join("\n")}`, () => told(type).length >= count, 15_000);
      return told(type)[count - 1].detail;
    },
    async bookNow() {
      await openslot.choose(0);
      await openslot.fill();
      await openslot.book.click();
      await openslot.confirmed();
    },
    /** What stands there when the widget cannot be had. */
    outage: page.getByRole("alert").filter({ has: page.getByRole("heading") }),
  };
}

/**
 * Opens the page in an app, runs `run`, and checks that the console has stayed empty.
 *
 * @param {{ browser: import("playwright-core").Browser, worker: { url: string } }} on
 * @param {Parameters<typeof openApp>[2]} options
 * @param {(app: Awaited<ReturnType<typeof openApp>>) => Promise<unknown>} run
 * @param {{ isQuiet?: boolean }} [more] Chromium itself complains of requests that fail.
 */
export async function inApp(on, options, run, { isQuiet = true } = {}) {
  const app = await openApp(on.browser, on.worker.url, options);
  try {
    await app.open();
    await run(app);
    assert.deepEqual(app.errors.filter((error) => error.startsWith("uncaught")), []);
    // Chromium says so of any dialog that has the focus already.
    const messages = app.messages.filter((message) => !message.startsWith("info: Autofocus processing was blocked"));
    if (isQuiet) assert.deepEqual([messages, app.errors], [[], []]);
  } finally {
    await app.close();
  }
}

/** The next booking is answered with `more` in it. @param {object} more */
export const answering = (more) => (page) =>
  page.route("**/v1/bookings", (route) =>
    route.fulfill({ status: 201, json: { status: "confirmed", manage_token: "token", booking: { ...booking(), ...more } } }),
  );
