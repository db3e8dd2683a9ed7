// Starts Chromium and opens pages in it that remember what went wrong on them.

import { chromium } from "playwright-core";

/**
 * Starts a browser without a window.
 *
 * @returns {Promise<import("playwright-core").Browser>} To be closed by whoever started it.
 */
export function startChromium() {
  const executablePath = process.env.CHROMIUM;
  if (!executablePath) throw new Error("CHROMIUM is not set; start the tests with `cargo xtask browser`");
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      "--no-sandbox", // the pages are ours, and CI runs as root, where the sandbox refuses to
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * Opens a page with its own cookies and storage.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} [options] Viewport, language, time zone, …
 * @returns {Promise<{ page: import("playwright-core").Page, messages: string[], errors: string[],
 *   close: () => Promise<void> }>} `messages` are the console's, as `type: text`; `errors` are exceptions that
 *   nobody caught, the console's errors, and requests that got no answer. Both grow while the page lives.
 */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const messages = [];
  const errors = [];
  page.on("console", (message) => {
    messages.push(`${message.type()}: ${message.text()}`);
    if (message.type() === "error") errors.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => errors.push(`uncaught: ${error.stack ?? error.message}`));
  page.on("requestfailed", (request) => {
    errors.push(`request: ${request.method()} ${request.url()} ${request.failure()?.errorText ?? ""}`);
  });
  return { page, messages, errors, close: () => context.close() };
}
