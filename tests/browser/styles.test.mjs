// A page's style sheet does not reach into the widget, and the widget's does not reach out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NOW } from "../support/answers.mjs";
import { openPage } from "../support/chromium.mjs";
import { startPages } from "../support/pages.mjs";
import { besideEdge } from "../support/stage.mjs";
import { enter, states } from "../support/states.mjs";
import { widget } from "../support/widget.mjs";

/** The share of the pixels that may be different at all. */
const SHARE = 0.001;
const STATES = ["time-chosen", "form-errors", "zones", "confirmed", "cards", "loading"];

const on = besideEdge(async (on) => (on.pages = await startPages(() => on.edge.url)));

async function open(options) {
  const opened = await openPage(on.browser, { locale: "en-GB", timezoneId: "Europe/Lisbon", ...options });
  await opened.page.clock.setFixedTime(NOW);
  on.edge.answer();
  return opened;
}

/** The share of the pixels in which two pictures of the same size differ by more than a shade that nobody can see. */
function different(page, pictures) {
  return page.evaluate(async (pictures) => {
    const read = async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes]));
      const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height);
    };
    const [one, other] = await Promise.all(pictures.map(read));
    if (one.width !== other.width || one.height !== other.height) {
      return `${one.width} × ${one.height} px, and ${other.width} × ${other.height} px`;
    }
    let away = 0;
    for (let pixel = 0; pixel < one.data.length; pixel += 4) {
      away += [0, 1, 2].some((channel) => Math.abs(one.data[pixel + channel] - other.data[pixel + channel]) > 2);
    }
    return away / (one.data.length / 4);
  }, pictures.map((png) => png.toString("base64")));
}

for (const width of [400, 1200]) {
  test(`on a rough page it looks as on a plain one, ${width} px`, async (t) => {
    const { page, close } = await open({ viewport: { width, height: 900 } });
    try {
      const look = async (state, name) => {
        await enter(page, on.edge, state, "en", `${on.pages.url}/${name}.html`);
        await page.evaluate(() => document.fonts.ready);
        return page.locator("open-slot .stage").screenshot({ animations: "disabled", caret: "hide" });
      };
      const found = [];
      for (const name of STATES) {
        const state = states.find((state) => state.name === name);
        assert.ok(state, name);
        const share = await different(page, [await look(state, "plain"), await look(state, "rough")]);
        found.push([name, share]);
      }
      t.diagnostic(`different pixels at ${width} px: ${found.map(([name, share]) => `${name} ${share}`).join(", ")}`);
      assert.deepEqual(found.filter(([, share]) => !(share <= SHARE)), []);
    } finally {
      await close();
    }
  });
}

test("a page that hides a part of itself hides the widget in it, and one that lets nothing be pressed there", async () => {
  const { page, close } = await open();
  try {
    await page.goto(`${on.pages.url}/plain.html?event-type=call`);
    await widget(page).ready();
    const time = page.locator("open-slot [part~=time]").first();
    const style = (css) => page.evaluate((css) => (document.body.style.cssText = css), css);
    await style("visibility: hidden");
    assert.equal(await time.isVisible(), false);
    await style("pointer-events: none");
    assert.equal(await time.evaluate((element) => getComputedStyle(element).pointerEvents), "none");
    await style("display: grid");
    await page.locator("open-slot").evaluate((element) => (element.style.display = "none"));
    assert.equal(await time.isVisible(), false);
  } finally {
    await close();
  }
});

test("the page's own elements look with the widget as without it", async () => {
  const { page, close } = await open();
  try {
    await page.goto(`${on.pages.url}/own.html`);
    /** Everything that is known of how each element, and what stands before and after it, is drawn. */
    const drawn = () =>
      page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll("body, body *:not(open-slot)")].flatMap((element) =>
          ["", "::before", "::after", "::marker", "::placeholder", "::selection", "::backdrop"].map((pseudo) => {
            const style = getComputedStyle(element, pseudo || undefined);
            return `${element.localName}${pseudo}: ${[...style].map((name) => `${name}:${style.getPropertyValue(name)}`).join(";")}`;
          }),
        ),
      );
    const before = await drawn();
    assert.ok(before.length > 100 && before.some((line) => line.includes("--openslot-accent")), "the page is looked at");
    await page.evaluate(() => document.head.append(Object.assign(document.createElement("script"), { src: "page.js" })));
    await widget(page).ready();
    await page.locator("open-slot [part~=time]").first().click();
    const after = await drawn();
    assert.deepEqual(after.filter((line, index) => line !== before[index]), []);
    assert.equal(after.length, before.length, "nothing of ours stands in the page");
  } finally {
    await close();
  }
});
