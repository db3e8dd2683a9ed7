// `<OpenSlot>`: the widget where it stands. A server renders the element with its attributes and room for it; the loader
// brings it to life in the browser.

"use client";

import { attributesOf, type OpenSlotElement, type OpenslotSettings, type Prefill } from "openslot";
import { createElement, forwardRef, useEffect, useImperativeHandle, useRef } from "react";
import type { CSSProperties, ForwardRefExoticComponent, ReactElement, ReactNode, RefAttributes } from "react";
import { subscribe, useBrowserEffect, useLatest, type OpenSlotEventProps } from "./event-props.js";
import { useOpenSlot, type LoaderProps } from "./use-open-slot.js";

export interface OpenSlotProps extends Omit<OpenslotSettings, "api">, OpenSlotEventProps, LoaderProps {
  /** What is known of the visitor; `query` takes it from the page's address. It may be a new object at every render. */
  prefill?: Prefill | "query" | undefined;
  className?: string | undefined;
  style?: CSSProperties | undefined;
  id?: string | undefined;
  /** Shown until the loader has come; by default room for the widget, and nothing in it. */
  fallback?: ReactNode;
  /** Shown when the loader cannot be had; by default a link to the Worker's own page. */
  failed?: ReactNode;
  /** Elements with `slot="confirmation"` take the place of what is said after a booking. */
  children?: ReactNode;
}

/** Room without a style attribute, which a strict page policy would refuse in markup that a server has rendered. */
const ROOM = createElement("svg", { width: 1, height: 576, "aria-hidden": true });

export const OpenSlot: ForwardRefExoticComponent<OpenSlotProps & RefAttributes<OpenSlotElement>> = forwardRef<
  OpenSlotElement,
  OpenSlotProps
>(function OpenSlot(props, ref): ReactElement {
  const { api, nonce, integrity, attribution, prefill, className, style, id, children } = props;
  const element = useRef<OpenSlotElement>(null);
  const { error } = useOpenSlot({
    api,
    ...(nonce !== undefined && { nonce }),
    ...(integrity !== undefined && { integrity }),
    ...(attribution !== undefined && { attribution }),
  });
  const latest = useLatest(props);
  useImperativeHandle(ref, () => element.current as OpenSlotElement, []);

  useBrowserEffect(() => (element.current ? subscribe(element.current, latest) : undefined), [latest]);

  // By what it says, because it is a new object at every render.
  const known = prefill === "query" || prefill === undefined ? undefined : JSON.stringify(prefill);
  useBrowserEffect(() => {
    if (element.current && known !== undefined) element.current.prefill = JSON.parse(known) as Prefill;
  }, [known]);

  useEffect(() => {
    if (error) latest.current.onLoadError?.(error);
  }, [error, latest]);

  const attributes = {
    ...attributesOf(props),
    ...(prefill === "query" && { prefill }),
    // React 18 would write `classname`.
    ...(className !== undefined && { class: className }),
    ...(id !== undefined && { id }),
    ...(style !== undefined && { style }),
    ref: element,
  };
  const { fallback = ROOM, failed = createElement("a", { href: api }, api) } = props;
  return createElement("open-slot", attributes, error ? failed : fallback, children);
});
