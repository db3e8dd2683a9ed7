// What the page for WebViews makes of addresses, links and messages: its parts alone, without a page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { attributes, fitsContent } from "../../public/embed/webview/attributes.js";
import { Outbox } from "../../public/embed/webview/bridge.js";
import { hear, open } from "../../public/embed/webview/inbox.js";
import { follow, kind } from "../../public/embed/webview/links.js";

test("what an address may say", () => {
  for (const [query, expected] of [
    ["?event-type=30min", { "event-type": "30min" }],
    ["?event-type=30min,60min&view=week&preset=soft&density=compact", { "event-type": "30min,60min", view: "week", preset: "soft", density: "compact" }],
    ["?event_type=a&event-type=b", { "event-type": "a" }],
    ["?first_name=Ada&last-name=L&a10=x&timezone=America/Argentina/Buenos_Aires&language=zh-Hant-TW", { "first-name": "Ada", "last-name": "L", a10: "x", timezone: "America/Argentina/Buenos_Aires", language: "zh-Hant-TW" }],
    ["?date=2026-12-01&month=2026-12&name-fields=split&text-reminder=on&drafts=off", { date: "2026-12-01", month: "2026-12", "name-fields": "split", "text-reminder": "on", drafts: "off" }],
    ["?location=1%0A2&phone=%2B351", { location: "1\n2", phone: "+351" }],
    ["?api=https://evil.example&API=x&edge=x&data-api=x", {}],
    ["?redirect=https://evil.example&redirect-after=0&redirect-details=on", {}],
    ["?consent=x&consent-url=https://evil.example&confirmation=x&event-details=invitee&analytics=gtag", {}],
    ["?onclick=x&style=x&class=x&id=x&is=x&slot=x&part=x&hidden=x&__proto__=x&constructor=x&toString=x", {}],
    ["?event-type=../admin&theme=DARK&view=&language=x&date=tomorrow&name=%00", {}],
    [`?name=${"a".repeat(2001)}`, {}],
  ]) {
    assert.deepEqual(Object.fromEntries(attributes(query)), expected, query);
  }
  assert.deepEqual([fitsContent("?fit=content"), fitsContent("?fit=screen"), fitsContent("")], [true, false, false]);
});

test("what a link is for", () => {
  for (const [address, expected] of [
    ["tel:+351210000000", "phone"],
    ["sms:+351210000000", "phone"],
    ["mailto:maya@example.com", "mail"],
    ["https://maps.google.com/?q=x", "map"],
    ["https://www.google.com/maps/search/?api=1&query=x", "map"],
    ["https://www.google.com/search?q=maps", "page"],
    ["geo:38.7,-9.1", "map"],
    ["https://us02web.zoom.us/j/1", "join"],
    ["https://meet.google.com/abc", "join"],
    ["https://teams.microsoft.com/l/meetup-join/x", "join"],
    ["https://evil-zoom.us/j/1", "page"],
    ["https://calendar.google.com/calendar/render?x", "calendar"],
    ["https://worker.example/v1/bookings/x/calendar.ics?token=y", "calendar"],
    ["https://calendly.com/cancellations/x", "page"],
    ["javascript:alert(1)", undefined],
    ["data:text/html,x", undefined],
    ["blob:https://worker.example/x", undefined],
    ["intent://x#Intent;scheme=evil;end", undefined],
    ["file:///etc/passwd", undefined],
    ["nonsense", undefined],
  ]) {
    assert.equal(kind(address), expected, address);
  }
});

test("what a press on a link means", () => {
  const here = "https://worker.example/embed/webview?event-type=30min";
  const check = (address, target, isPlace, expected) => assert.deepEqual(follow({ address, target, isPlace }, here), expected, address);
  check("javascript:alert(1)", "", false, "refused");
  check(`${here}#top`, "", false, "stays");
  check(here, "_blank", false, { url: here, kind: "page" });
  check("https://meet.example/room", "_blank", true, { url: "https://meet.example/room", kind: "join" });
  check("https://meet.example/room", "", false, { url: "https://meet.example/room", kind: "page" });
  check("tel:+1", "", true, { url: "tel:+1", kind: "phone" });
});

test("what an app may say", () => {
  const check = (message, expected) => {
    const heard = [];
    const note = (name) => (value) => heard.push([name, value]);
    const names = ["theme", "insets", "back", "retry", "prefill", "words"];
    const isHeard = hear(message, /** @type {any} */ (Object.fromEntries(names.map((name) => [name, note(name)]))));
    assert.deepEqual([isHeard, ...heard], expected ? [true, expected] : [false], JSON.stringify(message));
  };
  check({ type: "theme", theme: "dark" }, ["theme", "dark"]);
  check('{"type":"theme","theme":"light"}', ["theme", "light"]);
  check({ type: "theme", theme: "blue" });
  check({ type: "insets", top: 47, bottom: 34.5 }, ["insets", { top: 47, right: 0, bottom: 34.5, left: 0 }]);
  check({ type: "insets", top: "47px", left: -1, right: NaN, bottom: 1e9 }, ["insets", { top: 0, right: 0, bottom: 0, left: 0 }]);
  check({ type: "back" }, ["back", undefined]);
  check({ type: "retry" }, ["retry", undefined]);
  check({ type: "prefill", prefill: { name: "Ada" } }, ["prefill", { name: "Ada" }]);
  check({ type: "prefill", prefill: "Ada" });
  check({ type: "words", consent: "I agree", consentUrl: "javascript:x", api: "https://evil.example" }, ["words", { consent: "I agree" }]);
  check({ type: "words", consentUrl: "https://owner.example" }, ["words", { "consent-url": "https://owner.example" }]);
  for (const message of [undefined, null, 7, "{", "7", [], {}, { type: "toString" }, { type: "navigate", url: "x" }]) check(message);
});

test("what an app said before the page had come is heard, in order", () => {
  const heard = [];
  const world = { OpenslotWebView: [{ type: "theme", theme: "dark" }, { type: "retry" }] };
  open(world, /** @type {any} */ ({ theme: (theme) => heard.push(theme), retry: () => heard.push("retry") }));
  world.OpenslotWebView.push({ type: "theme", theme: "light" });
  /** @type {any} */ (world.OpenslotWebView)({ type: "theme", theme: "auto" });
  assert.deepEqual(heard, ["dark", "retry", "light", "auto"]);
});

test("what is said before there is a bridge is kept, the newest hundred and one height", () => {
  const [world, sent] = [/** @type {any} */ ({}), []];
  const outbox = new Outbox(world);
  for (let height = 0; height < 300; height += 1) outbox.say("height", { height });
  for (let index = 0; index < 120; index += 1) outbox.say("view", { index });
  const bridge = { postMessage: (text) => sent.push(JSON.parse(text)) };
  world.OpenslotBridge = bridge;
  outbox.say("back", { handled: false });
  assert.equal(sent.length, 100);
  assert.deepEqual(sent.at(-1), { openslot: 1, type: "back", detail: { handled: false } });
  assert.equal(sent[0].detail.index, 21);
  world.webkit = { messageHandlers: { openslot: { postMessage: () => sent.push("WKWebView") } } };
  outbox.say("view", {});
  world.ReactNativeWebView = { postMessage: () => sent.push("React Native") };
  outbox.say("view", {});
  assert.deepEqual(sent.slice(-2), ["WKWebView", "React Native"], "the first of them that is there");
});
