// @ts-check
/**
 * Tells the page's own analytics what happens in the widget: Google Tag Manager's `dataLayer`, `gtag` and Meta's `fbq`,
 * each only where the attribute `analytics` names it. Brought in by the loader for such an element alone.
 *
 * It loads nothing and asks nobody: where a tool is not on the page, because it was blocked or nobody has agreed to it yet,
 * there is nothing to tell it. What is personal is told to none of them, whatever the page itself is told.
 *
 * @typedef {Record<string, string | Record<string, string>>} Detail
 * @typedef {{dataLayer?: unknown[], gtag?: Function, fbq?: Function}} Tools What a page may have put on `window`.
 */

/** What is told: everything that a visitor did, and that a booking came about. */
const TOLD =
  "view event-type-selected slot-selected form-started booking-requested booked rescheduled cancelled error".split(" ");
const PERSONAL = ["invitee", "request", "version"];

/** How each tool wants to hear of it. @type {Record<string, (tools: Tools, name: string, detail: Detail) => void>} */
const tell = {
  dataLayer: (tools, name, detail) => (tools.dataLayer ??= []).push({ event: called(name), openslot: detail }),
  gtag: ({ gtag }, name, { tracking, ...detail }) => gtag?.("event", called(name), detail),
  // A booking is one of Meta's standard events. Its id keeps it from being counted again when a server reports it too.
  meta: ({ fbq }, name, detail) => {
    const about = { content_name: detail.event_type };
    if (name === "booked") fbq?.("track", "Schedule", about, { eventID: detail.booking_id });
    else fbq?.("trackCustom", called(name), about);
  },
};

/** The name under which reports have it: Google takes letters, digits and underscores. @param {string} name */
const called = (name) => `openslot_${name.replaceAll("-", "_")}`;

/** @param {Event} event */
function hear(event) {
  // One that the page has kept from happening did not happen.
  if (event.defaultPrevented) return;
  const { type, detail, currentTarget } = /** @type {CustomEvent} */ (event);
  const told = Object.fromEntries(Object.entries(detail).filter(([key]) => !PERSONAL.includes(key)));
  const tools = /** @type {Element} */ (currentTarget).getAttribute("analytics") ?? "";
  for (const tool of tools.split(/[\s,]+/)) {
    if (Object.hasOwn(tell, tool)) tell[tool](/** @type {Tools} */ (window), type.replace("openslot:", ""), told);
  }
}

/** Listens to an element, once however often it begins anew. @param {HTMLElement} element */
export function listen(element) {
  for (const name of TOLD) element.addEventListener(`openslot:${name}`, hear);
}
