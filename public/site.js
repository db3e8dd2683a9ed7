// @ts-check
/**
 * The demo page's only script. The snippets name the origin that they are read from and the looks that are chosen, so that
 * they can be copied as they are; and what they do can be tried.
 *
 * It uses the widget as any page may: by attributes and by `window.Openslot`.
 */

/** @typedef {Window & {Openslot: {push(call: unknown[]): unknown}}} Page */

/** @param {string} selector @returns {NodeListOf<HTMLElement>} */
const all = (selector) => document.querySelectorAll(selector);
const shown = /** @type {HTMLElement} */ (document.querySelector("main > open-slot"));
const looks = /** @type {HTMLFormElement} */ (document.querySelector(".looks"));
const said = /** @type {HTMLElement} */ (document.querySelector(".said"));
const badge = /** @type {HTMLButtonElement} */ (document.querySelector("#badge"));

/** @param {unknown[]} call What `window.Openslot` shall do, now or when it is there. */
const ask = (...call) => {
  const page = /** @type {Page} */ (/** @type {unknown} */ (window));
  (page.Openslot ||= []).push(call);
};

/** The chosen looks, as names and values. */
const chosen = () => [...new FormData(looks)].filter(([, value]) => value);

for (const place of all("[data-origin]")) place.textContent = location.origin;

looks.addEventListener("change", ({ target }) => {
  const { name, value } = /** @type {HTMLSelectElement} */ (target);
  shown.toggleAttribute(name, Boolean(value));
  if (value) shown.setAttribute(name, value);
  for (const place of all("[data-looks]")) {
    place.textContent = chosen().map(([name, value]) => ` ${place.dataset.looks}${name}="${value}"`).join("");
  }
});
looks.addEventListener("submit", (event) => event.preventDefault());

badge.addEventListener("click", () => {
  const isShown = badge.getAttribute("aria-pressed") === "true";
  badge.setAttribute("aria-pressed", String(!isShown));
  badge.textContent = isShown ? "Show the badge" : "Take it away";
  if (isShown) ask("destroy");
  else ask("init", { mode: "badge", text: "Book a call", eventType: "30min", ...Object.fromEntries(chosen()) });
});

document.querySelector("#code")?.addEventListener("click", () => {
  ask("open", { eventType: "30min", ...Object.fromEntries(chosen()) });
});

for (const mode of all(".mode")) {
  const code = /** @type {HTMLElement} */ (mode.querySelector("pre"));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy: ${mode.querySelector("h3")?.textContent}`);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent ?? "");
      said.textContent = "Copied.";
    } catch {
      // Not allowed here: then it is marked, and the keyboard does it.
      getSelection()?.selectAllChildren(code);
      said.textContent = "Press Ctrl+C, or ⌘C, to copy it.";
    }
  });
  code.before(button);
}
