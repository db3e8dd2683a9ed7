// @ts-check
/**
 * Where links lead, from the point of view of an app: what of a page's links is the app's business, and what each is
 * for. Knows no page, so that it can be tested without one.
 */

/**
 * @typedef {"join" | "calendar" | "phone" | "mail" | "map" | "page"} Kind
 */

/** What may be handed to an app: an app that is told an address opens it, and must not be made to run anything. */
const SCHEMES = ["https:", "http:", "tel:", "sms:", "mailto:", "geo:"];
const CONFERENCES =
  /(^|\.)(zoom\.us|zoomgov\.com|meet\.google\.com|teams\.microsoft\.com|teams\.live\.com|webex\.com|gotomeeting\.com|goto\.com|whereby\.com)$/;
const CALENDARS = /^(calendar\.google\.com|outlook\.(live|office|office365)\.com)$/;
const MAPS = /^(maps\.google\.[a-z.]+|maps\.app\.goo\.gl|maps\.apple\.com|(www\.)?openstreetmap\.org)$/;

/**
 * What an address is for; nothing for one that no app should open.
 *
 * @param {string} address @returns {Kind | undefined}
 */
export function kind(address) {
  if (!URL.canParse(address)) return;
  const { protocol, hostname, pathname } = new URL(address);
  if (!SCHEMES.includes(protocol)) return;
  if (protocol === "tel:" || protocol === "sms:") return "phone";
  if (protocol === "mailto:") return "mail";
  if (protocol === "geo:" || MAPS.test(hostname)) return "map";
  if (/^(www\.)?google\.[a-z.]+$/.test(hostname) && /^\/maps(\/|$)/.test(pathname)) return "map";
  if (CONFERENCES.test(hostname)) return "join";
  if (CALENDARS.test(hostname) || /\.ics$/i.test(pathname)) return "calendar";
  return "page";
}

/**
 * What a press on a link means for an app.
 *
 * @param {{address: string, target: string, isPlace: boolean}} link `isPlace`: it says where a booked meeting takes place.
 * @param {string} here The address of the page.
 * @returns {{url: string, kind: Kind} | "refused" | "stays"} `refused`: nobody may follow it; `stays`: it leads to
 *   somewhere in this page.
 */
export function follow({ address, target, isPlace }, here) {
  const found = kind(address);
  if (!found) return "refused";
  const isHere = address.split("#")[0] === here.split("#")[0] && target !== "_blank";
  if (isHere) return "stays";
  // A place on the web is where people meet, whichever conference it is.
  return { url: address, kind: isPlace && found === "page" ? "join" : found };
}
