// `openslot`, installed into an empty project: its types hold what they promise, and importing it needs no browser.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { REACT, startProject } from "../support/project.mjs";

const BUNDLER = { module: "esnext", moduleResolution: "bundler" };
const NODE16 = { module: "node16", moduleResolution: "node16" };

describe("openslot", () => {
  let project;
  before(async () => {
    const { react, "@types/react": types } = REACT[19];
    project = await startProject(["openslot"], { react, "@types/react": types, preact: "11.2.0", typescript: "5.9.3" });
    await project.use("page.ts", "markup.tsx", "preact.tsx");
  });
  after(() => project?.remove());

  for (const [name, settings] of Object.entries({ nodenext: {}, node16: NODE16, bundler: BUNDLER })) {
    test(`right uses type-check and wrong ones do not, with ${name}`, async () => {
      const checked = await project.check(["page.ts"], settings);
      assert.deepEqual([checked.text, checked.code], ["", 0]);
    });
  }

  test("with TypeScript 5.9", async () => {
    const compiler = `${project.folder}/node_modules/.bin/tsc`;
    const checked = await project.check(["page.ts", "markup.tsx"], { ...BUNDLER, jsx: "react-jsx" }, compiler);
    assert.deepEqual([checked.text, checked.code], ["", 0]);
  });

  test("in React's JSX and in Preact's", async () => {
    for (const [file, source] of [["markup.tsx", "react"], ["preact.tsx", "preact"]]) {
      const checked = await project.check([file], { ...BUNDLER, jsx: "react-jsx", jsxImportSource: source });
      assert.deepEqual([checked.text, checked.code], ["", 0], file);
    }
  });

  test("a project that knows nothing of React or Preact is not asked to", async () => {
    const alone = await startProject(["openslot"]);
    try {
      await alone.use("page.ts");
      const checked = await alone.check(["page.ts"]);
      assert.deepEqual([checked.text, checked.code], ["", 0]);
    } finally {
      await alone.remove();
    }
  });

  test("it is imported without a browser, and says so when it is asked to load", async () => {
    const program = `
      import { load, LoadError, attributesOf } from "openslot";
      import "openslot/jsx";
      import "openslot/preact";
      const told = await load({ api: "https://book.example.com" }).catch((error) => error);
      const attributes = attributesOf({ eventType: "30min", textReminder: true, drafts: undefined, calendlyMessages: false });
      console.log(JSON.stringify([told instanceof LoadError, told.message, attributes]));`;
    const { code, text } = await project.node(program);
    assert.equal(code, 0, text);
    assert.deepEqual(JSON.parse(text), [true, "load() needs a browser", { "event-type": "30min", "text-reminder": "" }]);
  });
});
