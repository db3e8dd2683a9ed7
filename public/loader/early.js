// @ts-check
// Only what is needed until the style sheet is there: room to stand in, so that the page does not jump.
/** @param {number} from Of the widget's widths. @param {number} height As `styles/layout.css` has it. */
const room = (from, height) =>
  `@container openslot (min-width:${from}px){.stage[data-early]{min-block-size:var(--openslot-min-height,${height}px)}}`;
export const early = new CSSStyleSheet();
early.replaceSync(
  ":host{display:block;container:openslot/inline-size}.stage[data-early]{box-sizing:border-box;border:1px solid #8883;" +
    "border-radius:16px;min-block-size:var(--openslot-min-height,820px)}" +
    ".stage[data-early]>:not(.fallback){visibility:hidden}.fallback{padding:24px}" +
    room(560, 776) + room(880, 576)
);
