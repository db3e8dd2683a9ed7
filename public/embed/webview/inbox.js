// @ts-check
/**
 * What an app says to the page: `window.OpenslotWebView(message)`, an object or its JSON. An app that speaks before the
 * page's script has come pushes into an array of that name; the function that takes its place has a `push` too.
 *
 * Reads messages and nothing else: what is none, or has not its shape, is left alone, because a newer app may talk to an
 * older page. Not heard are `message` events of the window: those come from frames as well.
 *
 * @typedef {{top: number, right: number, bottom: number, left: number}} Insets
 * @typedef {{
 *   theme(theme: string): void,
 *   insets(insets: Insets): void,
 *   back(): void,
 *   retry(): void,
 *   prefill(known: object): void,
 *   words(words: Record<string, string>): void,
 * }} Handlers
 */

const THEMES = ["auto", "light", "dark"];
const SIDES = /** @type {const} */ (["top", "right", "bottom", "left"]);
/** No part of a screen that is covered is larger; a keyboard is the largest. */
const WIDEST = 1_000;
const LONGEST = 2_000;
/** Words and links that only the owner's app may put into the page. */
const WORDS = /** @type {const} */ (["consent", "consent-url", "confirmation"]);

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} message @returns {Record<string, unknown>} */
function read(message) {
  if (typeof message !== "string") return isObject(message) ? message : {};
  try {
    return read(JSON.parse(message));
  } catch {
    return {};
  }
}

/** @param {unknown} value */
const length = (value) => (typeof value === "number" && value >= 0 && value <= WIDEST ? value : 0);

/** @param {Record<string, unknown>} message */
function words(message) {
  const said = WORDS.flatMap((name) => {
    const camel = name.replace(/-(.)/, (_, letter) => letter.toUpperCase());
    const value = message[camel] ?? message[name];
    const isSaid = typeof value === "string" && value.length > 0 && value.length <= LONGEST;
    return isSaid && (name !== "consent-url" || /^https:\/\//i.test(value)) ? [[name, value]] : [];
  });
  return Object.fromEntries(said);
}

/**
 * Hands a message to what handles it.
 *
 * @param {unknown} said @param {Handlers} handlers @returns {boolean} Whether it was understood.
 */
export function hear(said, handlers) {
  const message = read(said);
  switch (message.type) {
    case "theme":
      if (!THEMES.includes(/** @type {string} */ (message.theme))) return false;
      handlers.theme(/** @type {string} */ (message.theme));
      return true;
    case "insets":
      handlers.insets(/** @type {Insets} */ (Object.fromEntries(SIDES.map((side) => [side, length(message[side])]))));
      return true;
    case "prefill":
      if (!isObject(message.prefill)) return false;
      handlers.prefill(message.prefill);
      return true;
    case "words":
      handlers.words(words(message));
      return true;
    case "back":
    case "retry":
      handlers[message.type]();
      return true;
    default:
      return false;
  }
}

/**
 * Puts the function in its place, and hears what was pushed before.
 *
 * @param {{OpenslotWebView?: unknown}} world Usually `window`. @param {Handlers} handlers
 */
export function open(world, handlers) {
  const early = world.OpenslotWebView;
  const listen = (/** @type {unknown} */ message) => void hear(message, handlers);
  const push = (/** @type {unknown[]} */ ...messages) => messages.forEach(listen);
  world.OpenslotWebView = Object.assign(listen, { push });
  if (Array.isArray(early)) push(...early);
}
