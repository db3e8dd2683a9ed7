// @ts-check
/**
 * Says what happens in the widget as Calendly's embed does: `message` events on the window, so that a page that has
 * listened to the embed needs no other code. Brought in by the loader for elements with the attribute `calendly-messages`.
 *
 * The events are made here and sent to nobody: no other window hears of them.
 *
 * @typedef {Record<string, any>} Detail
 */

/** Calendly's, by which its own examples tell its messages from others. */
const ORIGIN = "https://calendly.com";

/** What each of ours is called there, and what it says. @type {Record<string, (detail: Detail) => [string, object] | undefined>} */
const SAID = {
  view: ({ view }) => {
    if (view === "event-types") return ["profile_page_viewed", {}];
    return view === "times" ? ["event_type_viewed", {}] : undefined;
  },
  "slot-selected": () => ["date_and_time_selected", {}],
  booked: ({ invitee_uri: uri = "" }) => [
    "event_scheduled",
    { event: { uri: uri.split("/invitees/")[0] }, invitee: { uri } },
  ],
  resize: ({ height }) => ["page_height", { height: `${height}px` }],
};

/** @param {Event} event */
function hear(event) {
  const { type, detail, currentTarget } = /** @type {CustomEvent} */ (event);
  const isAsked = /** @type {Element} */ (currentTarget).hasAttribute("calendly-messages");
  const said = isAsked && SAID[type.replace("openslot:", "")](detail);
  if (!said) return;
  const data = { event: `calendly.${said[0]}`, payload: said[1] };
  window.dispatchEvent(new MessageEvent("message", { data, origin: ORIGIN, source: window }));
}

/** Listens to an element, once however often it begins anew. @param {HTMLElement} element */
export function listen(element) {
  for (const name of Object.keys(SAID)) element.addEventListener(`openslot:${name}`, hear);
}
