// What the tests of a file share: a browser, and what it looks at. Started before the first of them, ended after the last.

import { after, before } from "node:test";
import { connectedTo, control, TOKEN } from "./api.mjs";
import { startChromium } from "./chromium.mjs";
import { startEdge } from "./edge.mjs";
import { startPages } from "./pages.mjs";
import { startSandbox } from "./sandbox.mjs";
import { startWorker } from "./worker.mjs";

/**
 * @template T
 * @param {(on: any) => Promise<T>} start Starts what is needed beside the browser, and notes it in `on`.
 * @returns {any} What was started, by name. It is filled when the tests run.
 */
function stage(start) {
  const on = {};
  before(async () => {
    on.browser = await startChromium();
    await start(on);
  });
  after(async () => {
    await on.browser?.close();
    await on.pages?.stop();
    await on.worker?.stop();
    await on.edge?.stop();
    await on.sandbox?.stop();
  });
  return on;
}

/**
 * In front of an edge that gives the same answers everywhere: `{ browser, edge }`.
 *
 * @param {(on: any) => Promise<unknown>} [then] What else is made ready, after the others: hooks of a file do not wait for
 *   each other.
 */
export const besideEdge = (then) =>
  stage(async (on) => {
    on.edge = await startEdge();
    await then?.(on);
  });

/** In front of a Worker with the demo's account: `{ browser, worker }`. */
export const besideWorker = () => stage(async (on) => (on.worker = await startWorker()));

/**
 * The same, on pages of another origin: `{ browser, worker, pages }`.
 *
 * @param {(on: any) => Promise<unknown>} [then] As above.
 */
export const besidePages = (then) =>
  stage(async (on) => {
    on.worker = await startWorker();
    on.pages = await startPages(() => on.worker.url);
    await then?.(on);
  });

/**
 * The same, connected to the native sandbox, which can be asked and told what to do: `{ browser, worker, pages, sandbox,
 * calendly }`.
 *
 * @param {{ options?: string[], settings?: Record<string, string> }} [more] Of the sandbox, and of the Worker.
 */
export const besideCalendly = ({ options = [], settings = {} } = {}) =>
  stage(async (on) => {
    on.sandbox = await startSandbox(["--token", TOKEN, ...options]);
    on.calendly = control(on.sandbox);
    on.pages = await startPages(() => on.worker.url);
    on.worker = await startWorker(connectedTo(on.sandbox, { ALLOWED_ORIGINS: on.pages.url, ...settings }));
  });
