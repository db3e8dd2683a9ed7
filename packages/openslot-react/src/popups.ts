// `<OpenSlotPopup>`, a button that opens the widget over the page, and `<OpenSlotBadge>`, a button that floats above it.
// The widget itself is then in a dialog of the loader's and not in React's tree, so events are heard there.

"use client";

import { load, settingNames, type InitOptions, type OpenslotApi, type OpenslotOptions } from "openslot";
import { createElement, useCallback, useEffect, useRef } from "react";
import type { CSSProperties, ReactElement, ReactNode, RefObject } from "react";
import { subscribe, tell, useLatest, type OpenSlotEventProps } from "./event-props.js";
import type { LoaderProps } from "./use-open-slot.js";

export interface OpenSlotPopupProps extends Omit<OpenslotOptions, "api">, OpenSlotEventProps, LoaderProps {
  /** What stands on the button. */
  children: ReactNode;
  className?: string | undefined;
  style?: CSSProperties | undefined;
  disabled?: boolean | undefined;
}

export interface OpenSlotBadgeProps extends Omit<OpenslotOptions, "api">, OpenSlotEventProps, LoaderProps {
  /** The words on the badge; by default the widget's own. */
  text?: InitOptions["text"];
  color?: InitOptions["color"];
  textColor?: InitOptions["textColor"];
  position?: InitOptions["position"];
}

type Props = OpenSlotPopupProps | OpenSlotBadgeProps;

/** What the props say about the widget. */
function optionsOf(props: Props): OpenslotOptions {
  const names = [...settingNames, "prefill"] as const;
  const given = names.filter((name) => props[name] !== undefined).map((name) => [name, props[name]] as const);
  return Object.fromEntries(given);
}

/** Tells the handlers what the widget in a popup sends, from `openslot:opened` to `openslot:closed`. */
function followPopup(handlers: RefObject<OpenSlotEventProps>, isOurs: (event: Event) => boolean): () => void {
  let leave = (): void => {};
  const opened = (event: Event): void => {
    leave();
    if (!(event.target instanceof Element) || !isOurs(event)) return;
    tell(event, handlers);
    leave = subscribe(event.target, handlers);
  };
  // The same widget may be opened by somebody else next. It has told its own listeners of this before.
  const closed = (): void => leave();
  document.addEventListener("openslot:opened", opened);
  document.addEventListener("openslot:closed", closed);
  return () => {
    leave();
    document.removeEventListener("openslot:opened", opened);
    document.removeEventListener("openslot:closed", closed);
  };
}

export function OpenSlotPopup(props: OpenSlotPopupProps): ReactElement {
  const { children, className, style, disabled } = props;
  const latest = useLatest(props);
  /** Whether the popup that is open, or on its way, is this one. */
  const isOpen = useRef(false);
  const page = useRef<OpenslotApi>(undefined);

  useEffect(() => {
    const leave = followPopup(latest, () => isOpen.current);
    return () => {
      leave();
      if (isOpen.current) page.current?.close();
      isOpen.current = false;
    };
  }, [latest]);

  const open = useCallback(() => {
    load(latest.current).then(
      (brought) => {
        page.current = brought;
        isOpen.current = true;
        document.addEventListener("openslot:closed", () => (isOpen.current = false), { once: true });
        brought.open(optionsOf(latest.current));
      },
      (error) => latest.current.onLoadError?.(error),
    );
  }, [latest]);
  return createElement("button", { type: "button", className, style, disabled, onClick: open }, children);
}

/** One for each page. */
export function OpenSlotBadge(props: OpenSlotBadgeProps): null {
  const latest = useLatest(props);
  const { text, color, textColor, position } = props;
  const look = { text, color, textColor, position };
  // By what they say, because they are new at every render.
  const options = JSON.stringify({ ...optionsOf(props), ...look, mode: "badge" });

  useEffect(() => followPopup(latest, (event) => (event as CustomEvent).detail?.mode === "badge"), [latest]);

  useEffect(() => {
    let isOver = false;
    let remove = (): void => {};
    load(latest.current).then(
      (brought) => {
        if (isOver) return;
        brought.init(JSON.parse(options) as InitOptions);
        remove = () => brought.destroy("openslot-badge");
      },
      (error) => isOver || latest.current.onLoadError?.(error),
    );
    return () => {
      isOver = true;
      remove();
    };
  }, [options, latest]);
  return null;
}
