// @ts-check
/**
 * The badge: a button that floats over the page and opens the popup. It knows nothing of what it opens, and is an opener
 * like any other.
 */

const POSITIONS = ["bottom-end", "bottom-start", "bottom-right", "bottom-left"];

/** For every badge. The page gives it its look by custom properties, or through `::part(badge)`. */
const look = new CSSStyleSheet();
look.replaceSync(`
:host{all:initial!important;display:contents!important;font-family:var(--openslot-font,inherit)!important}
button{
  all:unset;box-sizing:border-box;position:fixed;z-index:2147483000;display:inline-flex;align-items:center;gap:9px;
  inset-block-end:calc(20px + env(safe-area-inset-bottom));
  inset-inline-end:calc(20px + env(safe-area-inset-right));
  max-inline-size:calc(100vw - 40px);min-block-size:52px;padding:12px 22px 12px 18px;border-radius:26px;
  border:1px solid transparent;cursor:pointer;-webkit-tap-highlight-color:transparent;touch-action:manipulation;
  background:var(--openslot-badge-background,var(--_background,var(--openslot-accent,light-dark(#1f5eff,#7aa2ff))));
  color:var(--openslot-badge-color,var(--_color,var(--openslot-on-accent,light-dark(#ffffff,#0b1020))));
  color-scheme:light dark;
  font-size:16px;font-weight:600;line-height:1.35;
  box-shadow:0 1px 2px rgb(16 22 40/18%),0 8px 24px -6px rgb(16 22 40/32%);
}
button:dir(rtl){padding-inline:18px 22px}
button span{overflow-wrap:anywhere}
svg{flex:none;inline-size:20px;block-size:20px;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
:host([data-theme=light]) button{color-scheme:light}
:host([data-theme=dark]) button{color-scheme:dark}
:host([data-position=bottom-start]) button{inset-inline:calc(20px + env(safe-area-inset-left)) auto}
:host([data-position=bottom-right]) button:dir(rtl){inset-inline:calc(20px + env(safe-area-inset-right)) auto}
:host([data-position=bottom-left]) button:dir(ltr){inset-inline:calc(20px + env(safe-area-inset-left)) auto}
:host([data-away]) button{visibility:hidden}
button:hover{filter:brightness(1.08)}
button:focus-visible{outline:2px solid light-dark(#1f5eff,#7aa2ff);outline-offset:3px}
@media (prefers-contrast:more){button{border-color:currentColor}}
@media (forced-colors:active){button{border-color:ButtonText;background:ButtonFace;color:ButtonText}}
@media (prefers-reduced-motion:no-preference){button{transition:filter 150ms ease-out}}
@media print{:host{display:none!important}}
`);

/** A calendar. */
const ICON = "M4 6.5h12v10H4zM4 9.8h12M7 4v3M13 4v3";

/** A colour, if it is one. @param {unknown} wish @returns {wish is string} */
const isColor = (wish) => typeof wish === "string" && CSS.supports("color", wish);

/**
 * Makes a badge of an element.
 *
 * @param {HTMLElement} host @param {{color?: unknown, textColor?: unknown, position?: unknown, theme?: unknown}} wishes Of the owner.
 * @returns {{button: HTMLButtonElement, words: HTMLElement}}
 */
export function dress(host, { color, textColor, position, theme }) {
  host.dataset.position = POSITIONS.find((name) => name === position) ?? POSITIONS[0];
  host.dataset.theme = String(theme ?? "");
  // It stands beside <body>, which may say which way lines run.
  host.dir = getComputedStyle(document.body ?? document.documentElement).direction;
  const root = host.attachShadow({ mode: "open" });
  const colors = new CSSStyleSheet();
  const rules = (isColor(color) ? `--_background:${color};` : "") + (isColor(textColor) ? `--_color:${textColor};` : "");
  colors.replaceSync(`button{${rules}}`);
  root.adoptedStyleSheets = [look, colors];
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.openslotOpen = "";
  button.setAttribute("part", "badge");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", ICON);
  svg.append(path);
  const words = document.createElement("span");
  button.append(svg, words);
  root.append(button);
  return { button, words };
}
