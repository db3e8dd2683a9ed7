// @ts-check
/**
 * What the page around can do with Openslot: the methods of `window.Openslot`, and elements that open the popup. Brought
 * in by the loader on every page, at once, because neither has room in it; the popup itself and the badge come when
 * somebody needs them.
 *
 * It decides who is asked, and knows neither what a popup looks like nor what the widget does.
 *
 * @typedef {import("./modes/settings.js").Settings} Settings
 * @typedef {{language: string, locale: string}} Choice
 * @typedef {HTMLElement & {speak(config: Promise<any>): Promise<Choice>, config?: Promise<any>, trouble?: string}} OpenSlot
 */
import { equip, over, read } from "./modes/settings.js";

const APPROACHING = ["pointerover", "focusin"];

/** What the page has said of popups that say nothing themselves. @type {Settings} */
let usual = {};
/** The loader's ways to the words of a language, and to the widget. @type {(choice: Choice) => Promise<{text: string}>} */
let say;
/** @type {() => Promise<unknown>} */
let load;
/** @type {Promise<typeof import("./modes/popup.js")> | undefined} */
let popup;
/** Elements that were made here, which `destroy` takes away. @type {WeakSet<Element>} */
const made = new WeakSet();
/** Settings of openers that were made here; mark-up cannot hold all of them. @type {WeakMap<Element, Settings>} */
const known = new WeakMap();

/** What opens and closes, one after the other. @type {Promise<unknown>} */
let turn = Promise.resolve();

const popups = () => (popup ??= import("./modes/popup.js").catch((cause) => ((popup = undefined), Promise.reject(cause))));

/** @template T @param {(popup: typeof import("./modes/popup.js")) => T} act @returns {Promise<Awaited<T>>} */
const inTurn = (act) => {
  const acted = turn.then(popups).then(act);
  turn = acted.catch(() => {});
  return /** @type {any} */ (acted);
};

/** What the opener opens. @param {HTMLElement} opener */
const wished = (opener) => over({ ...known.get(opener), ...read(opener) }, usual);

/** The first element that is meant, if there is one. @param {unknown} wish An element or a selector. */
const find = (wish) =>
  /** @type {HTMLElement | null} */ (wish instanceof Node ? wish : document.querySelector(String(wish)));

/** Puts an element where the page wants it: into `parent`, or behind the script tag. @param {Element} element @param {unknown} parent */
function place(element, parent) {
  const found = parent ? find(parent) : document.body;
  if (!found) return console.warn(`Openslot: the page has no ${parent} to put anything into.`);
  made.add(element);
  if (found.localName === "script") found.after(element);
  else found.append(element);
}

/** What a badge or a button says, if the owner says nothing: the widget's own words. @param {Settings} settings */
const title = async (settings) => {
  const element = /** @type {OpenSlot} */ (equip(document.createElement("open-slot"), settings));
  const choice = await element.speak(Promise.resolve({ body: "{}" }));
  return (await say(choice)).text.split("\n")[0];
};

/** Says what an opener says: something at once, so that nothing moves. @param {HTMLElement} opener @param {string | undefined} text @param {Settings} settings */
function label(opener, text, settings) {
  opener.textContent = text || "\u00a0";
  if (!text) title(settings).then((words) => (opener.textContent = words), () => (opener.textContent = "Book a time"));
}

