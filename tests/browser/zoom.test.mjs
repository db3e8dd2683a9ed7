// Readers who need their text larger, or further apart: WCAG 2.2, 1.4.4 and 1.4.12. Nothing is cut off or sticks out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NOW } from "../support/answers.mjs";
import { openPage } from "../support/chromium.mjs";
import { measured } from "../support/looking.mjs";
import { besideEdge } from "../support/stage.mjs";
import { enter, states } from "../support/states.mjs";

const WAYS = {
  "twice as large": ":host { font-size: 30px; --openslot-font-size: 30px; }",
  "spaced widely": `.stage * { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important; }
    .stage p { margin-block-end: 2em !important; }`,
};
/** Buttons whose words are cut off, or run over their edge. */
const cut = (page) =>
  page.evaluate(() => {
    const pressed = document.querySelector("open-slot").shadowRoot.querySelectorAll("button, .pill, a");
    const isCut = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;
    const seen = [...pressed].filter((element) => element.clientWidth > 0 && element.checkVisibility());
    return seen.filter(isCut).map((element) => `${element.className} “${element.textContent.slice(0, 30)}” takes ${element.scrollWidth} × ${element.scrollHeight} of ${element.clientWidth} × ${element.clientHeight} px`);
  });

const on = besideEdge();

for (const [way, style] of Object.entries(WAYS)) {
  test(`text ${way} fits, in every state and at every width`, async () => {
    const { page, close } = await openPage(on.browser, { locale: "en-GB", timezoneId: "Europe/Lisbon", viewport: { width: 1200, height: 900 } });
    try {
      await page.clock.setFixedTime(NOW);
      await page.route("https://calendly.com/**", (route) => route.fulfill({ contentType: "text/html", body: "" }));
      const found = [];
      for (const state of states.filter(({ isLook }) => !isLook)) {
        await page.setViewportSize({ width: 1200, height: 900 });
        await enter(page, on.edge, state, "en");
        await page.evaluate((style) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(style);
          document.querySelector("open-slot").shadowRoot.adoptedStyleSheets.push(sheet);
        }, style);
        for (const width of [320, 768, 1200]) {
          await page.setViewportSize({ width, height: 900 });
          const complaints = [...(await measured(page)), ...(await cut(page))];
          found.push(...complaints.map((complaint) => `${state.name}, ${width}: ${complaint}`));
        }
      }
      assert.deepEqual(found, []);
    } finally {
      await close();
    }
  });
}
