// @ts-check
/**
 * One step back in the widget, as the back button of an Android phone asks for. It presses what a visitor would press,
 * found by the names of parts that the widget promises to the pages around it, so that nothing is decided here that the
 * widget does not offer itself.
 */

/** What leads one step back, the nearest first, by the state of the surface that it belongs to. */
const WAYS = [
  // A question that was asked is taken back.
  ["confirmed", "[part~=question] button[part~=quiet]"],
  // From the form, and from choosing another time for a booking.
  ["form", "[part~=summary] > button[part~=link]:not([part~=back])"],
  ["times", "[part~=summary] > button[part~=link]:not([part~=back])"],
  ["linked", "[part~=leaving] > button[part~=link]"],
  // From the times to all event types.
  ["times", "[part~=summary] > button[part~=back]"],
];

/**
 * @param {HTMLElement} element The `<open-slot>`. @returns {boolean} Whether there was a step to go, or the widget is
 *   busy with something that must not be left.
 */
export function goBack(element) {
  const root = element.shadowRoot;
  // The last one opened is on top.
  const dialog = [...(root?.querySelectorAll("dialog") ?? [])].filter(({ open }) => open).pop();
  if (dialog) {
    dialog.close();
    return true;
  }
  const surface = /** @type {HTMLElement | null | undefined} */ (root?.querySelector("[part~=surface]"));
  const state = surface?.dataset.state;
  for (const [where, way] of WAYS) {
    const button = where === state && /** @type {HTMLElement | null | undefined} */ (surface?.querySelector(way));
    if (!button) continue;
    // Pressed even when it is off: then the widget is sending, and does nothing; the app stays either way.
    button.click();
    return true;
  }
  return false;
}
