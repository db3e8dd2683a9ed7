// @ts-check
/**
 * The popup's look: the dialog around the widget, and what is different for the widget in it. Both are constructed style
 * sheets, which a page's policy need not know of.
 *
 * The dialog covers the window and scrolls; the widget's surface is what is seen of it, and a press beside it closes it.
 * Where space is short it has all of the window. Logical properties only, as in `styles/`.
 */

/** @param {string} text */
const sheet = (text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
};

/** Where it is full screen. */
const NARROW = "@media (max-width:640px)";

/** For the root that the dialog is in. What is important here is so for the page's style too. */
export const around = sheet(`
:host{all:initial!important;display:contents!important;font-family:inherit!important}
::slotted([hidden]){display:none!important}
dialog{
  box-sizing:border-box;position:fixed;inset:0;margin:0;border:0;inline-size:auto;block-size:auto;
  max-inline-size:none;max-block-size:none;overflow:auto;overscroll-behavior:contain;outline:none;
  padding-block:max(24px,env(safe-area-inset-top)) max(24px,env(safe-area-inset-bottom));padding-inline:72px;
  background:none;color:light-dark(#14171f,#f3f5f9);color-scheme:light dark;
  --_surface:var(--openslot-surface,light-dark(#ffffff,#14171f));
}
dialog[open]{display:grid;grid-template-columns:minmax(0,1040px);align-content:safe center;justify-content:center}
dialog[data-theme=light]{color-scheme:light}
dialog[data-theme=dark]{color-scheme:dark}
dialog::backdrop{background:rgb(10 13 20/60%)}
button{
  all:unset;box-sizing:border-box;position:fixed;z-index:1;inset-block-start:max(14px,env(safe-area-inset-top));
  inset-inline-end:14px;inline-size:44px;block-size:44px;border:1px solid light-dark(#e3e6eb,#2a2f3a);border-radius:50%;
  background:light-dark(#ffffff,#14171f);cursor:pointer;-webkit-tap-highlight-color:transparent;touch-action:manipulation;
}
button:hover{border-color:light-dark(#858d9a,#6d7686)}
button:focus-visible{outline:2px solid light-dark(#1f5eff,#7aa2ff);outline-offset:2px;box-shadow:0 0 0 2px light-dark(#ffffff,#14171f)}
button::before,button::after{
  content:"";position:absolute;inset-block-start:20px;inset-inline-start:13px;inline-size:16px;
  border-block-start:2px solid currentColor;border-radius:1px;rotate:45deg;
}
button::after{rotate:-45deg}
/* Beside the button as long as that costs the widget nothing, then below it. */
@media (max-width:1183px){dialog{padding-block-start:calc(72px + env(safe-area-inset-top));padding-inline:24px}}
${NARROW}{
  dialog{padding:0;background:light-dark(#ffffff,#14171f)}
  dialog[open]{display:block}
  button{inset-block-start:calc(6px + env(safe-area-inset-top));inset-inline-end:max(8px,env(safe-area-inset-right))}
}
@media (prefers-contrast:more){button{border-color:currentColor}}
@media (forced-colors:active){
  button{border-color:ButtonText;background:ButtonFace;color:ButtonText}
  button:focus-visible{outline-color:Highlight}
  dialog::backdrop{background:Canvas;opacity:.8}
}
@media (prefers-reduced-motion:no-preference){
  dialog[open]{animation:rise 180ms ease-out}
  dialog[open]::backdrop{animation:fade 180ms ease-out}
  @keyframes rise{from{opacity:0;translate:0 12px}}
  @keyframes fade{from{opacity:0}}
}
@media print{dialog{display:none!important}}
`);

/** For the root of the widget: on a narrow screen its surface is the window's. */
export const within = sheet(`
${NARROW}{
  .stage{
    box-sizing:border-box;min-block-size:100dvh!important;background:var(--_surface);
    padding-block:calc(52px + env(safe-area-inset-top)) env(safe-area-inset-bottom);
    padding-inline:env(safe-area-inset-left) env(safe-area-inset-right);
  }
  .stage.stage[data-early]{border:0;border-radius:0}
  .surface.surface{border:0;border-radius:0;box-shadow:none}
  .surface.surface>:first-child{padding-block-start:0}
}
`);
