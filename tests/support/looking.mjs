// Looking at a state of the widget: by axe-core's rules and, with OPENSLOT_PICTURES set to a folder, as a picture
// that is saved there. Asserts nothing.

import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.env.OPENSLOT_PICTURES && resolve(process.env.OPENSLOT_PICTURES);
if (pictures) await mkdir(pictures, { recursive: true });

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
