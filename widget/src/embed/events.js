// @ts-check
// What a page hears of the widget: custom events that bubble out of it, with small details that nobody can change. What they
// are about is decided in `core/flow`; in here is only how a page gets them, and that it gets nothing personal unasked.

/** Of the details' shape: a page that reads them can tell when they mean something else. */
const VERSION = 1;
/** Withheld, unless the page's owner asks for it: who comes, and the request as the edge would get it. */
const PERSONAL = ["invitee", "request"];

/**
 * @param {HTMLElement & {trouble?: string}} element @param {string} name
 * @param {string[]} pairs Names and values in turn; a name with a dot is one of a part.
 * @returns {boolean} Whether the page lets it happen, where that is asked.
 */
export function tell(element, name, pairs) {
  /** @type {Record<string, any>} */
  const detail = { version: VERSION };
  const isAsked = element.getAttribute("event-details") === "invitee";
  pairs.forEach((key, at) => {
    const [whole, part] = key.split(".");
    if (at % 2 || (PERSONAL.includes(whole) && !isAsked)) return;
    const value = pairs[at + 1];
    if (part) (detail[whole] ??= {})[part] = value;
    else detail[whole] = whole === "request" ? JSON.parse(value, (_, part) => Object.freeze(part)) : value;
  });
  Object.values(detail).forEach(Object.freeze);
  // For the part that tells the owner, which may come later than this.
  element.trouble ??= detail.code;
  return element.dispatchEvent(
    new CustomEvent(`openslot:${name}`, {
      bubbles: true,
      composed: true,
      cancelable: name === "booking-requested",
      detail: Object.freeze(detail),
    })
  );
}
