// Looking at a state of the widget: by axe-core's rules, with a ruler and, with OPENSLOT_PICTURES set to a folder, as a
// picture that is saved there. Asserts nothing.

import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.env.OPENSLOT_PICTURES && resolve(process.env.OPENSLOT_PICTURES);
if (pictures) await mkdir(pictures, { recursive: true });

/** CSS pixels that a target has both ways (WCAG 2.5.8). */
const TARGET = 24;

/**
 * Puts axe into the page that is open; a page with a policy of its own needs `bypassCSP`.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} name What the pictures are called after their state, such as `320-dark`.
 * @param {{ within?: string, fullPage?: boolean, iframes?: boolean }} [options] `within` is a selector: by default the
 *   page around the widget counts too.
 * @returns {Promise<{ found: string[], look: (state: string) => Promise<void> }>} `found` grows with each look.
 */
export async function looking(page, name, { within, fullPage = true, iframes = true } = {}) {
  await page.addScriptTag({ content: axe });
  const found = [];
  const look = async (state) => {
    const { violations } = await page.evaluate(
      ([within, iframes]) =>
        window.axe.run(within ? document.querySelector(within) : document, { resultTypes: ["violations"], iframes }),
      [within, iframes],
    );
    for (const { id, nodes } of violations) {
      found.push(...nodes.map(({ target, failureSummary }) => `${state}: ${id} ${target}: ${failureSummary}`));
    }
    if (pictures) await page.screenshot({ path: join(pictures, `${state}-${name}.png`), fullPage });
  };
  return { found, look };
}

/**
 * What is too small to be pressed, and what sticks out of the window.
 *
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>}
 */
export function measured(page) {
  return page.evaluate((target) => {
    const root = document.querySelector("open-slot").shadowRoot;
    const name = (element) => `${element.className || element.localName} “${element.textContent.trim().slice(0, 24)}”`;
    const pressed = [...root.querySelectorAll("button, a[href], input, textarea, select, [role=option], .pill")];
    const seen = pressed.filter((element) => element.checkVisibility() && element.ariaHidden !== "true");
    const small = seen.flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      return Math.min(width, height) < target - 0.01 ? [`${name(element)} is ${width} × ${height} px`] : [];
    });
    const { scrollWidth, clientWidth } = document.documentElement;
    // Nor may anything be cut off at the widget's own edge.
    const surface = root.querySelector(".surface");
    const isCut = surface && surface.scrollWidth > surface.clientWidth;
    return [
      ...small,
      ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide in a window of ${clientWidth} px`] : []),
      ...(isCut ? [`what is on the surface is ${surface.scrollWidth} px wide, and it ${surface.clientWidth} px`] : []),
    ];
  }, TARGET);
}