const methods = {
  /** Shows the widget where the page wants it, or a way to it. @param {Settings} [settings] @param {HTMLElement} [element] */
  init(settings = {}, element = document.createElement("open-slot")) {
    const { mode = "inline", parent, text, color, textColor, position, ...rest } = settings;
    if (mode === "popup") usual = rest;
    else if (mode === "button") {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.openslotOpen = "";
      known.set(button, rest);
      label(button, text, rest);
      place(button, parent);
    } else if (mode === "badge") {
      // It can be taken away again before anything is in it. It stands beside <body>, which routers replace.
      const host = document.createElement("openslot-badge");
      place(host, document.documentElement);
      import("./modes/badge.js").then(({ dress }) => {
        const { button, words } = dress(host, { color, textColor, position, theme: rest.theme });
        known.set(button, rest);
        label(words, text, rest);
      });
    } else place(equip(element, rest), parent);
    return element;
  },

  /** Opens the popup; what comes back is the `<open-slot>` in it. @param {Settings} [settings] */
  open: (settings = {}) => inTurn(({ open }) => open(over(settings, usual), { mode: "popup" })),

  /** Closes the popup, if it is open. */
  close: async () => popup && inTurn(({ close }) => close()),

  /** Takes away one widget, badge or button, or all that was made here. @param {unknown} [target] An element or a selector. */
  async destroy(target) {
    const all = "open-slot, openslot-badge, openslot-popup, [data-openslot-open]";
    const found = target ? [find(target)] : [...document.querySelectorAll(all)].filter((element) => made.has(element));
    if (!target) usual = {};
    const isPopups = !target || found[0]?.closest("openslot-popup");
    if (!isPopups || !target) for (const element of found) element?.remove();
    if (isPopups && popup) await inTurn(({ destroy }) => destroy());
  },

  /** Calls as a queue has them, one after the other. @param {[string, ...any][]} calls */
  push(...calls) {
    for (const [name, ...about] of calls) call(name, about);
  },
};

/** One call of a method; what is wrong with it is told, and does not stand in the way of the next. @param {string} name @param {any[]} about @param {HTMLElement} [element] */
export function call(name, about, element) {
  const method = /** @type {Record<string, (...about: any[]) => unknown>} */ (methods)[name];
  if (!method) return console.warn(`Openslot: there is no method ${name}; there are: ${Object.keys(methods).join(", ")}.`);
  try {
    return name === "init" ? method(about[0], element) : method(...about);
  } catch (cause) {
    reportError(cause);
  }
}

/** Somebody comes near an opener, or presses it. @param {Event} event */
function near(event) {
  const { type } = event;
  const opener = /** @type {HTMLElement | undefined} */ (
    event.composedPath().find((node) => /** @type {HTMLElement} */ (node).dataset?.openslotOpen !== undefined)
  );
  const { ctrlKey, metaKey, shiftKey, altKey, key, repeat } = /** @type {KeyboardEvent} */ (event);
  // A link is still one for whoever wants a window of its own.
  if (!opener || ctrlKey || metaKey || shiftKey || altKey || opener.ariaDisabled === "true") return;
  if (APPROACHING.includes(type)) {
    opener.ariaHasPopup = "dialog";
    if (opener.tabIndex < 0 && !opener.hasAttribute("tabindex")) {
      // The focus has to come back to it.
      opener.tabIndex = 0;
      opener.role ??= "button";
    }
    load().catch(() => {});
    popups().then(({ prepare }) => prepare(wished(opener)), () => {});
  } else if (type === "click") {
    event.preventDefault();
    const link = opener.getAttribute("href");
    const mode = opener.getRootNode() instanceof ShadowRoot && opener.part?.contains("badge") ? "badge" : "button";
    inTurn(({ open }) => open(wished(opener), { mode, opener })).catch(() => link && location.assign(link));
  } else if ((key === "Enter" || key === " ") && event.composedPath()[0] === opener) {
    if (opener.matches("button, a[href], area[href], input, select, textarea, summary")) return;
    event.preventDefault();
    if (!repeat) opener.click();
  }
}

/** Tells the owner what is set up wrongly. @param {OpenSlot} element @param {string} code */
const tellOwner = async (element, code) => {
  const { explain } = await import("./owner.js");
  explain(element, code, element.config);
};

/**
 * Once for each page.
 *
 * @param {object} page `window.Openslot` @param {typeof say} words @param {typeof load} widget
 */
export function begin(page, words, widget) {
  say = words;
  load = widget;
  Object.assign(page, methods);
  for (const type of [...APPROACHING, "keydown", "click"]) addEventListener(type, near, true);
  addEventListener("openslot:error", (event) => {
    tellOwner(/** @type {OpenSlot} */ (event.composedPath()[0]), /** @type {CustomEvent} */ (event).detail.code);
  });
  // What went wrong before this was there.
  for (const element of /** @type {NodeListOf<OpenSlot>} */ (document.querySelectorAll("open-slot"))) {
    if (element.trouble) tellOwner(element, element.trouble);
  }
}
