// @ts-check
import { early } from "./loader/early.js";
import { choose, direction } from "./loader/language.js";
import { expose } from "./loader/page.js";

/**
 * The loader: defines <open-slot>, shows its shape at once, and brings the widget to life.
 *
 * The download of the widget, its words, the configuration and the first free times all start together, before
 * anything is compiled. It sets one global, `Openslot`, uses no inline style or script, and works under a strict page
 * policy (`script-src` with this origin and `'wasm-unsafe-eval'`, `style-src` and `connect-src` with this origin; with
 * `frame-src https://calendly.com` a booking by link is finished in place, else in a new tab). What of the page's API is
 * not needed to show a widget where it stands is in `on-demand/modes`. The build puts a function around all of it.
 *
 * @typedef {{status: number, body: string}} Answer
 * @typedef {{language: string, locale: string, text: string}} Words
 * @typedef {{mount(element: HTMLElement, stage: HTMLElement, boot: object): boolean, unmount(element: HTMLElement): void}} Widget
 */

const tag = /** @type {HTMLScriptElement | null} */ (document.currentScript);
const landing = location.href;
const base = tag?.src || document.baseURI;
/** @param {string} path */
const at = (path) => new URL(path, base).href;
const languages = "__OPENSLOT_LANGUAGES__".split(" ");
const english = { language: "en", locale: "en" };
const patience = 15_000;
/** When it takes longer than usual, in milliseconds. */
const slow = 8_000;
/** Attributes that only the style sheet reads. */
const looks = ["theme", "preset", "density"];
/** Attributes for which others are told what happens, each by the part of its name. */
const ears = ["analytics", "calendly-messages"];

/** A promise that nobody may wait for, without a complaint when it fails. @template {Promise<any>} T @param {T} promise @returns {T} */
const quiet = (promise) => (promise.catch(() => {}), promise);

/** @param {string} name @param {object} [properties] @returns {any} */
const create = (name, properties) => Object.assign(document.createElement(name), properties);

/**
 * Has a part do something that needs not be done before somebody can book.
 *
 * @param {string} part @param {string} name @param {any[]} about @returns {Promise<any>}
 */
const ask = (part, name, ...about) => quiet(import(at(`/on-demand/${part}.js`)).then((part) => part[name](...about)));

/**
 * One download, however many widgets the page has, and another try after one that failed.
 *
 * @template T @param {() => Promise<T>} download @returns {() => Promise<T>}
 */
const once = (download) => {
  /** @type {Promise<T> | undefined} */
  let loading;
  return () =>
    (loading ??= quiet(
      download().catch((cause) => {
        loading = undefined;
        throw cause;
      })
    ));
};

let attempts = 0;
/** @type {WebAssembly.ModuleImports} What the first part of the module hands to the second. */
let exports;

/** @type {() => Promise<Widget>} */
const load = once(async () => {
  // Browsers remember a module that failed by its address.
  const again = attempts++ ? `?try=${attempts}` : "";
  const [widget, module] = await Promise.all([
    import(at("__OPENSLOT_JS__") + again),
    WebAssembly.compileStreaming(fetch(at("__OPENSLOT_WASM__") + again)),
  ]);
  exports = await widget.default({ module_or_path: module });
  return widget;
});

/** What nobody needs before a booking is answered. */
const later = once(() =>
  WebAssembly.instantiateStreaming(
    fetch(at("__OPENSLOT_LATER__"), { signal: AbortSignal.timeout(10_000) }),
    { a: exports }
  )
);

/** @param {string} url @returns {Promise<Answer>} */
const get = async (url) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
  return { status: response.status, body: await response.text() };
};

/** The words of a language, else the English ones. @param {{language: string, locale: string}} choice @returns {Promise<Words>} */
const say = async (choice) => {
  try {
    const { status, body } = await get(at(`__OPENSLOT_WORDS__/${choice.language}.txt`));
    if (status !== 200) throw status;
    return { ...choice, text: body };
  } catch (cause) {
    if (choice === english) throw cause;
    return say(english);
  }
};

/** How the visitor found the page, as a part of its own has noted it. */
const trail = ask("trail", "follow", tag?.dataset.attribution, window, landing);

class OpenSlot extends HTMLElement {
  static observedAttributes = ["event-type", "view", "url", "api", "timezone", "language", "lang", ...looks];

  /** @type {HTMLElement | undefined} */
  stage;
  /** What a popup may add to, before it starts. */
  sheets = [early];
  /** @type {Promise<unknown> | undefined} The widget is brought to life after this; what it needs comes at once. */
  hold;
  /** @type {Promise<Words> | undefined} */
  words;
  /** @type {Promise<object> | undefined} How the visitor found the page. */
  seen;
  /** @type {string | undefined} What went wrong first, by its code. */
  trouble;
  /** @type {string | undefined} Calendly's address that the attributes were taken from. */
  told;
  /** @type {Promise<Answer> | undefined} */
  config;
  /** @type {Widget | undefined} Set while mounted. */
  widget;
  /** Counts starts, so that what belongs to an earlier one is dropped. */
  run = 0;
  isUp = false;
  /** @type {object | undefined} */
  known;

  /** What the page knows of its visitor: `{name, email, answers: {a1: "…"}}`, and so on. */
  get prefill() {
    return this.known;
  }

  set prefill(known) {
    this.known = known;
    if (this.widget) ask("form", "refill", this);
  }

  connectedCallback() {
    // Set before this class was there.
    if (Object.hasOwn(this, "prefill")) {
      const { prefill } = this;
      delete this.prefill;
      this.prefill = prefill;
    }
    if (!this.isUp) this.start();
  }

