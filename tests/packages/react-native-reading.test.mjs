// What `openslot-react-native` makes of messages and addresses: its parts without React, as they are packed.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { runInNewContext } from "node:vm";
import { packed } from "../support/project.mjs";

const part = (name) => import(pathToFileURL(join(packed(), `openslot-react-native/dist/${name}.js`)).href);
const { parseMessage } = await part("messages");
const { isOpenable, isPage, originOf, whereTo } = await part("links");
const { pageAddress, program, workerOrigin } = await part("page");

const ORIGIN = "https://book.example.com";
const PAGE = `${ORIGIN}/embed/webview`;
const booked = { booking_id: "b", start: "s", end: "e", event_type: "30min" };
const say = (type, detail, more = {}) => JSON.stringify({ openslot: 1, type, detail, ...more });

test("messages of the page are read", () => {
  for (const [type, detail] of [
    ["ready", {}],
    ["view", { version: 1, view: "times" }],
    ["booked", booked],
    // Another time was chosen on Calendly's own page.
    ["booked", { booking_id: "b", event_type: "30min" }],
    ["cancelled", { booking_id: "b", event_type: "30min" }],
    ["error", { code: "slot-taken" }],
    ["height", { height: 640 }],
    ["open-url", { url: "https://meet.example/x", kind: "join" }],
    ["open-url", { url: "tel:+351210000000", kind: "phone" }],
    ["back", { handled: true }],
  ]) {
    assert.deepEqual(parseMessage(say(type, detail), `${PAGE}?event-type=30min`, ORIGIN), { type, detail }, type);
  }
  assert.ok(parseMessage(say("ready", {}), ORIGIN, ORIGIN), "Android knows the origin alone");
  assert.deepEqual(parseMessage(say("booked", { ...booked, later: 1 }), PAGE, ORIGIN)?.detail.later, 1, "a newer page says more");
});

test("everything else is left alone", () => {
  const good = say("booked", booked);
  for (const [text, sender] of [
    [good, "https://evil.example/embed/webview"],
    [good, "https://book.example.com.evil.example/"],
    [good, "https://book.example.com@evil.example/"],
    [good, "http://book.example.com/"],
    [good, "https://book.example.com:8443/"],
    [good, "about:blank"],
    [good, undefined],
    [say("booked", { ...booked, booking_id: 7 }), PAGE],
    [say("booked", { booking_id: "b" }), PAGE],
    [say("booked", { ...booked, start: 7 }), PAGE],
    [say("rescheduled", { ...booked, end: {} }), PAGE],
    [say("booked", [booked]), PAGE],
    [say("booked", null), PAGE],
    [say("toString", {}), PAGE],
    [say("__proto__", {}), PAGE],
    [say("navigate", { url: "https://evil.example" }), PAGE],
    [say("ready", {}, { openslot: 2 }), PAGE],
    [say("height", { height: -1 }), PAGE],
    [say("height", { height: 1e9 }), PAGE],
    [say("height", { height: "640" }), PAGE],
    [say("open-url", { url: "javascript:alert(1)", kind: "page" }), PAGE],
    [say("open-url", { url: "intent://x#Intent;end", kind: "page" }), PAGE],
    [say("open-url", { url: "https://x.example", kind: "run" }), PAGE],
    [say("booked", { ...booked, more: "x".repeat(20_000) }), PAGE],
    ["{", PAGE],
    ["null", PAGE],
    ["[]", PAGE],
    ["", PAGE],
    [undefined, PAGE],
    [{ openslot: 1, type: "ready", detail: {} }, PAGE],
  ]) {
    assert.equal(parseMessage(text, sender, ORIGIN), undefined, `${text} of ${sender}`);
  }
});

