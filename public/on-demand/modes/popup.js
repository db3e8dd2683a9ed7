// @ts-check
/**
 * The popup: <open-slot> in a modal <dialog>. The platform keeps the focus in it, closes it with Escape and makes the page
 * behind it inert; what is done here is what it leaves open.
 *
 * The element is a child of the page, slotted into the dialog: so the page's style, its listeners and `event.target` are
 * those of any other <open-slot>. It stays when the popup is closed, and with it what somebody has typed. It knows nothing
 * of openers, and nothing of what the widget does but that it has booked.
 *
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {HTMLElement & {sheets: CSSStyleSheet[], hold?: Promise<unknown>, stage?: HTMLElement,
 *   config?: Promise<unknown>, words?: Promise<{text: string, language: string}>}} OpenSlot
 * @typedef {object} Kept
 * @property {OpenSlot} element
 * @property {() => void} release Brings the widget to life.
 * @property {number} since When its times were asked for.
 * @property {boolean} isShown Whether anybody has seen it.
 */
import * as back from "./back.js";
import { hold, letGo } from "./scroll.js";
import { around, within } from "./popup-style.js";
import { equip } from "./settings.js";

/** Popups that are kept for who comes back to them; more would be kept for nobody. */
const MOST = 4;
/** Times that were asked for when somebody came near are asked for again after this many milliseconds. */
const FRESH = 60_000;
/** Where the close button is in the words of a language. */
const CLOSE = 3;
/** Phones and tablets have a way back that is always at hand. */
const HANDHELD = "(max-width: 640px), (pointer: coarse)";

/** By what is to be shown, the one that was used last at the end. @type {Map<string, Kept>} */
const kept = new Map();
/** @type {{host: HTMLElement, dialog: HTMLDialogElement, button: HTMLButtonElement} | undefined} */
let frame;
/** What is open. @type {{element: OpenSlot, mode: string, opener?: HTMLElement} | undefined} */
let shown;

/** The dialog, which is made once. It stands beside <body>, because routers put another body into the page. */
function framed() {
  if (frame) {
    if (!frame.host.isConnected) document.documentElement.append(frame.host);
    return frame;
  }
  const host = document.createElement("openslot-popup");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [around];
  const dialog = document.createElement("dialog");
  dialog.setAttribute("part", "dialog");
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("part", "close");
  button.onclick = close;
  dialog.append(button, document.createElement("slot"));
  dialog.addEventListener("close", closed);
  dialog.addEventListener("keydown", stay, true);
  let isOutside = false;
  dialog.addEventListener("pointerdown", (event) => (isOutside = outside(event)));
  dialog.addEventListener("click", (event) => isOutside && outside(event) && close());
  root.append(dialog);
  document.documentElement.append(host);
  return (frame = { host, dialog, button });
}

/** Whether a press was beside the widget: on the dialog, or where the element has nothing. @param {MouseEvent} event */
const outside = (event) => {
  const [target] = /** @type {HTMLElement[]} */ (event.composedPath());
  const isEmpty = target === event.currentTarget || target.localName === "open-slot" || target.classList.contains("stage");
  return isEmpty && !matchMedia("(max-width: 640px)").matches;
};

/** Escape leaves a month that was opened in the widget first, and the popup the next time. @param {KeyboardEvent} event */
function stay(event) {
  const isInMonth = event.composedPath().some((node) => /** @type {Element} */ (node).part?.contains("month"));
  const toggle = shown?.element.shadowRoot?.querySelector(".toggle-month[aria-expanded=true]");
  if (event.key === "Escape" && isInMonth && toggle?.checkVisibility()) event.preventDefault();
}

/** @param {string} key */
function drop(key) {
  kept.get(key)?.element.remove();
  kept.delete(key);
}

/**
 * Has everything downloaded that a popup needs, for it may be opened soon.
 *
 * @param {Settings} settings @returns {Kept}
 */
