// @ts-check
/**
 * How the visitor found the page, told with a booking and to nobody else. Brought in by the loader at once, which keeps
 * the address that the page was loaded with until this is there.
 *
 * It must not know the widget. It takes values with known names from the address and never the query string, the
 * page without its query and other sites without their path; what may hold an e-mail address is left out. Nothing
 * is stored unless the page's owner asks for it with `data-attribution="session"`. The widget and the edge check
 * all of it again, against the same rules (`shared/src/attribution`).
 *
 * @typedef {Record<string, string>} Touch One visit: the names below, `referrer` and `landing_page`.
 * @typedef {{first: Touch, last: Touch}} Trail
 * @typedef {{document: {referrer: string}, sessionStorage: Storage}} Page The window.
 * @typedef {{getAttribute(name: string): string | null, utm?: unknown}} Teller An element whose owner names a campaign.
 */

const NAMES =
  "utm_source utm_medium utm_campaign utm_content utm_term salesforce_uuid gclid fbclid msclkid ttclid".split(" ");
const STORED = "openslot:attribution";
const LONGEST = 512;

/** Whether a text may be told: short, and without an e-mail address, however often encoded. @param {string} text */
const isHarmless = (text) => text.length <= LONGEST && !/@|%(25)*40/.test(text);

/** The address, where it is one of the web. @param {string} address */
const parse = (address) => {
  try {
    const url = new URL(address);
    return /^https?:$/.test(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
};

/** What one look at a page tells. @param {string} address @param {string} referrer @returns {Touch} */
const look = (address, referrer) => {
  /** @type {Touch} */
  const touch = {};
  const page = parse(address);
  const site = parse(referrer)?.origin;
  for (const name of NAMES) {
    const value = page?.searchParams.get(name);
    if (value && isHarmless(value)) touch[name] = value;
  }
  // A site does not refer to itself.
  if (site && site !== page?.origin) touch.referrer = site;
  if (page) touch.landing_page = page.origin + (isHarmless(page.pathname) ? page.pathname : "/");
  return touch;
};

/** What the owner says of the campaign, by attributes or as Calendly's embed has it. @param {Teller | undefined} teller */
const own = (teller) => {
  /** @type {Touch} */
  const touch = {};
  const utm = /** @type {Record<string, unknown>} */ (Object(teller?.utm));
  for (const name of NAMES.slice(0, 6)) {
    const camel = name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
    const value = [utm[name], utm[camel], teller?.getAttribute(name.replace("_", "-"))].find(Boolean);
    if (value && isHarmless(`${value}`)) touch[name] = `${value}`;
  }
  return touch;
};

/**
 * Notes how this page was found. What it returns is asked with the address of the moment, because an address can change
 * without a page being loaded, and tells the first touch and the last one that came from somewhere. A campaign that the
 * owner names for a widget takes the place of that in the address, for this widget alone.
 *
 * @param {string | undefined} mode `off` notes nothing; `session` remembers across the pages of a tab; anything
 *   else is about this page alone.
 * @param {Page} page
 * @param {string} landing The address that the page was loaded with.
 * @returns {(address: string, teller?: Teller) => Trail | undefined}
 */
export const follow = (mode, page, landing) => {
  /** @type {Trail | undefined} */
  let trail;
  /** @param {string} address @param {string} [referrer] */
  const note = (address, referrer = "") => {
    const touch = look(address, referrer);
    const last = trail?.last;
    // It came from somewhere: another site, or a campaign that is not the last one still in the address.
    const isNew = touch.referrer || NAMES.some((name) => touch[name] && touch[name] !== last?.[name]);
    trail = { first: trail?.first ?? touch, last: isNew || !last ? touch : last };
    return trail;
  };
  const isOff = mode === "off";
  /** @type {(address: string, teller?: Teller) => Trail | undefined} */
  const tell = (address, teller) => {
    const campaign = own(teller);
    const known = isOff ? undefined : note(address);
    if (!Object.keys(campaign).length) return known;
    const last = Object.entries(known?.last ?? {}).filter(([name]) => !name.startsWith("utm_"));
    return { first: known?.first ?? campaign, last: { ...Object.fromEntries(last), ...campaign } };
  };
  if (isOff) return tell;
  try {
    if (mode === "session") {
      const { sessionStorage } = page;
      trail = JSON.parse(sessionStorage.getItem(STORED) ?? "null") ?? undefined;
      sessionStorage.setItem(STORED, JSON.stringify(note(landing, page.document.referrer)));
      return tell;
    }
  } catch {
    // Storage is switched off or full, or holds something else: then it is about this page alone.
    trail = undefined;
  }
  note(landing, page.document.referrer);
  return tell;
};
