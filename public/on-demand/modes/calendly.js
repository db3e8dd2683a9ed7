// @ts-check
/**
 * For pages that come from Calendly's embed and ask for it with `data-calendly` on the script tag: `window.Calendly` goes on
 * doing what it did, and its markup is mounted where it stands.
 *
 * It says everything again in Openslot's own words, and has no way of its own to the widget.
 *
 * @typedef {object} Options As Calendly has them.
 * @property {string} [url]
 * @property {Element} [parentElement]
 * @property {object} [prefill]
 * @property {object} [utm]
 * @property {Record<string, unknown>} [pageSettings]
 * @property {string} [text] @property {string} [color] @property {string} [textColor]
 */
/** @type {{init(settings: object): unknown, open(settings: object): unknown, close(): unknown, destroy(target?: unknown): unknown}} */
let page;

/** What the markup's height was for, an iframe, is not there any more: the widget has the height it needs. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(".calendly-inline-widget:has(>open-slot){height:auto!important;min-height:0!important;overflow:visible!important}");

/** An address, with the settings of a page that Calendly has in JavaScript as it has them in addresses. @param {Options} options */
const settled = ({ url = "", pageSettings = {} }) => {
  if (!URL.canParse(url)) return url;
  const address = new URL(url);
  for (const [name, value] of Object.entries(pageSettings)) {
    const key = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    address.searchParams.set(key, value === true ? "1" : String(value ?? ""));
  }
  return address.href;
};

/** @param {Options} options */
const settings = (options) => ({
  url: settled(options),
  prefill: options.prefill,
  utm: options.utm,
  calendlyMessages: true,
});

/** jQuery's collections, too, which Calendly takes. @param {any} parent */
const element = (parent) => (parent?.jquery || Array.isArray(parent) ? parent[0] : parent);

/** @param {Options} options */
export const initInline = (options) => void page.init({ ...settings(options), parent: element(options.parentElement) });

/** @param {Options} options */
export const initPopup = (options) => void page.open(settings(options));

/** @param {string | Options} about */
export const showPopup = (about) => void page.open(settings(typeof about === "string" ? { url: about } : about));

export const closePopup = () => void page.close();

/** @param {Options} options */
export function initBadge(options) {
  destroyBadge();
  const { text = "Schedule time with me", color = "#00a2ff", textColor = "#ffffff" } = options;
  page.init({ ...settings(options), mode: "badge", text, color, textColor });
}

/** Calendly knows one badge at a time. */
export const destroyBadge = () => {
  if (document.querySelector("openslot-badge")) page.destroy("openslot-badge");
};

/** Mounts Calendly's markup, as far as it is not mounted. */
function adopt() {
  for (const place of document.querySelectorAll(".calendly-inline-widget[data-url]:not([data-auto-load=false])")) {
    if (place.querySelector("open-slot")) continue;
    place.replaceChildren();
    initInline({ url: /** @type {HTMLElement} */ (place).dataset.url, parentElement: place });
  }
}

/** Once for each page. @param {typeof page} api */
export function begin(api) {
  page = api;
  document.adoptedStyleSheets.push(sheet);
  adopt();
  document.addEventListener("DOMContentLoaded", adopt);
}
