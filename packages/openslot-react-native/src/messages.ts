// What the page says to the app: JSON in `window.ReactNativeWebView.postMessage`. Anything that runs in a WebView can post
// there, so all of it is read as hostile: who says it, how much it is, and whether it has the shape of what it says it is.
//
// Knows no React, so that it can be tested without one.

import { isOpenable, originOf } from "./links.js";

export type OpenslotView = "event-types" | "times" | "form" | "confirmation" | "cancelled" | "link" | "error";
/** What a link is for, so that an app can open a calendar file in another way than a page. */
export type LinkKind = "join" | "calendar" | "phone" | "mail" | "map" | "page";

export interface BookingDetail {
  /** What the booking is called in the API; after a booking on Calendly's own page, the invitee's id there. */
  readonly booking_id: string;
  /** RFC 3339, in UTC. Missing where another time was chosen on Calendly's own page. */
  readonly start?: string;
  readonly end?: string;
  /** The invitee's URI in Calendly's API. */
  readonly invitee_uri?: string;
  /** Slug of the event type. */
  readonly event_type: string;
  /** The campaign that the booking came from, by Calendly's names, where it is known. */
  readonly tracking?: Readonly<Record<string, string>>;
}

export interface SlotDetail {
  readonly event_type?: string;
  readonly start: string;
  readonly end: string;
  readonly timezone: string;
}

/** The details of what the widget tells. None has personal data, but the address of Calendly's page in `open-url`. */
export interface OpenslotDetails {
  ready: object;
  view: { readonly view: OpenslotView; readonly event_type?: string };
  "event-type-selected": { readonly event_type: string };
  "slot-selected": SlotDetail;
  "form-started": { readonly event_type: string; readonly start: string };
  "booking-requested": SlotDetail;
  booked: BookingDetail;
  rescheduled: BookingDetail;
  cancelled: { readonly booking_id: string; readonly event_type: string };
  error: { readonly code: string };
  resize: { readonly width: number; readonly height: number };
  height: { readonly height: number };
  "open-url": OpenslotLink;
  back: { readonly handled: boolean };
}

export interface OpenslotLink {
  readonly url: string;
  readonly kind: LinkKind;
}

export type OpenslotMessage = {
  [Type in keyof OpenslotDetails]: { readonly type: Type; readonly detail: OpenslotDetails[Type] };
}[keyof OpenslotDetails];

/** Characters; the largest message that the page means is some hundreds. */
const LONGEST = 16_384;
/** CSS pixels; more is no page of a widget. */
const HIGHEST = 20_000;

type Shape = Record<string, "string" | "number" | "boolean">;
/** What each must have. More is let through: a newer page may say more than an older app knows. */
const SHAPES: Record<keyof OpenslotDetails, Shape> = {
  ready: {},
  view: { view: "string" },
  "event-type-selected": { event_type: "string" },
  "slot-selected": { start: "string", end: "string", timezone: "string" },
  "form-started": { event_type: "string", start: "string" },
  "booking-requested": { start: "string", end: "string", timezone: "string" },
  booked: { booking_id: "string", event_type: "string" },
  rescheduled: { booking_id: "string", event_type: "string" },
  cancelled: { booking_id: "string", event_type: "string" },
  error: { code: "string" },
  resize: { width: "number", height: "number" },
  height: { height: "number" },
  "open-url": { url: "string", kind: "string" },
  back: { handled: "boolean" },
};
const KINDS: readonly string[] = ["join", "calendar", "phone", "mail", "map", "page"] satisfies LinkKind[];

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * @param text What came. @param sender Whose page said so (`nativeEvent.url`). @param origin The Worker's.
 * @returns `undefined` for what is no message of the page's.
 */
export function parseMessage(text: unknown, sender: unknown, origin: string): OpenslotMessage | undefined {
  if (typeof text !== "string" || text.length > LONGEST) return undefined;
  if (typeof sender !== "string" || originOf(sender) !== origin) return undefined;
  const message = read(text);
  if (!isObject(message) || message.openslot !== 1 || typeof message.type !== "string") return undefined;
  if (!Object.prototype.hasOwnProperty.call(SHAPES, message.type) || !isObject(message.detail)) return undefined;
  const { detail } = message;
  const type = message.type as keyof OpenslotDetails;
  const fits = Object.entries(SHAPES[type]).every(([name, wanted]) => typeof detail[name] === wanted);
  if (!fits || !isSensible(type, detail)) return undefined;
  return { type, detail } as unknown as OpenslotMessage;
}

function read(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What a shape cannot say. */
function isSensible(type: keyof OpenslotDetails, detail: Fields): boolean {
  if (type === "height") return isHeight(detail.height);
  if (type === "booked" || type === "rescheduled") return OPTIONAL.every((name) => isTextOrMissing(detail[name]));
  if (type === "open-url") return KINDS.includes(detail.kind as string) && isOpenable(detail.url as string);
  return true;
}

/** What a booking may lack, but not have otherwise. */
const OPTIONAL = ["start", "end", "invitee_uri"];
const isTextOrMissing = (value: unknown): boolean => value === undefined || typeof value === "string";

const isHeight = (value: unknown): boolean => typeof value === "number" && value >= 0 && value <= HIGHEST;
