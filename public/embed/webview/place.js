// @ts-check
/**
 * Where the widget stands on the screen: what of it is covered by the phone or by the app, how high it is, and that the
 * field which is typed into can be seen. Knows nothing of what the widget shows.
 *
 * @typedef {import("./inbox.js").Insets} Insets
 */

/** Pixels between a field and what covers the screen. */
const AIR = 16;

/** What the app covers, beside what the window knows of. @type {Insets} */
let covered = { top: 0, right: 0, bottom: 0, left: 0 };

/** Takes the place of what the phone says of its own edges (`styles` of the page). @param {Insets} insets */
export function inset(insets) {
  covered = insets;
  for (const [side, length] of Object.entries(insets)) {
    document.documentElement.style.setProperty(`--app-inset-${side}`, `${length}px`);
  }
  requestAnimationFrame(showField);
}

/** What has the focus, through shadow roots. */
function focused() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** Brings the field with the focus to where it is seen, when a keyboard or something else is over it. */
function showField() {
  const field = focused();
  if (!field?.matches("input, textarea, select")) return;
  const { top, bottom } = field.getBoundingClientRect();
  const view = window.visualViewport;
  const first = (view?.offsetTop ?? 0) + covered.top + AIR;
  const last = (view?.offsetTop ?? 0) + (view?.height ?? innerHeight) - covered.bottom - AIR;
  if (top >= first && bottom <= last) return;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  field.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" });
}

/** Keyboards come after the focus, and by steps. */
export function followFocus() {
  document.addEventListener("focusin", () => requestAnimationFrame(showField));
  window.visualViewport?.addEventListener("resize", showField);
}

/**
 * Tells how high the page's content is, at most once a frame and only when that has changed.
 *
 * @param {Element} content @param {(height: number) => void} tell
 * @returns {() => void} Has it measured.
 */
export function followHeight(content, tell) {
  let told = -1;
  let isDue = false;
  const look = () => {
    isDue = false;
    // Not the document's height, which is never less than that of the window and so would never shrink.
    const { paddingBlockStart, paddingBlockEnd } = getComputedStyle(document.body);
    const around = parseFloat(paddingBlockStart) + parseFloat(paddingBlockEnd);
    const height = Math.ceil(content.getBoundingClientRect().height + around);
    if (height === told) return;
    told = height;
    tell(height);
  };
  const measure = () => {
    if (!isDue) requestAnimationFrame(look);
    isDue = true;
  };
  new ResizeObserver(measure).observe(content, { box: "border-box" });
  // For insets, which change what is around the content, and nothing in it.
  return measure;
}
