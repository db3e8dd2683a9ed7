// Which addresses belong where: in the WebView, with the system, or nowhere. React Native has no complete `URL`, so they
// are taken apart here, and what is not plain is nothing.
//
// Knows no React, so that it can be tested without one.

/** Scheme and host of a web address, nothing else before the path: no user, no backslash, which browsers read as slash. */
const WEB = /^(https?):\/\/([a-z\d.-]+|\[[\da-f:.]+\])(?::(\d{1,5}))?(?=[/?#]|$)/i;
const DEFAULT_PORTS: Record<string, string> = { http: "80", https: "443" };
/** What an app hands to the system. Each opens something that asks before it does anything. */
const OPENABLE = /^(https?:\/\/[^\s\\]+|(tel|sms|mailto|geo):[^\s\\]+)$/i;
/** The address may be this long; longer ones are cut by systems. */
const LONGEST = 4_096;

/** Pages that frames in the WebView show: Calendly's, what it takes payments and checks visitors with, and Turnstile. */
const FRAMES = ["calendly.com", "challenges.cloudflare.com", "stripe.com", "paypal.com", "recaptcha.net"];
const FRAME_ORIGINS = ["https://www.google.com"];

/** The page of the Worker's that the component shows. */
export const PAGE = "/embed/webview";

export interface LoadRequest {
  readonly url: string;
  /** Whether the whole WebView would go there; Android only asks then. */
  readonly isTopFrame?: boolean | undefined;
}

/** `https://example.com`, as browsers write it, or `undefined` for what is no plain web address. */
export function originOf(url: string): string | undefined {
  const [, scheme = "", host = "", port] = WEB.exec(url) ?? [];
  if (!scheme) return undefined;
  const lower = scheme.toLowerCase();
  const named = port === undefined || port === DEFAULT_PORTS[lower] ? "" : `:${port}`;
  return `${lower}://${host.toLowerCase()}${named}`;
}

/** Whether the system may be asked to open an address. */
export const isOpenable = (url: string): boolean => url.length <= LONGEST && OPENABLE.test(url);

/** Whether an address is that of the page itself. */
export function isPage(url: string, origin: string): boolean {
  if (originOf(url) !== origin) return false;
  const path = url.replace(WEB, "").split(/[?#]/, 1)[0];
  return path === PAGE || path === `${PAGE}.html`;
}

/**
 * What becomes of something that wants to be loaded.
 *
 * @param origin The Worker's. @param more Origins of more frames, where the app knows of some.
 * @returns `load` it here, `open` it outside, or neither.
 */
export function whereTo(request: LoadRequest, origin: string, more: readonly string[] = []): "load" | "open" | "refuse" {
  const { url, isTopFrame = true } = request;
  if (url === "about:blank" || url === "about:srcdoc") return "load";
  if (isTopFrame) return isPage(url, origin) ? "load" : isOpenable(url) ? "open" : "refuse";
  const asked = originOf(url);
  if (asked === undefined) return isOpenable(url) ? "open" : "refuse";
  const host = asked.startsWith("https://") ? asked.slice("https://".length) : undefined;
  const isKnown = host !== undefined && FRAMES.some((known) => host === known || host.endsWith(`.${known}`));
  return asked === origin || isKnown || FRAME_ORIGINS.includes(asked) || more.includes(asked) ? "load" : "refuse";
}