test("origins are those of browsers, and what is no plain address has none", () => {
  for (const [url, origin] of [
    ["https://Book.Example.com", ORIGIN],
    ["https://book.example.com:443/x?y#z", ORIGIN],
    ["http://10.0.2.2:8787/embed", "http://10.0.2.2:8787"],
    ["http://[::1]:80/", "http://[::1]"],
    ["https://book.example.com\\@evil.example", undefined],
    ["https://user:pass@book.example.com", undefined],
    ["https:book.example.com", undefined],
    ["//book.example.com", undefined],
    ["https://", undefined],
    [" https://book.example.com", undefined],
    ["javascript:alert(1)", undefined],
  ]) {
    assert.equal(originOf(url), origin, url);
    // Where both have an answer, it is Node's.
    if (origin) assert.equal(new URL(url).origin, origin);
  }
  assert.throws(() => workerOrigin("book.example.com"), /no web address/);
});

test("only the page itself and the frames that it shows are loaded", () => {
  const check = (url, isTopFrame, expected, more) => assert.equal(whereTo({ url, isTopFrame }, ORIGIN, more), expected, `${url} ${isTopFrame}`);
  check(`${PAGE}?event-type=30min`, true, "load");
  check(PAGE, undefined, "load");
  check("about:blank", true, "load");
  check("about:srcdoc", false, "load");
  for (const url of [`${ORIGIN}/`, `${ORIGIN}/embed/webview/../../admin`, `${PAGE}x`, `${ORIGIN}/v1/bookings/x/calendar.ics`, "https://calendly.com/someone", "https://evil.example", "tel:+1", "mailto:a@b.c"]) {
    check(url, true, "open");
  }
  for (const url of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "intent://x#Intent;end", "blob:https://book.example.com/x", "https:\\\\evil.example", "market://details", `https://${"x".repeat(5000)}`]) {
    check(url, true, "refuse");
    check(url, false, "refuse");
  }
  for (const url of ["https://calendly.com/d/abc", "https://assets.calendly.com/x", "https://challenges.cloudflare.com/x", "https://js.stripe.com/v3", `${ORIGIN}/d/abc`]) {
    check(url, false, "load");
  }
  for (const url of ["https://evil.example", "http://calendly.com/x", "https://calendly.com.evil.example", "https://evilcalendly.com", "https://book.example.com:8443/"]) {
    check(url, false, "refuse");
  }
  check("https://pay.example/x", false, "load", ["https://pay.example"]);
  check("tel:+1", false, "open");
  assert.deepEqual([isPage(`${PAGE}.html#x`, ORIGIN), isPage(`${ORIGIN}/`, ORIGIN)], [true, false]);
  assert.deepEqual([isOpenable("geo:1,2"), isOpenable("https://a b"), isOpenable("sms:+1")], [true, false, true]);
});

test("the address says what may be seen, and encodes it", () => {
  const settings = { eventType: "30min,60min", view: "week", timezone: "Europe/Lisbon", textReminder: true, drafts: undefined, language: "" };
  const address = pageAddress(ORIGIN, settings, true);
  assert.equal(address, `${PAGE}?event-type=30min%2C60min&view=week&timezone=Europe%2FLisbon&text-reminder=on&fit=content`);
  assert.equal(pageAddress(ORIGIN, {}, false), PAGE);
  const hostile = pageAddress(ORIGIN, { eventType: "a&api=https://evil.example#", prefill: { name: "Ada" }, name: "Ada" }, false);
  assert.deepEqual([...new URL(hostile).searchParams], [["event-type", "a&api=https://evil.example#"]]);
});

test("what is said to the page is said to no other, and is data", () => {
  const hostile = { type: "prefill", prefill: { name: '"</script>\u2028`${alert(1)}' } };
  const run = (text, origin, world = {}) => {
    const window = world;
    runInNewContext(text, { window, location: { origin } });
    return window.OpenslotWebView;
  };
  const text = program(ORIGIN, [{ type: "theme", theme: "dark" }, hostile]);
  assert.doesNotMatch(text, /[<\u2028]/);
  assert.deepEqual(JSON.parse(JSON.stringify(run(text, ORIGIN))), [{ type: "theme", theme: "dark" }, hostile]);
  assert.equal(run(text, "https://calendly.com"), undefined);
  const heard = [];
  run(text, ORIGIN, { OpenslotWebView: { push: (...said) => heard.push(...said) } });
  assert.equal(heard.length, 2);
});