export function prepare(settings) {
  const key = JSON.stringify(Object.entries(settings).sort());
  const before = kept.get(key);
  if (before && (before.isShown || Date.now() - before.since < FRESH)) {
    kept.delete(key);
    kept.set(key, before);
    return before;
  }
  drop(key);
  const [oldest] = [...kept].filter(([, { element }]) => element !== shown?.element);
  if (kept.size >= MOST && oldest) drop(oldest[0]);
  const element = /** @type {OpenSlot} */ (equip(document.createElement("open-slot"), settings));
  let release = () => {};
  element.hold = new Promise((done) => (release = () => done(undefined)));
  element.sheets = [...element.sheets, within];
  element.hidden = true;
  // Who has booked has done what the popup was for; the next time it begins anew.
  element.addEventListener("openslot:booked", () => element.toggleAttribute("data-booked", true));
  const entry = { element, release, since: Date.now(), isShown: false };
  kept.set(key, entry);
  framed().host.append(element);
  return entry;
}

/**
 * Opens the popup.
 *
 * @param {Settings} settings @param {{mode: string, opener?: HTMLElement}} from
 * @returns {Promise<OpenSlot>} What is shown in it.
 */
export async function open(settings, { mode, opener }) {
  // Escape has closed it, and the dialog has not said so yet.
  if (shown && !frame?.dialog.open) await closed();
  await back.settled();
  const entry = prepare(settings);
  const { element } = entry;
  if (shown?.element === element) return element;
  const { dialog, button } = framed();
  const isOpen = Boolean(shown);
  if (shown) {
    shown.element.hidden = true;
    tell("closed");
    opener ??= shown.opener;
  }
  shown = { element, mode, opener };
  element.hidden = false;
  entry.isShown = true;
  entry.release();
  name(element, dialog, button);
  if (!isOpen) {
    hold();
    // The dialog itself: its name is read, and no button is chosen in anybody's stead. Not for longer, because an element
    // that comes into the page with it is the document's business.
    dialog.autofocus = true;
    dialog.showModal();
    dialog.autofocus = false;
    dialog.scrollTop = 0;
    away(true);
    back.listen(close, matchMedia(HANDHELD).matches);
  }
  tell("opened");
  return element;
}

/** Closes the popup; Escape does the same by itself. */
export function close() {
  frame?.dialog.close();
  closed();
}

/** Everything that ends with the popup, whoever closed it. */
async function closed() {
  // A dialog says that it was closed a moment later; it may be open again by then.
  if (!shown || frame?.dialog.open) return;
  const { element, opener, mode } = shown;
  shown = undefined;
  letGo();
  away(false);
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  // A page that goes elsewhere when it hears of this must not have its own step undone.
  await back.leave();
  tell("closed", element, mode);
  if (element.hasAttribute("data-booked") && shown?.element !== element) {
    for (const [key, entry] of kept) if (entry.element === element) drop(key);
  }
}

/** Takes everything away. */
export function destroy() {
  close();
  for (const key of [...kept.keys()]) drop(key);
  frame?.host.remove();
}

/** @param {string} what @param {OpenSlot | undefined} [element] @param {string | undefined} [mode] */
function tell(what, element = shown?.element, mode = shown?.mode) {
  const detail = Object.freeze({ version: 1, mode });
  element?.dispatchEvent(new CustomEvent(`openslot:${what}`, { bubbles: true, composed: true, detail }));
}

/** The badge is not seen through the backdrop. @param {boolean} isOpen */
function away(isOpen) {
  for (const badge of document.querySelectorAll("openslot-badge")) badge.toggleAttribute("data-away", isOpen);
}

/**
 * Gives the dialog the widget's words, direction and theme, as soon as they are known.
 *
 * @param {OpenSlot} element @param {HTMLDialogElement} dialog @param {HTMLButtonElement} button
 */
function name(element, dialog, button) {
  const isNow = () => shown?.element === element;
  /** @param {string} title @param {string} label */
  const say = (title, label) => {
    dialog.ariaLabel = title;
    button.ariaLabel = button.title = label;
  };
  dialog.dataset.theme = element.getAttribute("theme") ?? "";
  const { words, config } = element;
  if (!dialog.ariaLabel) say("Book a time", "Close");
  words?.then(
    ({ text, language }) => {
      const lines = text.split("\n");
      if (!isNow()) return;
      say(lines[0], lines[CLOSE]);
      dialog.lang = language;
      dialog.dir = element.stage?.dir ?? "";
    },
    () => {}
  );
  config?.then(() => isNow() && (dialog.dataset.theme = element.stage?.dataset.theme ?? ""), () => {});
}
