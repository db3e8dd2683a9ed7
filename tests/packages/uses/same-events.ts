// What an app hears is what a page hears, but for what is personal: what the widget tells fits what the app's types say.
// And what an app may say of its visitor is what a page may say, but for a day, which comes as text over the bridge.

import type { OpenslotEventMap, Prefill as PagePrefill } from "openslot";
import type { OpenslotDetails, Prefill as AppPrefill } from "openslot-react-native";

null as unknown as Required<Omit<PagePrefill, "date">> satisfies Required<Omit<AppPrefill, "date">>;
null as unknown as Required<Omit<AppPrefill, "date">> satisfies Required<Omit<PagePrefill, "date">>;
null as unknown as Required<AppPrefill>["date"] satisfies Required<PagePrefill>["date"];

type Told = Exclude<keyof OpenslotDetails, "height" | "open-url" | "back">;

/** Every event of the widget's is one that apps hear of; popups are the page's alone. */
type Missing = Exclude<keyof OpenslotEventMap, `openslot:${Told}` | "openslot:opened" | "openslot:closed">;
null as unknown as Missing satisfies never;

export function fits(event: OpenslotEventMap) {
  return {
    ready: event["openslot:ready"].detail,
    view: event["openslot:view"].detail,
    "event-type-selected": event["openslot:event-type-selected"].detail,
    "slot-selected": event["openslot:slot-selected"].detail,
    "form-started": event["openslot:form-started"].detail,
    "booking-requested": event["openslot:booking-requested"].detail,
    booked: event["openslot:booked"].detail,
    rescheduled: event["openslot:rescheduled"].detail,
    cancelled: event["openslot:cancelled"].detail,
    error: event["openslot:error"].detail,
    resize: event["openslot:resize"].detail,
  } satisfies { [Type in Told]: OpenslotDetails[Type] };
}
