// `openslot-react-native`, installed into an empty project beside the real React Native and react-native-webview: its types
// and its sources hold what they promise, and the component does its part. For that it is rendered with stand-ins of the
// native modules, because there is no phone here.

import assert from "node:assert/strict";
import { cp, readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { startProject } from "../support/project.mjs";

const root = resolve(import.meta.dirname, "../..");
const VERSIONS = {
  ...{ react: "19.3.1", "@types/react": "19.3.3", "react-test-renderer": "19.3.1" },
  ...{ "react-native": "0.88.1", "react-native-webview": "16.0.0", "react-native-webview-14": "npm:react-native-webview@14.0.1", "react-native-safe-area-context": "5.11.1" },
};
/** As React Native's own template has it; its types do not pass `skipLibCheck: false` themselves. */
const NATIVE = { jsx: "react-jsx", module: "esnext", moduleResolution: "bundler", lib: ["es2022"], skipLibCheck: true };

/** Loaded as Node does it: bundled, it keeps a channel open that keeps the process. */
const REACT = ["--external:react", "--external:react-test-renderer"];

describe("openslot-react-native", () => {
  let project;
  /** React, its renderer, the component and its stand-ins, all with the same React. */
  let on;
  before(async () => {
    project = await startProject(["openslot-react-native", "openslot"], VERSIONS);
    await project.use("webview.tsx", "same-events.ts");
    const standIns = await Promise.all(
      (await readdir(join(root, "tests/packages/stand-ins"))).map(async (file) => {
        await cp(join(root, "tests/packages/stand-ins", file), join(project.folder, file));
        return `--alias:${file.replace(".mjs", "")}=${join(project.folder, file)}`;
      }),
    );
    const entry = `
      export { default as React } from "react";
      export { default as renderer } from "react-test-renderer";
      export * from "openslot-react-native";
      export * from "./react-native.mjs";
      export { injected } from "./react-native-webview.mjs";`;
    await writeFile(join(project.folder, "rendered.mjs"), entry);
    await project.bundle("rendered.mjs", "--platform=node", ...REACT, ...standIns);
    globalThis.IS_REACT_ACT_ENVIRONMENT = true;
    on = await import(pathToFileURL(join(project.folder, "bundle.js")).href);
  });
  after(() => project?.remove());

  test("right uses type-check with the real types, and wrong ones do not", async () => {
    const checked = await project.check(["webview.tsx"], NATIVE);
    assert.deepEqual([checked.text, checked.code], ["", 0]);
  });

  test("what it tells an app is what the widget tells a page", async () => {
    const checked = await project.check(["same-events.ts"], { ...NATIVE, lib: ["es2022", "dom", "dom.iterable"] });
    assert.deepEqual([checked.text, checked.code], ["", 0]);
  });

  test("its own types pass without any check left out", async () => {
    const folder = "node_modules/openslot-react-native/dist";
    const checked = await project.check(["webview.tsx"], { ...NATIVE, skipLibCheck: false });
    const ours = checked.text.split("\n").filter((line) => line.startsWith(folder) || line.startsWith("webview.tsx"));
    assert.deepEqual(ours, []);
  });

  test("its sources type-check with the real types, as strictly as with what they are compiled with", async () => {
    await cp(join(root, "packages/openslot-react-native/src"), join(project.folder, "src"), { recursive: true });
    const files = (await readdir(join(project.folder, "src"))).map((file) => `src/${file}`);
    const checked = await project.check(files, { ...NATIVE, exactOptionalPropertyTypes: true, noUnusedLocals: true });
    assert.deepEqual([checked.text, checked.code], ["", 0]);
  });

  test("and with those of the react-native-webview that Expo brings", async () => {
    const paths = { "react-native-webview": ["./node_modules/react-native-webview-14/index.d.ts"] };
    const checked = await project.check(["src/index.ts", "webview.tsx"], { ...NATIVE, exactOptionalPropertyTypes: true, paths });
    assert.deepEqual([checked.text, checked.code], ["", 0]);
  });

  test("the example app type-checks; of Expo there is a stand-in", async () => {
    for (const file of ["App.tsx", "app.json", "index.ts"]) await cp(join(root, "examples/expo", file), join(project.folder, file));
    const expo = 'import type { ComponentType } from "react";\nexport function registerRootComponent(app: ComponentType): void;\n';
    await writeFile(join(project.folder, "expo.d.ts"), expo);
    const paths = { expo: ["./expo.d.ts"] };
    const checked = await project.check(["index.ts"], { ...NATIVE, exactOptionalPropertyTypes: true, resolveJsonModule: true, paths });
    assert.deepEqual([checked.text, checked.code], ["", 0]);
  });

  const ORIGIN = "https://book.example.com";
  const PAGE = `${ORIGIN}/embed/webview`;

  /** Renders the component, runs `run`, and takes it away. */
  async function rendered(props, run) {
    const { React, renderer, OpenslotWebView, injected, phone } = on;
    injected.length = 0;
    Object.assign(phone, { opened: [], exits: 0, scheme: "light" });
    const act = React.act;
    const ref = React.createRef();
    const element = (more) => React.createElement(OpenslotWebView, { api: `${ORIGIN}/`, ref, ...props, ...more });
    let tree;
    await act(async () => (tree = renderer.create(element())));
    const find = (name) => tree.root.findAll((node) => node.type === name);
    const webview = () => find("WebView")[0]?.props;
    const view = {
      ...{ act, ref, phone, injected, find, webview, tree },
      update: (more) => act(async () => tree.update(element(more))),
      say: (type, detail, url = PAGE) =>
        act(async () => webview().onMessage({ nativeEvent: { url, data: JSON.stringify({ openslot: 1, type, detail }) } })),
      style: () => Object.assign({}, ...find("View")[0].props.style.flat(9).filter(Boolean)),
      /** What the page is told, by all programs that ran. */
      told: () => injected.flatMap((text) => read(text)),
    };
    try {
      await run(view);
    } finally {
      await act(async () => tree.unmount());
      assert.deepEqual([phone.back.length, phone.states.size, phone.schemes.size], [0, 0, 0], "nobody listens any more");
    }
  }

  /** What a program says to the page. */
  function read(text) {
    const window = {};
    new Function("window", "location", text)(window, { origin: ORIGIN });
    return window.OpenslotWebView ?? [];
  }

  test("what the page tells reaches the callbacks, and what others tell does not", async () => {
    const heard = [];
    const note = (name) => (detail) => heard.push([name, detail]);
    const props = { onBooked: note("booked"), onReady: note("ready"), onError: note("error"), onEvent: ({ type }) => heard.push(["event", type]) };
    const booked = { booking_id: "b", start: "s", end: "e", event_type: "30min" };
    await rendered(props, async ({ say }) => {
      await say("ready", {});
      await say("booked", booked);
      await say("booked", booked, "https://evil.example/embed/webview");
      await say("booked", { booking_id: 1 });
      await say("unheard-of", {});
    });
    assert.deepEqual(heard, [["event", "ready"], ["ready", undefined], ["event", "booked"], ["booked", booked]]);
  });

  test("the address has no personal data, and the page is told it before it begins and after", async () => {
    const prefill = { name: "Ada", email: "ada@example.com" };
    const props = { eventType: "30min", prefill, consent: "I agree", insets: { top: 47 } };
    await rendered(props, async ({ webview, told, update }) => {
      assert.equal(webview().source.uri, `${PAGE}?event-type=30min`);
      const expected = [{ type: "theme", theme: "light" }, { type: "insets", top: 47 }, { type: "words", consent: "I agree" }, { type: "prefill", prefill }];
      assert.deepEqual(read(webview().injectedJavaScriptBeforeContentLoaded), expected);
      const before = told().length;
      await update({ prefill: { ...prefill } });
      assert.equal(told().length, before, "the same, said by a new object, is no news");
      await update({ insets: { top: 0, bottom: 34 } });
      assert.deepEqual(told().filter(({ type }) => type === "insets").at(-1), { type: "insets", top: 0, bottom: 34 });
      assert.equal(webview().source.uri, `${PAGE}?event-type=30min`);
    });
  });

  test("it follows the phone's colours, or those of the app", () =>
    rendered({}, async ({ act, told, update, style }) => {
      const themes = () => told().filter(({ type }) => type === "theme").map(({ theme }) => theme);
      await act(async () => on.darken("dark"));
      assert.equal(themes().at(-1), "dark");
      assert.equal(style().backgroundColor, "#14171f");
      await update({ theme: "light" });
      assert.equal(themes().at(-1), "light");
      await act(async () => on.darken("light"));
    }));

  test("links go to the system, or to the app", () =>
    rendered({}, async ({ say, phone, update, webview }) => {
      await say("open-url", { url: "https://meet.example/x", kind: "join" });
      await say("open-url", { url: "javascript:alert(1)", kind: "page" });
      assert.deepEqual(phone.opened, ["https://meet.example/x"]);
      const own = [];
      await update({ onOpenUrl: (link) => own.push(link) });
      await say("open-url", { url: "tel:+1", kind: "phone" });
      const asks = webview().onShouldStartLoadWithRequest;
      assert.equal(asks({ url: `${PAGE}?event-type=30min`, isTopFrame: true }), true);
      assert.equal(asks({ url: "https://calendly.com/d/x", isTopFrame: false }), true);
      assert.equal(asks({ url: "https://calendly.com/d/x", isTopFrame: true }), false);
      assert.equal(asks({ url: "intent://x#Intent;end", isTopFrame: true }), false);
      webview().onOpenWindow({ nativeEvent: { targetUrl: "https://calendly.com/privacy" } });
      assert.deepEqual(own, [
        { url: "tel:+1", kind: "phone" },
        { url: "https://calendly.com/d/x", kind: "page" },
        { url: "https://calendly.com/privacy", kind: "page" },
      ]);
      assert.equal(phone.opened.length, 1);
    }));

  test("it fills its room, or is as high as its content", async () => {
    await rendered({}, async ({ style, say }) => {
      await say("height", { height: 900 });
      assert.deepEqual([style().flex, style().height], [1, undefined]);
    });
    await rendered({ fit: "content", style: { maxHeight: 700 } }, async ({ style, say, webview }) => {
      assert.match(webview().source.uri, /fit=content/);
      assert.equal(style().height, 480);
      await say("height", { height: 612 });
      assert.deepEqual([style().flex, style().height, style().maxHeight], [undefined, 612, 700]);
    });
  });

  test("back goes to the page first, and then to whoever listened before", (context) => {
    context.mock.timers.enable({ apis: ["setTimeout"] });
    return rendered({}, async ({ act, say, phone, told, update, ref }) => {
      const press = () => act(async () => on.DeviceEventEmitter.emit("hardwareBackPress"));
      const asked = () => told().filter(({ type }) => type === "back").length;
      await press();
      assert.equal(asked(), 1);
      await say("back", { handled: true });
      assert.equal(phone.exits, 0);
      await press();
      await say("back", { handled: false });
      assert.deepEqual([asked(), phone.exits], [2, 1], "passed on once, and not asked again");
      await press();
      await act(async () => context.mock.timers.tick(600));
      assert.equal(phone.exits, 2, "a page that does not answer is not there");
      let own = 0;
      await update({ onBack: () => (own += 1) });
      await press();
      await say("back", { handled: false });
      assert.deepEqual([own, phone.exits], [1, 2]);
      const went = ref.current.back();
      await say("back", { handled: true });
      assert.equal(await went, true);
      await update({ handlesBack: false });
      const before = asked();
      await press();
      assert.deepEqual([asked(), phone.exits], [before, 3]);
    });
  });

  test("what cannot be loaded is said, and tried again by a press, by the app, and on coming back to it", () =>
    rendered({ outageWords: { retry: "Noch einmal versuchen" } }, async ({ act, webview, find, phone, ref, update }) => {
      const fails = () => act(async () => webview().onError({ nativeEvent: {} }));
      await fails();
      assert.equal(webview(), undefined);
      const texts = find("Text").map(({ props }) => props.children);
      assert.deepEqual(texts, ["Book a time", "The connection failed. Check that you are online, and try again.", "Noch einmal versuchen"]);
      await act(async () => find("Pressable")[0].props.onPress());
      assert.ok(webview());
      await fails();
      await act(async () => ref.current.retry());
      assert.ok(webview());
      await fails();
      await act(async () => phone.states.forEach((heard) => heard("background")));
      assert.equal(webview(), undefined);
      await act(async () => phone.states.forEach((heard) => heard("active")));
      assert.ok(webview());
      await act(async () => webview().onHttpError({ nativeEvent: { statusCode: 404, url: "https://calendly.com/x" } }));
      assert.ok(webview(), "a frame's trouble is the frame's");
      await act(async () => webview().onHttpError({ nativeEvent: { statusCode: 502, url: PAGE } }));
      assert.equal(webview(), undefined);
      await update({ renderOutage: (retry) => on.React.createElement("Own", { retry }) });
      await act(async () => find("Own")[0].props.retry());
      assert.ok(webview());
    }));

  test("an address that is none says so at once", async () => {
    const { React, renderer, OpenslotWebView } = on;
    const quiet = console.error;
    console.error = () => {};
    try {
      const create = async () => React.act(async () => renderer.create(React.createElement(OpenslotWebView, { api: "book.example.com" })));
      await assert.rejects(create, /api is no web address: book\.example\.com/);
    } finally {
      console.error = quiet;
    }
  });
});
