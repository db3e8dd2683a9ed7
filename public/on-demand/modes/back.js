// @ts-check
/**
 * The way back closes the popup: on phones it has an entry of its own in the history, so that going back leaves the page
 * where it was. The entry goes with the popup.
 *
 * A router of the page must not take the step back for a visit, and nobody can keep `popstate` from one that listens
 * before us. So while the popup is open the entry below has no state, which routers do not take for one of theirs, and the
 * popup's entry has theirs; afterwards everything is as it was. Where the page goes on from the popup's entry, that one
 * stays in place of the one below, which is passed over.
 */

const MARK = "openslotPopup";

/** What is done when the visitor goes back, while there is something to close. @type {(() => void) | undefined} */
let onBack;
/** The popup's entry, as long as there is one, and that below it. @type {{top: unknown, below: unknown, href: string, state: any} | undefined} */
let entry;
/** Ends the wait for a step back that was ours. @type {(() => void) | undefined} */
let stepped;
/** A step back of ours that is under way: another entry before it has come would be in its way. @type {Promise<void>} */
let step = Promise.resolve();
/** Entries below those that the page has gone on from. @type {{top: unknown, below: unknown, state: any}[]} */
let passed = [];
/** The entry that was shown before this one. */
let last = /** @type {unknown} */ (undefined);
let count = 0;

/** What the browser calls the entry, where it does: a router may have written over its state. @type {() => unknown} */
const here = () => /** @type {any} */ (window).navigation?.currentEntry?.key ?? history.state?.[MARK];

/** @param {PopStateEvent} event */
function popped(event) {
  const before = last;
  last = here();
  const over = passed.find(({ below }) => below !== undefined && below === last);
  if (stepped) {
    event.stopImmediatePropagation();
    stepped();
  } else if (over) {
    event.stopImmediatePropagation();
    passed = passed.filter((one) => one !== over);
    history.replaceState(over.state, "");
    if (before === over.top) history.back();
  } else if (onBack) {
    const { top, href, state } = entry ?? {};
    if (entry && last !== top) {
      // Back on the page as it was below the popup.
      if (location.href === href && !history.state) history.replaceState(state, "");
      entry = undefined;
    }
    onBack();
  }
  settle();
}

/** Nothing is listened for when there is nothing to hear. */
function settle() {
  if (onBack || stepped || passed.length) addEventListener("popstate", popped, true);
  else removeEventListener("popstate", popped, true);
}

/** Resolves when there is nothing under way. */
export const settled = () => step;

/** @param {() => void} close What going back does. @param {boolean} isHandheld Whether there is an entry for it. */
export function listen(close, isHandheld) {
  onBack = close;
  settle();
  if (!isHandheld) return;
  const { state } = history;
  const below = here();
  try {
    history.replaceState(null, "");
    history.pushState({ ...(typeof state === "object" ? state : {}), [MARK]: (count += 1) }, "");
    last = here();
    entry = { top: last, below, href: location.href, state };
  } catch {
    // A document without an address of its own has no history: then there are the other ways to close it.
  }
}

/** The popup is closed: its entry goes. */
export async function leave() {
  onBack = undefined;
  const left = entry;
  entry = undefined;
  if (left && here() === left.top) {
    // What a router has written meanwhile is about the page, not about the popup.
    const { [MARK]: _, ...written } = history.state ?? {};
    const isOwn = left.state && typeof left.state === "object";
    step = new Promise((resolve) => (stepped = resolve));
    history.back();
    await step;
    stepped = undefined;
    history.replaceState(isOwn || Object.keys(written).length ? written : left.state, "");
  } else if (left) passed.push(left);
  settle();
}
