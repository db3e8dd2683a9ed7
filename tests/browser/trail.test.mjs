// The rules of attribution alone, without a browser: what an address may tell, and what storage may do.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { follow } from "../../public/on-demand/trail.js";

/** A tab: what its pages store stays. */
function tab() {
  const kept = new Map();
  const sessionStorage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => void kept.set(key, text) };
  const visit = (href, { referrer = "", mode = "session", storage = sessionStorage } = {}) => {
    const location = { href };
    const tell = follow(mode, { document: { referrer }, sessionStorage: storage }, href);
    return { look: (teller) => tell(location.href, teller), location };
  };
  return { visit, kept };
}

const once = (href, referrer) => tab().visit(href, { referrer, mode: "page" }).look();

test("one visit is the first and the last", () => {
  const touch = { utm_term: "a b", referrer: "http://b.example:81", landing_page: "https://a.example/p" };
  const trail = once("https://a.example/p?utm_term=a+b&utm_termx=1&UTM_SOURCE=x#f", "http://b.example:81/?q=1#z");
  assert.deepEqual(trail, { first: touch, last: touch });
});

describe("an address tells no more than it may", () => {
  const rows = [
    ["a repeated name counts once", "https://a.example/?gclid=1&gclid=2", "", { gclid: "1", landing_page: "https://a.example/" }],
    ["an e-mail address is left out", "https://a.example/?utm_term=i@b.example", "", { landing_page: "https://a.example/" }],
    ["also one encoded twice", "https://a.example/?utm_term=i%2540b.example", "", { landing_page: "https://a.example/" }],
    ["also in the path", "https://a.example/u/i@b.example/x", "", { landing_page: "https://a.example/" }],
    ["also in the path, encoded", "https://a.example/u/i%40b.example", "", { landing_page: "https://a.example/" }],
    ["so is what is very long", `https://a.example/?utm_term=${"x".repeat(513)}`, "", { landing_page: "https://a.example/" }],
    ["a password is left out", "https://i:secret@a.example/p", "", { landing_page: "https://a.example/p" }],
    ["a site does not refer to itself", "https://a.example/p", "https://a.example/q", { landing_page: "https://a.example/p" }],
    ["an app is no site", "https://a.example/", "android-app://com.example", { landing_page: "https://a.example/" }],
    ["a file is no page", "file:///C:/page.html?gclid=1", "", {}],
    ["neither is what has no address", "about:srcdoc", "", {}],
    ["nor a blob", "blob:https://a.example/1", "", {}],
  ];
  for (const [name, href, referrer, expected] of rows) {
    test(name, () => assert.deepEqual(once(href, referrer).last, expected));
  }
});

test("the last touch is the last that came from somewhere", () => {
  const { visit } = tab();
  visit("https://a.example/?utm_source=blog", { referrer: "https://b.example/post" });
  visit("https://a.example/two", { referrer: "https://a.example/" });
  const { first, last } = visit("https://a.example/three").look();
  assert.deepEqual([first, last], [first, first], "going on inside the site changes nothing");
  assert.equal(first.referrer, "https://b.example");
  const later = visit("https://a.example/four", { referrer: "https://c.example/" }).look();
  assert.equal(later.first.utm_source, "blog");
  assert.deepEqual(later.last, { referrer: "https://c.example", landing_page: "https://a.example/four" });
});

test("an address that changes in place is looked at again, and its referrer counts once", () => {
  const { look, location } = tab().visit("https://a.example/?utm_source=blog", { referrer: "https://b.example/", mode: "page" });
  const landed = look().last;
  location.href = "https://a.example/next?utm_source=blog";
  assert.deepEqual(look().last, landed, "the same campaign still in the address is no new one");
  location.href = "https://a.example/next?utm_source=other";
  assert.deepEqual(look(), { first: landed, last: { utm_source: "other", landing_page: "https://a.example/next" } });
});

test("only `session` stores, and `off` looks at nothing", () => {
  const { visit, kept } = tab();
  assert.equal(visit("https://a.example/?gclid=1", { mode: "off" }).look(), undefined);
  for (const mode of ["", "page", "Session", "local"]) visit("https://a.example/?gclid=1", { mode }).look();
  assert.equal(kept.size, 0);
  visit("https://a.example/?gclid=1&e=i@b.example").look();
  assert.deepEqual([...kept.keys()], ["openslot:attribution"]);
  assert.ok(![...kept.values()].join().includes("b.example"));
});

