// Every state that a visitor can see the widget in, and how to get there. A new state is a new row in one of the files of
// states/, which find everything by its `part`, because the rows are walked in more than one language.

import { afterwards } from "./states/afterwards.mjs";
import { choosing } from "./states/choosing.mjs";
import { filling } from "./states/filling.mjs";
import { looks } from "./states/looks.mjs";

/**
 * The widget's parts on a page.
 *
 * @param {import("playwright-core").Page} page
 */
function parts(page) {
  const part = (name, index = 0) => page.locator(`open-slot [part~="${name}"]`).filter({ visible: true }).nth(index);
  const press = (name, index) => part(name, index).click();
  const times = () => part("time").waitFor();
  const choose = async (index = 1) => {
    await times();
    await press("time", index);
    await part("next").waitFor();
  };
  const form = async () => {
    await choose();
    await press("next");
    await part("submit").waitFor();
  };
  const fill = async (email = "ines@example.com") => {
    await page.locator("open-slot [autocomplete=name]").fill(email ? "Inês Duarte" : "");
    await page.locator("open-slot [autocomplete=email]").fill(email || "ines@exampl");
  };
  const send = async (email) => {
    await form();
    await fill(email);
    await press("submit");
  };
  const booked = async () => {
    await send();
    await part("confirmation").waitFor();
  };
  const zones = async () => {
    await times();
    await press("zone");
    await page.locator("open-slot [role=option]").nth(20).waitFor({ state: "attached" });
  };
  return { page, part, press, times, choose, form, fill, send, booked, zones };
}

/**
 * @typedef {ReturnType<typeof parts>} Parts
 * @typedef {object} State
 * @property {string} name
 * @property {(widget: Parts) => Promise<unknown>} go From a page that was just opened to the state.
 * @property {Record<string, string | null>} [attributes] Of the element, beside an event type.
 * @property {Record<string, (url: URL) => unknown>} [answers] Of the edge, beside the usual ones.
 * @property {number[]} [widths] When it differs at these alone.
 * @property {boolean} [isLook] Whether it is about colours and sizes alone, so that one direction is enough.
 * @property {object} [media] What the visitor's system asks for.
 * @property {boolean} [isDialog] Whether it covers the page, so that the window is looked at.
 */

/** @type {State[]} */
export const states = [...choosing, ...filling, ...afterwards, ...looks];

/**
 * Opens a state.
 *
 * @param {import("playwright-core").Page} page With its clock set, and nothing open in it.
 * @param {Awaited<ReturnType<typeof import("./edge.mjs").startEdge>>} edge
 * @param {State} state
 * @param {string} language
 * @param {string} [address] Of another page that takes the element's attributes from its query.
 */
export async function enter(page, edge, state, language, address = `${edge.url}/`) {
  edge.answer(state.answers);
  await page.emulateMedia({ reducedMotion: "reduce", ...state.media });
  // The state before may have been without a connection.
  await page.context().setOffline(false);
  const attributes = Object.entries({ "event-type": "call", language, ...state.attributes });
  await page.goto(`${address}?${new URLSearchParams(attributes.filter(([, value]) => value !== null))}`);
  await state.go(parts(page));
  await page.mouse.move(0, 0); // nothing is hovered over
}
