// @ts-check
/**
 * From settings, as a script or the markup of an opener has them, to the attributes and properties of <open-slot>.
 *
 * It knows what the element understands, and nothing of where it is shown.
 *
 * @typedef {Record<string, any>} Settings Attributes of <open-slot> in camelCase, `prefill` and `utm`.
 */

/**
 * What an opener may say. It is a list, and `api` is not on it, because the markup of a page may come from somebody who
 * may write `data-*` and nothing else: neither an event handler nor another server is to be had that way.
 */
export const NAMES = (
  "event-type url view theme preset density timezone language name first-name last-name email guests phone location " +
  "a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 date month prefill name-fields text-reminder consent consent-url drafts confirmation " +
  "redirect redirect-after redirect-details utm-source utm-medium utm-campaign utm-content utm-term salesforce-uuid " +
  "analytics event-details calendly-messages"
).split(" ");

/** @param {string} name As in `event-type`. */
const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** Whether an address is one of Calendly's pages. @param {string | null | undefined} address */
export const isCalendlys = (address) => /^https:\/\/([\w-]+\.)?calendly\.com\/./.test(address ?? "");

/**
 * Gives an element its settings: objects are properties of it, lists have commas, anything else is text.
 *
 * @param {HTMLElement} element @param {Settings} settings
 */
export function equip(element, settings) {
  for (const [name, value] of Object.entries(settings)) {
    if (value == null || value === false) continue;
    if (typeof value === "object" && !Array.isArray(value)) Object.assign(element, { [name]: value });
    else element.setAttribute(name.replace(/[A-Z]/g, "-$&"), value === true ? "" : value);
  }
  return element;
}

/** What the markup of an opener says. @param {HTMLElement} opener @returns {Settings} */
export function read(opener) {
  const { dataset } = opener;
  const named = NAMES.map(camel).filter((name) => name in dataset);
  const href = opener.getAttribute("href");
  /** @type {Settings} */
  const settings = Object.fromEntries(named.map((name) => [name, dataset[name]]));
  if (!settings.url && !settings.eventType && isCalendlys(href)) settings.url = href;
  return settings;
}

/** Settings over those that the page has as its own: who names an event type does not mean the page's. @param {Settings} own @param {Settings} usual */
export function over(own, usual) {
  const { eventType, url, ...rest } = usual;
  return own.eventType || own.url ? { ...rest, ...own } : { ...usual, ...own };
}
