// Every colour on every other that a visitor can meet, in each preset and both themes: text, and what tells a control
// from what it stands on. Measured on the page as Chromium draws it, so a colour that is mixed counts as it is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NOW } from "../support/answers.mjs";
import { openPage } from "../support/chromium.mjs";
import { besideEdge } from "../support/stage.mjs";
import { enter, states } from "../support/states.mjs";

const PRESETS = ["", "clean", "soft", "contrast"];
const THEMES = ["light", "dark"];
/** Ratios of WCAG 2.2: 1.4.3 for text and 1.4.11 for controls; the preset for contrast keeps to 1.4.6. */
const TEXT = 4.5;
const MORE = 7;
const CONTROL = 3;
const STATES = ["time-chosen", "seats", "empty-month", "taken", "stale", "cards", "form-errors", "hold-lapsed", "sending", "cancel-question", "canceled", "linked-closed", "zones"];

const on = besideEdge();

/** Runs in the page: what is not told well enough from what is behind it. */
function complaints({ TEXT, CONTROL }) {
  const root = document.querySelector("open-slot").shadowRoot;
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  /** Paints colours over each other, and reads what comes out. */
  const paint = (...colours) => {
    pen.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
    }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.map((value) => value / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const page = getComputedStyle(document.documentElement).backgroundColor;
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor);
    return [page, ...layers];
  };
  const found = [];
  const check = (what, front, back, least) => {
    const value = ratio(paint(...back, front), paint(...back));
    if (value < least) found.push(`${what}: ${value.toFixed(2)} of ${least}`);
  };
  let pairs = 0;
  for (const element of root.querySelectorAll(".stage *")) {
    if (!element.checkVisibility() || element.closest(".spoken, iframe")) continue;
    const style = getComputedStyle(element);
    const name = `${element.localName}.${element.className.baseVal ?? element.className}`;
    const back = behind(element);
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (hasText || element.value) check(name, style.color, back, TEXT), (pairs += 1);
    if (element.placeholder) check(`${name} placeholder`, getComputedStyle(element, "::placeholder").color, back, TEXT);
    if (element.matches(".icon")) check(name, style.color, back, CONTROL);
    const around = behind(element.parentElement);
    // A control that has no words of its own is told by its edge, and what is chosen by what it is filled with.
    if (element.matches(".input, .pill")) check(`${name} edge`, style.borderTopColor, around, CONTROL);
    if (element.matches(".primary, .next, .day--chosen, .strip-day--chosen, .time[aria-pressed=true]")) {
      check(`${name} fill`, style.backgroundColor, around, CONTROL);
    }
    if (element.matches(".day--free")) check(`${name} bar`, getComputedStyle(element, "::after").backgroundColor, back, CONTROL);
    if (element.matches(".day--today")) check(`${name} dot`, getComputedStyle(element, "::before").backgroundColor, back, CONTROL);
  }
  // The ring of the focus, whose colour is an accent's on the surface and on what is tinted.
  const probe = root.querySelector(".stage").appendChild(document.createElement("i"));
  const value = (name) => ((probe.style.color = `var(${name})`), getComputedStyle(probe).color);
  for (const back of ["--_surface", "--_tint"]) check(`focus on ${back}`, value("--_accent"), [page, value(back)], CONTROL);
  probe.remove();
  return { found, pairs };
}

for (const state of states.filter(({ name }) => STATES.includes(name))) {
  test(`every colour of ${state.name} is told from what is behind it, in each preset and theme`, async () => {
    const { page, close } = await openPage(on.browser, { locale: "en-GB", timezoneId: "Europe/Lisbon", viewport: { width: 1200, height: 900 } });
    try {
      await page.clock.setFixedTime(NOW);
      await page.route("https://calendly.com/**", (route) => route.fulfill({ contentType: "text/html", body: "" }));
      await enter(page, on.edge, state, "en");
      const found = [];
      for (const width of [320, 1200]) {
        await page.setViewportSize({ width, height: 900 });
        for (const preset of PRESETS) {
          for (const colorScheme of THEMES) {
            await page.emulateMedia({ colorScheme });
            await page.locator("open-slot").evaluate((element, preset) => element.setAttribute("preset", preset), preset);
            const limits = { TEXT: preset === "contrast" ? MORE : TEXT, CONTROL };
            const seen = await page.evaluate(complaints, limits);
            assert.ok(seen.pairs > 5, "there is something to measure");
            found.push(...seen.found.map((complaint) => `${preset || "none"}, ${colorScheme}, ${width}: ${complaint}`));
          }
        }
      }
      assert.deepEqual([...new Set(found)], []);
    } finally {
      await close();
    }
  });
}
