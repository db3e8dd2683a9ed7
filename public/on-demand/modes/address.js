// @ts-check
/**
 * From an address of Calendly's, as its embeds have it, to the attributes and the look of <open-slot>: which event type,
 * what is known of the visitor, the campaign, the day that is shown first, colours.
 *
 * Pure but for `settle`. The address is the owner's; what it says is read as carefully as anything else by whoever uses it.
 *
 * @typedef {HTMLElement & {told?: string, sheets: CSSStyleSheet[], isUp: boolean, start(): void, stop(): void}} OpenSlot
 * @typedef {{background?: string, text?: string, accent?: string, hidesDetails: boolean}} Look
 */

/** Names of the address's query that are attributes here, with - for _. */
const TAKEN = (
  "name first_name last_name email guests location date month a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 " +
  "utm_source utm_medium utm_campaign utm_content utm_term salesforce_uuid"
).split(" ");

/** What an address gave an element, so that another address can take its place. @type {WeakMap<Element, {names: string[], sheet: CSSStyleSheet}>} */
const given = new WeakMap();

/**
 * The event type's slug: `/acme/30min`, `/acme/30min/2026-12-01T09:00:00Z`, `/d/abc-def-ghi/30min`. Where the address
 * is that of a person or a team it names none, and visitors choose.
 *
 * @param {string} path
 */
const slug = (path) => {
  const parts = path.split("/").filter(Boolean).map(decodeURIComponent);
  // A single-use link says of which event type it is; it is of no use here itself.
  if (parts[0] === "d") parts.shift();
  return parts[0] === "s" ? undefined : parts[1];
};

/** Six hexadecimal digits, or three, as a colour. @param {string | null} digits */
const color = (digits) => (/^#?([\da-f]{3}|[\da-f]{6})$/i.test(digits ?? "") ? `#${digits?.replace("#", "")}` : undefined);

/**
 * What an address says.
 *
 * @param {string} address @returns {{attributes: Record<string, string>, look: Look} | undefined} Nothing if it is none.
 */
export function parse(address) {
  const url = URL.parse?.(address) ?? (URL.canParse(address) ? new URL(address) : undefined);
  if (!url || !/(^|\.)calendly\.com$/.test(url.hostname)) return undefined;
  /** @type {Record<string, string>} */
  const attributes = {};
  const named = slug(url.pathname);
  if (named) attributes["event-type"] = named;
  const day = /\/(\d{4}-\d\d-\d\d)T[^/]*$/.exec(url.pathname)?.[1];
  if (day) attributes.date = day;
  for (const name of TAKEN) {
    const value = url.searchParams.get(name);
    if (value) attributes[name.replace("_", "-")] = value;
  }
  const look = {
    background: color(url.searchParams.get("background_color")),
    text: color(url.searchParams.get("text_color")),
    accent: color(url.searchParams.get("primary_color")),
    hidesDetails: /^(1|true)$/.test(url.searchParams.get("hide_event_type_details") ?? ""),
  };
  if (look.background && luminance(look.background) < 0.18) attributes.theme = "dark";
  return { attributes, look };
}

/** How light a colour is, as WCAG measures it. @param {string} color */
function luminance(color) {
  const digits = color.length === 4 ? color.replace(/[^#]/g, "$&$&") : color;
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(digits.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The nearest that a look comes to here. What the page sets by itself goes before it. @param {Look} look */
function rules({ background, text, accent, hidesDetails }) {
  const properties = Object.entries({
    "--openslot-surface": background,
    "--openslot-ink": text,
    "--openslot-accent": accent,
    // White on the owner's colour as far as it can be read there, as Calendly has it.
    "--openslot-on-accent": accent && (luminance(accent) > 0.3 ? "#101318" : "#ffffff"),
  });
  const set = properties.filter(([, value]) => value).map(([name, value]) => `${name}:${value}`);
  // Lengths to choose from are more than a detail, and the heading is where the focus goes.
  const hidden =
    ".surface[data-state=times]>.summary :is(.host,.description,.facts:not(:has(button),.facts--chosen)){display:none}" +
    ".surface[data-state=times]>.summary .title{position:absolute;clip-path:inset(50%);inline-size:1px;block-size:1px;overflow:hidden}";
  return `:host{${set.join(";")}}${hidesDetails ? hidden : ""}`;
}

/**
 * Gives an element what the address says, where the owner has not said something else, and starts it.
 *
 * @param {OpenSlot} element @param {string} address
 */
export function settle(element, address) {
  // It has another one by now, or is gone.
  if (element.told !== address || !element.isConnected) return;
  const { attributes, look } = parse(address) ?? console.warn(`Openslot: ${address} is no address of Calendly's.`) ?? {};
  element.stop();
  const before = given.get(element);
  for (const name of before?.names ?? []) element.removeAttribute(name);
  const names = Object.keys(attributes ?? {}).filter((name) => !element.hasAttribute(name));
  for (const name of names) element.setAttribute(name, /** @type {any} */ (attributes)[name]);
  const sheet = before?.sheet ?? new CSSStyleSheet();
  sheet.replaceSync(look ? rules(look) : "");
  if (!before) element.sheets = [...element.sheets, sheet];
  given.set(element, { names, sheet });
  element.start();
}
