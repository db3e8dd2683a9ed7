// From a message of the page to the callbacks of the component. Knows no React.

import type { BookingDetail, OpenslotDetails, OpenslotMessage } from "./messages.js";

export interface EventProps {
  /** Everything that the page tells, the events below too. */
  onEvent?: ((event: OpenslotMessage) => void) | undefined;
  /** Times can be chosen. */
  onReady?: (() => void) | undefined;
  onView?: ((detail: OpenslotDetails["view"]) => void) | undefined;
  onSlotSelected?: ((detail: OpenslotDetails["slot-selected"]) => void) | undefined;
  onBooked?: ((detail: BookingDetail) => void) | undefined;
  onRescheduled?: ((detail: BookingDetail) => void) | undefined;
  onCancelled?: ((detail: OpenslotDetails["cancelled"]) => void) | undefined;
  /** A problem code of the API, or `not-loaded`. */
  onError?: ((detail: OpenslotDetails["error"]) => void) | undefined;
  /** How high the page's content is, in layout units. */
  onHeight?: ((height: number) => void) | undefined;
}

export function tell(props: EventProps, message: OpenslotMessage): void {
  props.onEvent?.(message);
  switch (message.type) {
    case "ready":
      return props.onReady?.();
    case "view":
      return props.onView?.(message.detail);
    case "slot-selected":
      return props.onSlotSelected?.(message.detail);
    case "booked":
      return props.onBooked?.(message.detail);
    case "rescheduled":
      return props.onRescheduled?.(message.detail);
    case "cancelled":
      return props.onCancelled?.(message.detail);
    case "error":
      return props.onError?.(message.detail);
    case "height":
      return props.onHeight?.(message.detail.height);
  }
}
