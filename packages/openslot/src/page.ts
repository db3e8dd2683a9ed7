// `window.Openslot` as TypeScript knows it: what code calls to show, open and close widgets, and what it may call before
// the loader has come. Types only: the loader brings it.

import type { OpenSlotElement, OpenslotSettings, Prefill } from "./element.js";

export interface OpenslotOptions extends OpenslotSettings {
  /** The address of an event type at Calendly's, `https://calendly.com/…`, in place of `eventType`. */
  url?: string;
  prefill?: Prefill;
}

export interface InitOptions extends OpenslotOptions {
  mode?: "inline" | "popup" | "badge" | "button";
  /** Where an inline widget is put, or what is pressed: an element or a selector. */
  parent?: Element | string;
  /** The words on a badge or button. */
  text?: string;
}

/** What `destroy` takes: the element that `init` gave, or a selector; without it, everything that `init` made. */
export type DestroyTarget = Element | string;

/** A call as it is queued before the loader has come: the method's name and what it is given. */
export type QueuedCall =
  | ["init", InitOptions]
  | ["open", OpenslotOptions?]
  | ["close"]
  | ["destroy", DestroyTarget?];

/** What is there before the loader: an array of calls, which it makes in their order. */
export interface OpenslotQueue {
  push(call: QueuedCall): unknown;
}

export interface OpenslotApi extends OpenslotQueue {
  /** Shows a widget, or what opens one. Inline, it gives the `<open-slot>`. */
  init(options: InitOptions & { mode?: "inline" }): OpenSlotElement;
  init(options: InitOptions): HTMLElement;
  /** Opens the popup. */
  open(options?: OpenslotOptions): unknown;
  close(): void;
  destroy(target?: DestroyTarget): void;
}

declare global {
  interface Window {
    Openslot?: OpenslotApi | OpenslotQueue | QueuedCall[];
  }
}
