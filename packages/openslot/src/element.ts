// `<open-slot>` as TypeScript knows it: its settings, the attributes they are in markup, the properties of the element.
//
// Types only. What each setting does is told in the README of the project; `tests/packages` checks that none is missing.

/** What is known of a visitor: fills in the form. Answers go by the order of the questions. */
export interface Prefill {
  name?: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  /** The number for Calendly's text reminder. */
  phone?: string;
  /** E-mail addresses. */
  guests?: string | readonly string[];
  location?: string;
  /** The day to show first, `YYYY-MM-DD`. */
  date?: string | Date;
  /** The month to show first, `YYYY-MM`. */
  month?: string;
  /** `{a1: "…"}`; choices by their words or numbers, several as a list. */
  answers?: Partial<Record<AnswerName, Answer>>;
  /** The same, as Calendly's embed calls it. */
  customAnswers?: Partial<Record<AnswerName, Answer>>;
}

export type Answer = string | number | readonly (string | number)[];
export type AnswerName = `a${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}`;

/** Every setting of a widget, as code names it. In markup `eventType` is `event-type`, and so on. */
export interface OpenslotSettings extends Partial<Record<AnswerName, string>> {
  /** Origin of the Worker, when it is another than the script's. */
  api?: string;
  /** Slug of an event type, or several with commas between; without it the visitor chooses among all on offer. */
  eventType?: string;
  /** The address of an event type at Calendly's, `https://calendly.com/…`, in place of `eventType`. */
  url?: string;
  view?: "auto" | "month" | "week" | "list";
  theme?: "auto" | "light" | "dark";
  preset?: "clean" | "soft" | "contrast";
  density?: "comfortable" | "compact";
  /** IANA zone; by default the browser's. */
  timezone?: string;
  /** `de`, `zh-TW`, …; by default the page's, else the browser's. */
  language?: string;
  name?: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  guests?: string;
  phone?: string;
  location?: string;
  /** The day to show first, `YYYY-MM-DD`. */
  date?: string;
  /** The month to show first, `YYYY-MM`. */
  month?: string;
  nameFields?: "split";
  textReminder?: boolean;
  /** Words that must be agreed to before anything is sent, and the page that explains them. */
  consent?: string;
  consentUrl?: string;
  /** `off` keeps nothing of what a visitor types. */
  drafts?: "on" | "off";
  /** What is said to those who have booked. */
  confirmation?: string;
  /** Where those who have booked are led (`https://…`), and after how many seconds. */
  redirect?: string;
  redirectAfter?: number;
  redirectDetails?: "on" | "off";
  /** The campaign of this widget, in place of the page's. */
  utmSource?: string;
  utmMedium?: string;
  utmCampaign?: string;
  utmContent?: string;
  utmTerm?: string;
  salesforceUuid?: string;
  /** Whose measuring is told of bookings, several with spaces between: `dataLayer`, `gtag`, `meta`. */
  analytics?: string;
  /** `invitee` puts name and e-mail address into `openslot:booked`. */
  eventDetails?: "invitee";
  /** Also sends the messages that Calendly's own embed sends. */
  calendlyMessages?: boolean;
}

/** `eventType` as `event-type`. */
export type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : Name;

/** How a value is written in markup: a flag is there or it is not. */
type Written<Value> = Value extends boolean ? "" : Value;

/** The attributes of `<open-slot>`. `prefill="query"` takes what is known from the page's address. */
export type OpenslotAttributes = {
  [Name in keyof OpenslotSettings as Kebab<Name & string>]: Written<OpenslotSettings[Name]>;
} & { prefill?: "query" };

/** The element itself. */
export interface OpenSlotElement extends HTMLElement {
  /** What the page knows of its visitor, before the widget is there or later. What was typed is never written over. */
  prefill: Prefill | undefined;
  /** The address of the Worker that answers it, without a slash at the end. */
  readonly edge: string;
}

declare global {
  interface HTMLElementTagNameMap {
    "open-slot": OpenSlotElement;
  }
}
