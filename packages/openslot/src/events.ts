// The events that `<open-slot>` sends to its page, as TypeScript knows them. They bubble and are composed, so that they
// can be heard at the element, at `document` and at `window`. Their details are frozen, and hold no personal data unless
// the owner asks for it (`event-details="invitee"`).
//
// Types and names only: what is sent is decided by the widget.

/** What every detail says of itself. A later version may add fields; one that changes their meaning has another number. */
export interface Versioned {
  readonly version: 1;
}

/** What the visitor sees. */
export type OpenslotView = "event-types" | "times" | "form" | "confirmation" | "cancelled" | "link" | "error";

/** How a widget came onto the screen. */
export type PopupMode = "popup" | "badge" | "button";

export interface ViewDetail extends Versioned {
  readonly view: OpenslotView;
  /** Slug of the event type, where one was chosen. */
  readonly event_type?: string;
}

export interface EventTypeDetail extends Versioned {
  /** Slug of the event type. */
  readonly event_type: string;
}

export interface SlotDetail extends EventTypeDetail {
  /** RFC 3339, in UTC, as Calendly writes it. */
  readonly start: string;
  readonly end: string;
  /** The IANA zone in which the visitor saw it. */
  readonly timezone: string;
}

export interface FormStartedDetail extends EventTypeDetail {
  readonly start: string;
}

export interface BookingDetail extends EventTypeDetail {
  /** What the booking is called in the API; after a booking on Calendly's own page, the invitee's id there. */
  readonly booking_id: string;
  /** Missing where another time was chosen on Calendly's own page. */
  readonly start?: string;
  readonly end?: string;
  /** The invitee's URI in Calendly's API; the event's is what stands before `/invitees/`. */
  readonly invitee_uri?: string;
  /** The campaign that the booking came from, by Calendly's names (`utm_source`, …), where it is known. */
  readonly tracking?: Readonly<Record<string, string>>;
  /** With `event-details="invitee"` alone. */
  readonly invitee?: { readonly name: string; readonly email: string };
}

export interface BookingRequestedDetail extends SlotDetail {
  /** With `event-details="invitee"` alone: the body for `POST /v1/bookings`, to be sent by whoever prevents this. */
  readonly request?: Readonly<Record<string, unknown>>;
}

export interface CancelledDetail extends EventTypeDetail {
  readonly booking_id: string;
}

export interface ErrorDetail extends Versioned {
  /** A problem code of the API, or `not-loaded`. */
  readonly code: string;
}

export interface ResizeDetail extends Versioned {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

export interface PopupDetail extends Versioned {
  readonly mode: PopupMode;
}

/** Every event by its name, as `addEventListener` knows it. */
export interface OpenslotEventMap {
  /** Times can be chosen. */
  "openslot:ready": CustomEvent<Versioned>;
  "openslot:view": CustomEvent<ViewDetail>;
  "openslot:event-type-selected": CustomEvent<EventTypeDetail>;
  "openslot:slot-selected": CustomEvent<SlotDetail>;
  "openslot:form-started": CustomEvent<FormStartedDetail>;
  /** Cancelable: after `preventDefault()` nothing is sent, and the form stays as it is. */
  "openslot:booking-requested": CustomEvent<BookingRequestedDetail>;
  "openslot:booked": CustomEvent<BookingDetail>;
  /** A booking that was moved has a new id. */
  "openslot:rescheduled": CustomEvent<BookingDetail>;
  "openslot:cancelled": CustomEvent<CancelledDetail>;
  "openslot:error": CustomEvent<ErrorDetail>;
  "openslot:resize": CustomEvent<ResizeDetail>;
  /** A popup was opened: sent from the `<open-slot>` in it. */
  "openslot:opened": CustomEvent<PopupDetail>;
  "openslot:closed": CustomEvent<PopupDetail>;
}

export type OpenslotEventName = keyof OpenslotEventMap;

/** Every name; the compiler sees to it that none is missing and none is made up. */
const NAMES = {
  "openslot:ready": true,
  "openslot:view": true,
  "openslot:event-type-selected": true,
  "openslot:slot-selected": true,
  "openslot:form-started": true,
  "openslot:booking-requested": true,
  "openslot:booked": true,
  "openslot:rescheduled": true,
  "openslot:cancelled": true,
  "openslot:error": true,
  "openslot:resize": true,
  "openslot:opened": true,
  "openslot:closed": true,
} as const satisfies Record<OpenslotEventName, true>;

export const eventNames = Object.keys(NAMES) as readonly OpenslotEventName[];

declare global {
  // Elements, documents and windows all listen to what is in here.
  interface GlobalEventHandlersEventMap extends OpenslotEventMap {}
}
