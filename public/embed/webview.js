// @ts-check
import { attributes, fitsContent } from "./webview/attributes.js";
import { goBack } from "./webview/back.js";
import { Outbox } from "./webview/bridge.js";
import { open } from "./webview/inbox.js";
import { follow } from "./webview/links.js";
import { Outage, title } from "./webview/outage.js";
import { followFocus, followHeight, inset } from "./webview/place.js";

/**
 * The page that an app opens in a WebView (docs/WEBVIEW.md): the widget over the whole screen, and a conversation with
 * the app. It puts the parts of `webview/` together; what the widget does is the widget's business, and what the app
 * makes of it the app's. In a browser, where there is no app, it is a page with the widget.
 */

/** What the app hears of, without the `openslot:` before it. */
const EVENTS =
  "ready view event-type-selected slot-selected form-started booking-requested booked rescheduled cancelled error resize";
/** How long the widget's first script may take before that is said, in milliseconds. */
const PATIENCE = 10_000;
const LOADER = "/embed.js";

const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const heading = /** @type {HTMLElement} */ (document.querySelector("h1"));
const root = document.documentElement;
const outbox = new Outbox(/** @type {any} */ (window));
const known = attributes(location.search);
const outage = new Outage(known.get("language"), navigator.languages, start);
if (fitsContent(location.search)) root.dataset.fit = "content";

/** @type {HTMLElement | undefined} The `<open-slot>`, once it is there. */
let element;
/** @type {object | undefined} What the app says of the visitor. */
let prefill;
let attempts = 0;
let isLoading = false;

/** What the widget found out of language and theme holds for the page too. */
const looks = new MutationObserver(() => {
  const stage = /** @type {HTMLElement | null | undefined} */ (element?.shadowRoot?.querySelector(".stage"));
  if (!stage) return;
  const { theme } = stage.dataset;
  if (theme) root.dataset.theme = theme;
  if (stage.lang) entitle(stage.lang);
});

/** The page is called what the widget is for; that is not shown, because the widget says it itself. @param {string} language */
function entitle(language) {
  root.lang = language;
  document.title = heading.textContent = title(language);
}

/** Puts a new widget into the page. */
function build() {
  element?.remove();
  element = document.createElement("open-slot");
  for (const [name, value] of known) element.setAttribute(name, value);
  if (prefill) Object.assign(element, { prefill });
  main.append(element);
  looks.disconnect();
  if (element.shadowRoot) {
    looks.observe(element.shadowRoot, { subtree: true, childList: true, attributeFilter: ["data-theme", "lang"] });
  }
}

/** Says that there is no widget. */
function fail() {
  element?.remove();
  element = undefined;
  entitle(outage.language);
  outage.show(main, navigator.onLine);
}

/** Fetches the widget and shows it, or says that it cannot be had. */
async function start() {
  if (isLoading) return;
  isLoading = true;
  // What hangs cannot be given up, but something else can be tried beside it; whichever comes first is shown.
  const late = setTimeout(() => {
    isLoading = false;
    if (!element) fail();
  }, PATIENCE);
  try {
    // A browser remembers a script that failed by its address.
    await import(attempts++ ? `${LOADER}?try=${attempts}` : LOADER);
    outage.hide();
    if (!element) build();
  } catch {
    if (!element) {
      fail();
      outbox.say("error", { version: 1, code: "not-loaded" });
    }
  }
  clearTimeout(late);
  isLoading = false;
}

for (const name of EVENTS.split(" ")) {
  document.addEventListener(`openslot:${name}`, (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    // Who books is between them and the host: nothing of it leaves the page, whatever the widget is asked to tell.
    const { invitee, request, ...rest } = detail ?? {};
    outbox.say(name, rest);
    if (name === "error" && rest.code === "not-loaded") fail();
  });
}

document.addEventListener(
  "click",
  (event) => {
    const isLink = (/** @type {EventTarget} */ node) => node instanceof HTMLAnchorElement && node.href !== "";
    const link = /** @type {HTMLAnchorElement | undefined} */ (event.composedPath().find(isLink));
    if (!link) return;
    const isPlace = Boolean(link.closest("[part~=confirmation] .facts"));
    const where = follow({ address: link.href, target: link.target, isPlace }, location.href);
    if (where === "refused") return event.preventDefault();
    if (where === "stays" || !outbox.bridge) return;
    event.preventDefault();
    outbox.say("open-url", where);
  },
  true
);

// Who comes back to the app, or gets a connection, need not press anything.
const again = () => outage.isShown && !document.hidden && start();
window.addEventListener("online", again);
document.addEventListener("visibilitychange", again);

followFocus();
const measure = followHeight(main, (height) => outbox.say("height", { height }));

open(/** @type {any} */ (window), {
  theme(theme) {
    known.set("theme", theme);
    root.dataset.theme = theme;
    element?.setAttribute("theme", theme);
  },
  insets(insets) {
    inset(insets);
    measure();
  },
  back() {
    const handled = Boolean(element && goBack(element));
    outbox.say("back", { handled });
  },
  retry() {
    if (outage.isShown) start();
    else if (element?.shadowRoot?.querySelector("[part~=surface][data-state=stuck]")) build();
  },
  prefill(said) {
    prefill = said;
    if (element) Object.assign(element, { prefill });
  },
  words(words) {
    const news = Object.entries(words).filter(([name, value]) => known.get(name) !== value);
    for (const [name, value] of news) known.set(name, value);
    // Read when the widget begins.
    if (element && news.length) build();
  },
});
const theme = known.get("theme");
if (theme) root.dataset.theme = theme;
start();
