// `openslot-react`, installed into an empty project with React 18 and 19: its types hold what they promise, and a server
// renders it.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { REACT, startProject } from "../support/project.mjs";

const JSX = { jsx: "react-jsx" };
const BUNDLER = { ...JSX, module: "esnext", moduleResolution: "bundler" };
const NODE16 = { ...JSX, module: "node16", moduleResolution: "node16" };

const RENDERED =
  '<open-slot api="https://book.example.com" event-type="30min" text-reminder="" prefill="query" class="wide" id="booking">';

for (const [major, others] of Object.entries(REACT)) {
  describe(`openslot-react with React ${major}`, () => {
    let project;
    before(async () => {
      project = await startProject(["openslot", "openslot-react"], others);
      await project.use("components.tsx", "markup.tsx");
    });
    after(() => project?.remove());

    for (const [name, settings] of Object.entries({ nodenext: JSX, node16: NODE16, bundler: BUNDLER })) {
      test(`right uses type-check and wrong ones do not, with ${name}`, async () => {
        const checked = await project.check(["components.tsx", "markup.tsx"], settings);
        assert.deepEqual([checked.text, checked.code], ["", 0]);
      });
    }

    test("a server renders the element with its attributes and room, and nothing that a strict policy refuses", async () => {
      const program = `
        import { createElement as h } from "react";
        import { renderToString } from "react-dom/server";
        import { OpenSlot, OpenSlotBadge, OpenSlotPopup } from "openslot-react";
        const warnings = [];
        console.error = (...said) => warnings.push(said.join(" "));
        const api = "https://book.example.com";
        const props = { api, eventType: "30min", textReminder: true, prefill: "query", className: "wide", id: "booking" };
        const inline = renderToString(h(OpenSlot, { ...props, onBooked() {} }, h("p", { slot: "confirmation" }, "See you")));
        const own = renderToString(h(OpenSlot, { api, fallback: "Just a moment", prefill: { name: "Ada" } }));
        const popup = renderToString(h(OpenSlotPopup, { api, eventType: "30min" }, "Book a call"));
        const badge = renderToString(h(OpenSlotBadge, { api, text: "Book" }));
        console.log(JSON.stringify({ inline, own, popup, badge, warnings }));`;
      const { code, text } = await project.node(program);
      assert.equal(code, 0, text);
      const { inline, own, popup, badge, warnings } = JSON.parse(text);
      assert.deepEqual(warnings, []);
      assert.ok(inline.startsWith(RENDERED), inline);
      assert.match(inline, /<svg width="1" height="576" aria-hidden="true"><\/svg><p slot="confirmation">See you<\/p>/);
      assert.ok(!/style=|on\w+=/.test(inline), inline);
      assert.equal(own, '<open-slot api="https://book.example.com">Just a moment</open-slot>');
      assert.equal(popup, '<button type="button">Book a call</button>');
      assert.equal(badge, "");
    });

    test("every file that uses React's hooks is one of the browser's, as Next wants to know", async () => {
      const program = `
        import { readdirSync, readFileSync } from "node:fs";
        const folder = "node_modules/openslot-react/dist/";
        const files = readdirSync(folder).filter((file) => file.endsWith(".js"));
        console.log(JSON.stringify(files.map((file) => [file, readFileSync(folder + file, "utf8")])));`;
      const files = JSON.parse((await project.node(program)).text);
      assert.ok(files.length > 3);
      for (const [file, text] of files) assert.match(text, /^(\/\/.*\n)*"use client";/, file);
    });
  });
}
