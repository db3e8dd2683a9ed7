// What `import … from "openslot-react"` gives.

"use client";

export { OpenSlot, type OpenSlotProps } from "./open-slot.js";
export { OpenSlotBadge, OpenSlotPopup, type OpenSlotBadgeProps, type OpenSlotPopupProps } from "./popups.js";
export { useOpenSlot, type LoaderProps, type OpenSlotState } from "./use-open-slot.js";
export type { OpenSlotEventProps } from "./event-props.js";
export type { LoadError, OpenSlotElement, OpenslotOptions, Prefill } from "openslot";
