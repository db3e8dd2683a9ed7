// @ts-check
/**
 * What the form of <open-slot> knows before a visitor types, and what becomes of it: from the element's attributes,
 * its property `prefill` and, where the owner wants it, the page's address; kept in the tab for who reloads the page;
 * and the way to the owner's page afterwards. Brought in by the loader once the widget is there.
 *
 * It decides where things come from and how long they are kept. What they mean, and that they may be hostile, is the
 * widget's business; none of it is put into an address or told to anybody, but for what the owner wants at the end.
 *
 * @typedef {HTMLElement & {edge: string, prefill?: Record<string, unknown>, seen?: Promise<any>}} OpenSlot
 * @typedef {(pairs: string[]) => void} Take Names and values in turn.
 */

/** As Calendly's embed has them. */
const NAMES =
  "name first_name last_name email phone guests location date month a1 a2 a3 a4 a5 a6 a7 a8 a9 a10".split(" ");
/** What Calendly's embed calls some of them in JavaScript. @type {Record<string, string>} */
const OTHERS = { firstName: "first_name", lastName: "last_name" };
const LONGEST = 2000;
const LIFE = 30 * 60_000;

/** @type {WeakMap<Element, Take>} Who takes what becomes known. */
const takers = new WeakMap();
/** @type {Map<string, number>} */
const timers = new Map();

/** One tab may have several widgets on several pages. @param {OpenSlot} element */
const place = (element) => `openslot:draft:${location.pathname}:${element.getAttribute("event-type") ?? ""}`;

/** The storage, where there is one. @param {(storage: Storage) => void} use */
const stored = (use) => {
  try {
    use(sessionStorage);
  } catch {
    // Switched off or full: then a reload begins anew.
  }
};

/** A value as text: lists with commas, days as they are written in addresses. @param {unknown} value */
const text = (value) => {
  if (value instanceof Date) {
    const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
    return `${value.getFullYear()}-${two(value.getMonth() + 1)}-${two(value.getDate())}`;
  }
  const isPlain = ["string", "number"].includes(typeof value);
  return (Array.isArray(value) ? value.join(",") : isPlain ? String(value) : "").slice(0, LONGEST);
};

/** The pairs of an object, its answers among them. @param {unknown} known @returns {string[]} */
const read = (known) => {
  const pairs = Object.entries(known && typeof known === "object" ? known : {}).slice(0, 50);
  return pairs.flatMap(([name, value]) =>
    name === "answers" || name === "customAnswers" ? read(value) : [OTHERS[name] ?? name, text(value)]
  );
};

/**
 * How the visitor found the page, under names that say by which touch: `last.utm_source`.
 *
 * @param {Record<string, Record<string, unknown>> | undefined} trail @returns {string[]}
 */
const touches = (trail) =>
  Object.entries(trail ?? {}).flatMap(([touch, values]) =>
    Object.entries(Object(values)).flatMap(([name, value]) => [`${touch}.${name}`, text(value)])
  );

/** What was typed before the page was reloaded. @param {OpenSlot} element @returns {string[]} */
const draft = (element) => {
  /** @type {string[]} */
  let pairs = [];
  stored((storage) => {
    const [at, kept] = JSON.parse(storage.getItem(place(element)) ?? "[0,[]]");
    if (element.getAttribute("drafts") === "off" || Date.now() - at > LIFE) storage.removeItem(place(element));
    else pairs = kept.map(text);
  });
  return pairs;
};

/**
 * Tells all that is known: what comes later is preferred to what comes before.
 *
 * @param {OpenSlot} element @param {Take} take
 */
export function fill(element, take) {
  takers.set(element, take);
  // Whatever else is known, and only once it is: nobody waits for how they came.
  element.seen?.then((trail) => take(touches(trail)), () => {});
  const typed = draft(element);
  if (typed.length) return take(typed);
  const address = new URLSearchParams(element.getAttribute("prefill") === "query" ? location.search : "");
  const asked = NAMES.flatMap((name) => [name, text(address.get(name))]);
  const written = NAMES.flatMap((name) => [name, text(element.getAttribute(name.replace("_", "-")))]);
  take([...asked, ...written, ...read(element.prefill)]);
}

/** The page's scripts know more. @param {OpenSlot} element */
export const refill = (element) => takers.get(element)?.(read(element.prefill));

/** Keeps what was typed for half an hour, or forgets it. @param {OpenSlot} element @param {string[]} pairs */
export function keep(element, pairs) {
  const key = place(element);
  clearTimeout(timers.get(key));
  const forget = () => stored((storage) => storage.removeItem(key));
  if (!pairs.length || element.getAttribute("drafts") === "off") return forget();
  stored((storage) => storage.setItem(key, JSON.stringify([Date.now(), pairs])));
  timers.set(key, setTimeout(forget, LIFE));
}

/** Leads on to the owner's page. @param {OpenSlot} _ @param {string[]} told Its address, and then names and values. */
export function leave(_, [address, ...told]) {
  const target = new URL(address);
  told.forEach((name, index) => index % 2 || target.searchParams.append(name, told[index + 1]));
  location.assign(target);
}

/**
 * Brings what is needed once the widget is there: the look of what comes later, countries beside the numbers that are asked
 * for, as soon as they are, and word of its size.
 *
 * @param {OpenSlot} element @param {HTMLElement} stage
 */
export function watch(element, stage) {
  const style = /** @type {HTMLLinkElement} */ (element.shadowRoot?.querySelector("link[rel=stylesheet]"));
  const { rel, href } = style;
  // The build gives both the same hash.
  style.after(Object.assign(document.createElement("link"), { rel, href: href.replace("/openslot-", "/openslot-later-") }));
  import("./size.js").then(({ watch }) => watch(element), () => {});
  const look = () => {
    /** @type {NodeListOf<HTMLSelectElement>} */
    const found = stage.querySelectorAll("select:empty:not([data-asked])");
    for (const select of found) {
      // Its room is kept from now on, so that nothing moves when they come.
      select.dataset.asked = "";
      import("./countries.js")
        .then(({ equip }) => equip(select, element.edge, stage.lang || "en"))
        .catch(() => (select.hidden = true));
    }
  };
  new MutationObserver(look).observe(stage, { childList: true, subtree: true });
  look();
}
