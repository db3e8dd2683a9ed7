// Events as props: `openslot:slot-selected` is `onSlotSelected`. Listeners are set once for an element; a handler may be
// another one at every render, and the newest is the one that is called.

"use client";

import { eventNames, type OpenslotEventMap, type OpenslotEventName } from "openslot";
import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";

type Pascal<Text extends string> = Text extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Pascal<Rest>}`
  : Capitalize<Text>;

/** `onSlotSelected` for `openslot:slot-selected`. */
export type EventProp<Name extends OpenslotEventName> = Name extends `openslot:${infer Rest}` ? `on${Pascal<Rest>}` : never;

/** A handler for every event that an `<open-slot>` sends. */
export type OpenSlotEventProps = {
  [Name in OpenslotEventName as EventProp<Name>]?: ((event: OpenslotEventMap[Name]) => void) | undefined;
};

/** React warns of layout effects on a server, where there is nothing to lay out. */
export const useBrowserEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

export const propOf = (name: OpenslotEventName): keyof OpenSlotEventProps =>
  name.replace("openslot:", "on-").replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) as keyof OpenSlotEventProps;

/** The newest of a value, for what is called later than it was set up. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value);
  useBrowserEffect(() => {
    latest.current = value;
  });
  return latest;
}

/** Listens to everything that `element` sends, and returns how to stop. */
export function subscribe(element: Element, handlers: RefObject<OpenSlotEventProps>): () => void {
  const heard = (event: Event): void => {
    // Events of a widget inside another one's light tree are that one's.
    if (event.target === element) tell(event, handlers);
  };
  for (const name of eventNames) element.addEventListener(name, heard);
  return () => {
    for (const name of eventNames) element.removeEventListener(name, heard);
  };
}

/** Calls the handler for an event, where there is one. */
export function tell(event: Event, handlers: RefObject<OpenSlotEventProps>): void {
  const handler = handlers.current?.[propOf(event.type as OpenslotEventName)] as ((event: Event) => void) | undefined;
  handler?.(event);
}
