// `window.Openslot` as TypeScript knows it: what code calls to show, open and close widgets, and what it may call before
// the loader has come. Types only: the loader brings it.

import type { OpenSlotElement, OpenslotSettings, Prefill } from "./element.js";

export interface OpenslotOptions extends OpenslotSettings {
  prefill?: Prefill;
}

export interface InitOptions extends OpenslotOptions {
  mode?: "inline" | "popup" | "badge" | "button";
  /** Where an inline widget is put, or what is pressed: an element or a selector. */
  parent?: Element | string;
  /** The words on a badge or button. */
  text?: string;
  /** CSS colours of the badge and of its words, and where it floats. */
  color?: string;
  textColor?: string;
  position?: "bottom-end" | "bottom-start" | "bottom-right" | "bottom-left";
}

/**
 * What `destroy` takes: the `<open-slot>` that `init` gave, or a selector (`openslot-badge`); without it, everything that
 * `init` made.
 */
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
  /** Shows a widget, or what opens one. Inline, what comes back is the `<open-slot>`, which the page has soon. */
  init(options: InitOptions): OpenSlotElement;
  /** Opens the popup. Events tell what becomes of it. */
  open(options?: OpenslotOptions): unknown;
  close(): unknown;
  destroy(target?: DestroyTarget): unknown;
}

declare global {
  interface Window {
    Openslot?: OpenslotApi | OpenslotQueue | QueuedCall[];
  }
}
