// @ts-check
/**
 * Tells the owner, on the console, why the widget cannot do what it is there for. A visitor reads none of it: for them
 * the widget has its own words, and a way on. Brought in by the loader when something has gone wrong.
 *
 * @typedef {HTMLElement & {edge: string}} OpenSlot
 * @typedef {{status: number, body: string}} Answer
 */

/** Each cause, by the code of `openslot:error`. What is not here is a visitor's business. */
const CAUSES = /** @type {Record<string, (element: OpenSlot, slugs: string[]) => string>} */ ({
  "event-type-not-found": (element, slugs) => {
    const slug = element.getAttribute("event-type");
    const offered = slugs.length ? `on offer are: ${slugs.join(", ")}` : "none is on offer";
    return slug
      ? `no event type is called "${slug}"; ${offered}. Correct the attribute event-type, or EVENT_TYPES.`
      : "no event type is on offer. Activate one in Calendly, or correct EVENT_TYPES.";
  },
  "origin-not-allowed": () => `this page may not book. Add ${location.origin} to ALLOWED_ORIGINS.`,
  "token-refused": () =>
    "Calendly refused the token. Replace CALENDLY_TOKEN, or give it the scopes that the README lists.",
  "not-connected": () => "there is no Calendly account behind it. Set CALENDLY_TOKEN.",
  "direct-booking-unavailable": () =>
    "Calendly does not let this account book directly. Set BOOKING_MODE to auto or link.",
  internal: ({ edge }) => `the Worker failed. ${edge}/healthz names settings that are wrong.`,
  unreachable: ({ edge }) =>
    `${edge} did not answer this page. If the connection is fine: is ${location.origin} in ALLOWED_ORIGINS, and ${edge} ` +
    "in the page's connect-src?",
  "not-loaded": ({ edge }) =>
    `a file of ${edge} did not load. Does the page's policy let it in, with 'wasm-unsafe-eval' in script-src?`,
});

/**
 * @param {OpenSlot} element @param {string} code @param {Promise<Answer> | undefined} config What is on offer.
 */
export async function explain(element, code, config) {
  const cause = CAUSES[code];
  if (!cause || (code === "unreachable" && !navigator.onLine)) return;
  const offered = await config?.then(({ body }) => JSON.parse(body).event_types).catch(() => []);
  const slugs = (offered ?? []).map((/** @type {{slug: string}} */ { slug }) => slug);
  console.warn(`Openslot: ${cause(element, slugs)}`);
}