describe("a campaign that the owner names is told instead of the address's, and noted nowhere", () => {
  const teller = (attributes, utm) => ({ getAttribute: (name) => attributes[name] ?? null, utm });
  const landing_page = "https://a.example/";
  const rows = [
    ["by attributes", teller({ "utm-source": "card", "salesforce-uuid": "00Q" }), { utm_source: "card", salesforce_uuid: "00Q" }],
    ["as Calendly's embed has it", teller({}, { utmSource: "card", utmTerm: "x" }), { utm_source: "card", utm_term: "x" }],
    ["and no e-mail address", teller({ "utm-source": "card", "utm-term": "i@b.example" }), { utm_source: "card" }],
  ];
  for (const [name, own, expected] of rows) {
    test(name, () => {
      const { look } = tab().visit("https://a.example/?utm_source=blog&utm_medium=post&gclid=1", { mode: "page" });
      const before = look();
      const { first, last } = look(own);
      assert.deepEqual(first, before.first);
      assert.deepEqual(last, { gclid: "1", landing_page, ...expected }, "values of two campaigns are not mixed");
      assert.deepEqual(look(teller({})), before, "another widget knows nothing of it");
    });
  }
  test("even where nothing is noted", () => {
    const { look } = tab().visit("https://a.example/?gclid=1", { mode: "off" });
    assert.deepEqual(look(teller({}, { utmSource: "card" })).last, { utm_source: "card" });
    assert.equal(look(teller({}, "nonsense")), undefined);
  });
});

describe("storage that is broken, or holds something else, does not stand in the way", () => {
  const throws = () => {
    throw new Error("denied");
  };
  const touch = { gclid: "1", landing_page: "https://a.example/" };
  const broken = {
    missing: null,
    denied: { getItem: throws, setItem: throws },
    full: { getItem: () => null, setItem: throws },
  };
  for (const [how, storage] of Object.entries(broken)) {
    test(`storage is ${how}`, () => {
      const { look } = tab().visit("https://a.example/?gclid=1", { storage });
      assert.deepEqual(look(), { first: touch, last: touch });
    });
  }
  for (const text of ["", "{", "5", "null", "[]", '"x"', '{"last":null}', '{"first":1,"last":2}']) {
    test(`storage holds ${text || "an empty text"}`, () => {
      const { visit, kept } = tab();
      kept.set("openslot:attribution", text);
      const { look, location } = visit("https://a.example/?gclid=1");
      assert.deepEqual(look().last, touch);
      location.href = "https://a.example/?gclid=2";
      assert.equal(look().last.gclid, "2");
    });
  }
});

test("whatever an address holds, no e-mail address and no long text is told or stored", () => {
  // A small generator with a fixed seed, so that a failure can be had again.
  let seed = 20_261_120;
  const below = (limit) => (seed = (seed * 48_271) % 2_147_483_647) % limit;
  const pick = (list) => list[below(list.length)];
  const names = "utm_source utm_medium utm_campaign utm_content utm_term salesforce_uuid gclid fbclid msclkid ttclid email q".split(" ");
  const pieces = ["i@b.example", "i%40b.example", "i%2540b.example", "news", "&", "=", "#", "?", "%", "%00", "%0a", "\u{202e}", "<b>", "é", "/", ";", "+", "x".repeat(300)];
  const text = () => Array.from({ length: below(6) }, () => pick(pieces)).join("");
  for (let round = 0; round < 3_000; round += 1) {
    const { visit, kept } = tab();
    const query = Array.from({ length: below(5) }, () => `${pick(names)}=${text()}`).join("&");
    const { look } = visit(`https://a.example/${text()}?${query}`, { referrer: pick(["", "https://c.example/", text()]) });
    const { first, last } = look();
    const told = JSON.stringify([first, last, [...kept.values()]]);
    assert.ok(!/b\.example/.test(told), `${query} told ${told}`);
    for (const [name, value] of [...Object.entries(first), ...Object.entries(last)]) {
      assert.ok([...names.slice(0, 10), "referrer", "landing_page"].includes(name), name);
      assert.ok(value.length <= 512 + "https://a.example".length, `${name} of ${query}`);
    }
  }
});
