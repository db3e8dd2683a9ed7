// @ts-check
/**
 * Keeps the page from scrolling behind the popup, and everything on it where it is: a scroll bar that takes room leaves its
 * room behind. A style sheet of its own does it, so that neither the page's nor its policy's inline styles are touched.
 */

const sheet = new CSSStyleSheet();

/** Whether a scroll bar takes room in an element. @param {HTMLElement} element @param {number} outer */
const hasBar = (element, outer) => outer > element.clientWidth;

/** From now on nothing behind scrolls. */
export function hold() {
  const { documentElement: root, body } = document;
  const gutter = (/** @type {boolean} */ is) => (is ? "scrollbar-gutter:stable!important" : "");
  // Pages whose body is what scrolls have the bar there.
  const borders = body.offsetWidth - body.clientWidth - body.clientLeft * 2;
  const isBody = getComputedStyle(root).overflowY !== "visible" && /auto|scroll/.test(getComputedStyle(body).overflowY);
  sheet.replaceSync(
    `html{overflow:hidden!important;${gutter(hasBar(root, innerWidth))}}` +
      (isBody ? `body{overflow:hidden!important;${gutter(borders > 0)}}` : "")
  );
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
}

/** The page scrolls again. */
export function letGo() {
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((own) => own !== sheet);
}
