// @ts-check
/**
 * Tells the page how large the widget is, as `openslot:resize`: at once, and whenever that changes. For pages that keep
 * room for it, and for apps that show it in a view of their own. Brought in by the loader once the widget is there.
 */

/** @type {WeakSet<Element>} */
const watched = new WeakSet();

/** @param {HTMLElement} element */
export function watch(element) {
  if (watched.has(element)) return;
  watched.add(element);
  let [width, height] = [0, 0];
  // The observer goes with the element: nothing else holds on to it.
  new ResizeObserver(() => {
    const { offsetWidth, offsetHeight } = element;
    // A widget that is put away has no size, and one that is back as it was has not changed.
    if (!offsetWidth || (width === offsetWidth && height === offsetHeight)) return;
    [width, height] = [offsetWidth, offsetHeight];
    const detail = Object.freeze({ version: 1, width, height });
    element.dispatchEvent(new CustomEvent("openslot:resize", { bubbles: true, composed: true, detail }));
  }).observe(element);
}
