// @ts-check
/**
 * The way from this page to the app around it: JSON text, by whichever bridge the app has. What is said before there is
 * one is kept, because some WebViews have it only after the page has begun. Knows nothing of what is said.
 *
 * @typedef {{postMessage(text: string): void}} Bridge
 * @typedef {{
 *   ReactNativeWebView?: Bridge,
 *   webkit?: {messageHandlers?: {openslot?: Bridge}},
 *   OpenslotBridge?: Bridge,
 * }} Bridges What apps put on `window`.
 */

/** What is kept for a bridge that has not come. An app that comes later than that learns what happened last. */
const MOST = 100;
/** How long is waited between looks, in milliseconds, at first and at most, and for how long in all. */
const FIRST = 50;
const LONGEST = 2_000;
const PATIENCE = 60_000;

export class Outbox {
  /** @type {{type: string, text: string}[]} */
  #kept = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #look;
  #waited = 0;
  #pause = FIRST;

  /** @param {Bridges} world Usually `window`. */
  constructor(world) {
    this.world = world;
  }

  /** The bridge, if there is one now. @returns {Bridge | undefined} */
  get bridge() {
    const { ReactNativeWebView, webkit, OpenslotBridge } = this.world;
    const bridges = [ReactNativeWebView, webkit?.messageHandlers?.openslot, OpenslotBridge];
    return bridges.find((bridge) => typeof bridge?.postMessage === "function");
  }

  /** @param {string} type @param {object} detail */
  say(type, detail) {
    // Of what is only true until it is said anew, the last is enough.
    if (type === "height") this.#kept = this.#kept.filter((message) => message.type !== type);
    this.#kept.push({ type, text: JSON.stringify({ openslot: 1, type, detail }) });
    if (this.#kept.length > MOST) this.#kept.shift();
    this.flush();
  }

  /** Sends what is kept, in order, as soon as there is a bridge. */
  flush() {
    const { bridge } = this;
    clearTimeout(this.#look);
    if (bridge) {
      for (const { text } of this.#kept.splice(0)) bridge.postMessage(text);
    } else if (this.#kept.length && this.#waited < PATIENCE) {
      this.#look = setTimeout(() => {
        this.#waited += this.#pause;
        this.#pause = Math.min(this.#pause * 1.5, LONGEST);
        this.flush();
      }, this.#pause);
    }
  }
}
