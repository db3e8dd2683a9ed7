// Every state that a visitor can see the widget in, and how to get there. A new state is a new row.
//
// Finds everything by its `part`, because the rows are walked in more than one language.

import { config, confirmed, link, problem, slots, taken } from "./answers.mjs";

const never = () => new Promise(() => {});
const BOOK = "POST /v1/bookings";
const SLOTS = "GET /v1/event-types/";
const CONFIG = "GET /v1/config";
const CANCEL = "POST /v1/bookings/booking/cancel";

/** Slots with something else about them. */
const but = (more) => (url) => [200, { ...slots(url), ...more }];
/** None in `month`, such as `2026-12`. */
const without = (month) => (url) => {
  const answer = slots(url);
  return [200, { ...answer, slots: answer.slots.filter(({ start }) => !start.startsWith(month)) }];
};

/** Without the days from the third of those asked for to the eighth, of which nothing is known. */
const partly = (url) => {
  const answer = slots(url);
  const day = (after) => new Date(Date.parse(answer.range.from) + after * 86_400_000).toISOString().slice(0, 10);
  const [from, to] = [day(2), day(8)];
  const isKnown = ({ start }) => start.slice(0, 10) < from || start.slice(0, 10) >= to;
  return [200, { ...answer, missing: [{ from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z`, reason: "timed-out" }], slots: answer.slots.filter(isKnown) }];
};

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
export const states = [
  // Waiting, and nothing to choose from.
  { name: "loading", answers: { [CONFIG]: never, [SLOTS]: never }, go: ({ page }) => page.locator("open-slot .skeleton").waitFor() },
  { name: "awaiting-times", answers: { [SLOTS]: never }, go: ({ page }) => page.locator("open-slot .skeleton__month").waitFor() },
  { name: "stuck", answers: { [CONFIG]: () => problem("internal", 500), [SLOTS]: never }, go: ({ part }) => part("notice").waitFor() },
  { name: "no-times", answers: { [SLOTS]: () => problem("calendly-unavailable", 503) }, go: ({ part }) => part("notice").waitFor() },
  {
    name: "elsewhere",
    answers: { [CONFIG]: () => [200, { ...config, mode: "public", event_types: [] }], [SLOTS]: never },
    go: ({ part }) => part("leaving").waitFor(),
  },

  // Choosing.
  { name: "cards", attributes: { "event-type": null }, go: ({ part }) => part("card").waitFor() },
  { name: "times", go: ({ times }) => times() },
  { name: "time-chosen", go: ({ choose }) => choose() },
  { name: "week", attributes: { view: "week" }, go: ({ choose }) => choose() },
  { name: "list", attributes: { view: "list" }, go: ({ choose }) => choose() },
  { name: "seats", attributes: { "event-type": "workshop" }, go: ({ choose }) => choose() },
  { name: "demo", answers: { [CONFIG]: () => [200, { ...config, mode: "demo" }] }, go: ({ times }) => times() },
  {
    name: "month-open",
    widths: [320],
    async go({ page, times, press }) {
      await times();
      await page.setViewportSize({ width: 320, height: 900 });
      await press("toggle-month");
    },
  },
  {
    name: "empty-month",
    answers: { [SLOTS]: without("2026-12") },
    async go({ page, times, press, part }) {
      await page.setViewportSize({ width: 1200, height: 900 });
      await times();
      await press("square", 1);
      await part("quiet").waitFor();
    },
  },
  { name: "partly-missing", answers: { [SLOTS]: partly }, go: ({ part }) => part("notice").waitFor() },
  { name: "stale", answers: { [SLOTS]: but({ cache: "stale" }) }, go: ({ part }) => part("notice").waitFor() },
  {
    name: "taken",
    answers: { [BOOK]: () => taken },
    async go({ send, part }) {
      await send();
      await part("notice").waitFor();
    },
  },
  { name: "zones", isDialog: true, go: ({ zones }) => zones() },
  {
    name: "no-zone",
    isDialog: true,
    async go({ page, zones }) {
      await zones();
      await page.locator("open-slot [role=combobox]").fill("atlantis");
      await page.locator("open-slot .zones__note").waitFor();
    },
  },

  // The form.
  { name: "form", attributes: { "event-type": "session" }, go: ({ form }) => form() },
  {
    name: "form-errors",
    attributes: { "event-type": "session" },
    async go({ page, form, fill, press }) {
      await form();
      await fill("");
      await page.locator("open-slot [type=radio]").last().check({ force: true });
      await press("submit");
      await page.locator("open-slot [aria-invalid=true]").first().waitFor();
    },
  },
  {
    name: "refused",
    answers: { [BOOK]: () => problem("calendly-unavailable", 503) },
    async go({ send, part }) {
      await send();
      await part("notice").waitFor();
    },
  },
  {
    name: "hold-lapsed",
    answers: { "POST /v1/holds": () => [201, { id: "call.x", event_type: "call", start: "", expires_at: "2026-11-21T14:32:01Z", expires_in: 1 }] },
    async go({ page, form }) {
      await form();
      await page.locator("open-slot .form__note").waitFor();
    },
  },
  {
    name: "sending",
    answers: { [BOOK]: never },
    async go({ page, send }) {
      await send();
      await page.locator("open-slot form[aria-busy=true]").waitFor();
    },
  },

  // Afterwards.
  { name: "confirmed", go: ({ booked }) => booked() },
  {
    name: "cancel-question",
    async go({ booked, press, part }) {
      await booked();
      await press("link", -1);
      await part("question").waitFor();
    },
  },
  {
    name: "canceled",
    answers: { [CANCEL]: () => [200, confirmed("canceled")[1]] },
    async go({ page, booked, press, part }) {
      await booked();
      await press("link", -1);
      await part("question").waitFor();
      await press("primary--danger");
      await page.locator("open-slot .done[data-state=over]").waitFor();
    },
  },
  {
    name: "another-time",
    async go({ booked, press, choose }) {
      await booked();
      await press("link", -2);
      await choose(2);
    },
  },
  {
    name: "linked",
    isDialog: true,
    answers: { [BOOK]: () => link },
    async go({ send, part }) {
      await send();
      await part("frame").waitFor();
    },
  },
  {
    name: "linked-silent",
    isDialog: true,
    answers: { [BOOK]: () => link },
    async go({ page, send, part }) {
      await send();
      await part("frame").waitFor();
      // After eight seconds in which nothing was heard of the page.
      await page.locator("open-slot .frame__trouble").waitFor();
    },
  },
  {
    name: "linked-closed",
    answers: { [BOOK]: () => link },
    async go({ page, send, part }) {
      await send();
      await part("frame").waitFor();
      await page.keyboard.press("Escape");
      await part("frame").waitFor({ state: "detached" });
    },
  },

  // Looks.
  ...["clean", "soft", "contrast"].flatMap((preset) => [
    { name: `${preset}-times`, isLook: true, attributes: { preset }, go: ({ choose }) => choose() },
    {
      name: `${preset}-form`,
      isLook: true,
      widths: [768],
      attributes: { preset, "event-type": "session" },
      async go({ form, press, page }) {
        await form();
        await page.locator("open-slot [type=checkbox]").first().check({ force: true });
        await press("submit");
        await page.locator("open-slot [aria-invalid=true]").first().waitFor();
      },
    },
  ]),
  { name: "compact", isLook: true, attributes: { density: "compact" }, go: ({ choose }) => choose() },
  { name: "more-contrast", isLook: true, media: { contrast: "more" }, widths: [768], go: ({ choose }) => choose() },
  { name: "forced-colors", isLook: true, media: { forcedColors: "active" }, widths: [320, 1200], go: ({ choose }) => choose() },
  {
    name: "forced-colors-form",
    isLook: true,
    media: { forcedColors: "active" },
    widths: [768],
    attributes: { "event-type": "session" },
    async go({ page, form }) {
      await form();
      await page.locator("open-slot [type=radio]").first().check({ force: true });
      await page.locator("open-slot [type=checkbox]").first().check({ force: true });
    },
  },
];

/**
 * Opens a state.
 *
 * @param {import("playwright-core").Page} page With its clock set, and nothing open in it.
 * @param {Awaited<ReturnType<typeof import("./edge.mjs").startEdge>>} edge
 * @param {State} state
 * @param {string} language
 */
export async function enter(page, edge, state, language) {
  edge.answer(state.answers);
  await page.emulateMedia({ reducedMotion: "reduce", ...state.media });
  const attributes = Object.entries({ "event-type": "call", language, ...state.attributes });
  await page.goto(`${edge.url}/?${new URLSearchParams(attributes.filter(([, value]) => value !== null))}`);
  await state.go(parts(page));
  await page.mouse.move(0, 0); // nothing is hovered over
}
