// The address of the page, and the programs by which the app speaks to it. Knows no React.

import { originOf, PAGE } from "./links.js";

export type Answer = string | number | readonly (string | number)[];
export type AnswerName = `a${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}`;

/** What is known of the visitor: fills in the form. It is said to the page, and never put into its address. */
export interface Prefill {
  name?: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  phone?: string;
  guests?: string | readonly string[];
  location?: string;
  date?: string;
  month?: string;
  /** `{a1: "…"}`; choices by their words or numbers, several as a list. */
  answers?: Partial<Record<AnswerName, Answer>>;
  /** The same, as Calendly's embed calls it. */
  customAnswers?: Partial<Record<AnswerName, Answer>>;
}

/** What the address says. A change of one of them loads the page anew. */
export interface PageSettings {
  /** Slug of an event type, or several with commas between; without it the visitor chooses among all on offer. */
  eventType?: string | undefined;
  view?: "auto" | "month" | "week" | "list" | undefined;
  preset?: "clean" | "soft" | "contrast" | undefined;
  density?: "comfortable" | "compact" | undefined;
  /** IANA zone; by default the phone's. */
  timezone?: string | undefined;
  /** `de`, `zh-TW`, …; by default the phone's. */
  language?: string | undefined;
  /** The day (`YYYY-MM-DD`) or month (`YYYY-MM`) to show first. */
  date?: string | undefined;
  month?: string | undefined;
  nameFields?: "split" | undefined;
  textReminder?: boolean | undefined;
  /** `off` keeps nothing of what a visitor types. */
  drafts?: "off" | undefined;
}

export interface Insets {
  readonly top?: number | undefined;
  readonly right?: number | undefined;
  readonly bottom?: number | undefined;
  readonly left?: number | undefined;
}

/** What the page understands. */
export type PageMessage =
  | { readonly type: "theme"; readonly theme: "auto" | "light" | "dark" }
  | ({ readonly type: "insets" } & Insets)
  | { readonly type: "back" }
  | { readonly type: "retry" }
  | { readonly type: "prefill"; readonly prefill: Prefill }
  | { readonly type: "words"; readonly consent?: string; readonly consentUrl?: string; readonly confirmation?: string };

const NAMES = {
  eventType: "event-type",
  view: "view",
  preset: "preset",
  density: "density",
  timezone: "timezone",
  language: "language",
  date: "date",
  month: "month",
  nameFields: "name-fields",
  textReminder: "text-reminder",
  drafts: "drafts",
} as const satisfies Record<keyof PageSettings, string>;

/** The Worker's origin. @throws For what is none, because nothing would ever come of it. */
export function workerOrigin(api: string): string {
  const origin = originOf(api);
  if (origin === undefined) throw new TypeError(`openslot-react-native: api is no web address: ${api}`);
  return origin;
}

/** The address of the page. */
export function pageAddress(origin: string, settings: PageSettings, fitsContent: boolean): string {
  const pairs = (Object.keys(NAMES) as (keyof PageSettings)[]).flatMap((name) => {
    const value = settings[name];
    if (value === undefined || value === false || value === "") return [];
    return [`${NAMES[name]}=${encodeURIComponent(value === true ? "on" : value)}`];
  });
  if (fitsContent) pairs.push("fit=content");
  return `${origin}${PAGE}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`;
}

/** JSON that is JavaScript too, wherever it stands. */
const literal = (value: unknown): string =>
  JSON.stringify(value).replace(/[<\u2028\u2029]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);

/**
 * A program that says something to the page, and to no other that may be in the WebView. Where the page's own script has
 * not come yet, it is kept for it.
 */
export function program(origin: string, messages: readonly PageMessage[]): string {
  const said = messages.map(literal).join(",");
  return `if(location.origin===${literal(origin)})(window.OpenslotWebView=window.OpenslotWebView||[]).push(${said});true;`;
}
