// @ts-check
/**
 * From the address of the page to attributes of `<open-slot>`. Anybody can write an address and have somebody open it,
 * so it is read as hostile: only what is listed here is taken, and only in its own shape.
 *
 * Left out on purpose: `api` (answers, and what a visitor types, would go to whoever wrote the address), `redirect` and
 * what belongs to it (the same), and every attribute with words or links of the owner's, which would be somebody else's
 * words on the owner's origin; the app says those by a message. Knows no page, so that it can be tested without one.
 */

/** Longer than any value that somebody means. */
const LONGEST = 2000;

/** @param {string} values @returns {(value: string) => boolean} */
const oneOf = (values) => (value) => values.split(" ").includes(value);
/** @param {RegExp} shape @returns {(value: string) => boolean} */
const shaped = (shape) => (value) => shape.test(value);
/** Text for a field, of one line or several. */
const text = shaped(/^[^\0-\x08\x0b\x0c\x0e-\x1f\x7f]+$/);

/** @type {Record<string, (value: string) => boolean>} */
const KNOWN = {
  "event-type": shaped(/^[\p{L}\p{N}_.~-]+(\s*,\s*[\p{L}\p{N}_.~-]+)*$/u),
  view: oneOf("auto month week list"),
  theme: oneOf("auto light dark"),
  preset: oneOf("clean soft contrast"),
  density: oneOf("comfortable compact"),
  timezone: shaped(/^[A-Za-z][\w+/-]{0,63}$/),
  language: shaped(/^[A-Za-z]{2,8}([_-][A-Za-z\d]{1,8}){0,4}$/),
  date: shaped(/^\d{4}-\d\d-\d\d$/),
  month: shaped(/^\d{4}-\d\d$/),
  "name-fields": oneOf("split"),
  "text-reminder": oneOf("on true 1"),
  drafts: oneOf("off"),
  name: text,
  "first-name": text,
  "last-name": text,
  email: text,
  guests: text,
  phone: text,
  location: text,
  ...Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`a${index + 1}`, text])),
};

/**
 * @param {string} query The page's `location.search`.
 * @returns {Map<string, string>} Attributes, by name. Of a name that comes twice the first counts.
 */
export function attributes(query) {
  const found = new Map();
  for (const [name, value] of new URLSearchParams(query)) {
    // Calendly's embed writes `first_name`.
    const attribute = name.toLowerCase().replaceAll("_", "-");
    const fits = Object.hasOwn(KNOWN, attribute) && value.length <= LONGEST && KNOWN[attribute](value);
    if (fits && !found.has(attribute)) found.set(attribute, value);
  }
  return found;
}

/** Whether the app makes the WebView as high as what is in it, instead of filling the screen. @param {string} query */
export const fitsContent = (query) => new URLSearchParams(query).get("fit") === "content";