  disconnectedCallback() {
    // An element that is only moved is back before this runs, and keeps its state.
    queueMicrotask(() => this.isConnected || this.stop());
  }

  /** @param {string} name @param {string | null} before @param {string | null} after */
  attributeChangedCallback(name, before, after) {
    if (!this.isUp || before === after) return;
    if (looks.includes(name)) return this.paint();
    this.stop();
    this.start();
  }

  /** Where the edge is. */
  get edge() {
    return at(this.getAttribute("api") || "/").replace(/\/$/, "");
  }

  start() {
    this.isUp = true;
    const run = ++this.run;
    // The largest download goes first: to ask for the time zone alone takes a slow device a tenth of a second.
    const loaded = load();
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = this.sheets;
    const style = create("link", { rel: "stylesheet", href: at("__OPENSLOT_CSS__") });
    const styled = new Promise((done) => (style.onload = style.onerror = done));
    const stage = create("div", { className: "stage", ariaBusy: "true" });
    stage.dataset.early = "";
    root.replaceChildren(style, stage);
    this.stage = stage;

    const url = this.getAttribute("url") || this.dataset.url;
    if (url && url !== this.told) {
      this.told = url;
      ask("modes/address", "settle", this, url).catch(() => this.start());
      return;
    }

    const { edge } = this;
    const { href } = location;
    this.seen = quiet(trail.then((tell) => tell(href, this)));
    // One event type's times are asked for at once; of several the visitor chooses first.
    const named = (this.getAttribute("event-type") ?? "").split(",").map((name) => name.trim()).filter(Boolean);
    const slug = named.length === 1 ? named[0] : undefined;
    const zone = this.getAttribute("timezone") || Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
    const config = quiet(get(`${edge}/v1/config`));
    this.config = config;
    const path = `${edge}/v1/event-types/${encodeURIComponent(slug ?? "")}/slots?timezone=`;
    const slots = slug ? quiet(get(path + encodeURIComponent(zone))) : undefined;
    this.paint();
    const words = (this.words = quiet(this.speak(config, named[0]).then(say)));
    words.then(({ language }) => Object.assign(stage, { lang: language, dir: direction(language) }), () => {});
    /** Asks for a token of the check against robots, or only begins it. @param {string} key @param {boolean} wanted */
    const check = (key, wanted) => ask("../turnstile", "check", this, key, wanted);

    /** Asks the part for the form. @param {string} name @param {unknown} about */
    const form = (name, about) => ask("form", name, this, about);

    const heard = ears.map((name) => this.hasAttribute(name) && ask(name, "listen", this).catch(() => {}));
    const late = setTimeout(() => run === this.run && this.offer(config, words, true), slow);
    Promise.all([loaded, words, styled, this.hold, ...heard])
      .then(([widget, words]) => {
        clearTimeout(late);
        if (run !== this.run) return;
        stage.replaceChildren();
        this.widget = widget;
        const boot = { api: edge, config, slots, slug, zone, check, form, words, later };
        if (!widget.mount(this, stage, boot)) throw words;
        // It draws in the next task, and this is the one after that.
        setTimeout(() => (delete stage.dataset.early, (stage.ariaBusy = null)));
        form("watch", stage);
      })
      .catch(() => {
        clearTimeout(late);
        if (run !== this.run) return;
        this.widget = undefined;
        this.offer(config, words, false);
        const detail = Object.freeze({ version: 1, code: (this.trouble = "not-loaded") });
        this.dispatchEvent(new CustomEvent("openslot:error", { bubbles: true, composed: true, detail }));
      });
  }

  /**
   * The language of the markup, the page, the browser, or else the event type.
   *
   * @param {Promise<Answer>} config @param {string | undefined} slug
   */
  async speak(config, slug) {
    const { lang } = document.documentElement;
    const wishes = [this.getAttribute("language"), this.closest("[lang]")?.getAttribute("lang"), lang];
    const choice = choose(wishes, navigator.languages, languages);
    if (choice) return choice;
    const { event_types } = await config.then(({ body }) => JSON.parse(body)).catch(() => ({}));
    const offered = event_types?.find((/** @type {{slug: string}} */ type) => !slug || type.slug === slug);
    return choose([offered?.locale], [], languages) ?? english;
  }

  stop() {
    if (!this.isUp) return;
    this.isUp = false;
    this.run++;
    this.widget?.unmount(this);
    this.widget = undefined;
  }

  /** What the markup says of the look; the theme may be the owner's setting. */
  paint() {
    const { stage, config } = this;
    if (!stage) return;
    for (const name of looks) stage.dataset[name] = this.getAttribute(name) || "";
    config?.then(({ body }) => (stage.dataset.theme ||= JSON.parse(body).theme || "auto")).catch(() => {});
  }

  /**
   * Without the widget there is still a way to book.
   *
   * @param {Promise<Answer>} config @param {Promise<Words>} words @param {boolean} isLate It may still come.
   */
  async offer(config, words, isLate) {
    const { stage, edge } = this;
    const [title, again, late = ""] = await words
      .then(({ text }) => text.split("\n"))
      .catch(() => ["Book a time", "Try again"]);
    const page = await config.then(({ body }) => JSON.parse(body).scheduling_url).catch(() => undefined);
    const href = /^https?:/.test(page) ? page : `${edge}/`;
    const link = create("a", { href, target: "_blank", rel: "noopener", textContent: title });
    const retry = create("button", { type: "button", textContent: again, onclick: () => this.start() });
    const line = create("p", { className: "fallback" });
    line.append(isLate ? `${late} ` : "", link, " ", retry);
    if (!stage || this.widget) return;
    if (!isLate) delete stage.dataset.early;
    stage.replaceChildren(line);
  }
}

expose(tag, create, ask, say, load, OpenSlot);
