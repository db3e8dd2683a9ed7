// From settings as code names them to attributes as markup has them. Knows no DOM, so that a server can use it.

import type { OpenslotSettings } from "./element.js";

/** Every setting; the compiler sees to it that none is missing and none is made up. */
const NAMES = {
  api: true,
  eventType: true,
  url: true,
  view: true,
  theme: true,
  preset: true,
  density: true,
  timezone: true,
  language: true,
  name: true,
  firstName: true,
  lastName: true,
  email: true,
  guests: true,
  phone: true,
  location: true,
  date: true,
  month: true,
  nameFields: true,
  textReminder: true,
  consent: true,
  consentUrl: true,
  drafts: true,
  confirmation: true,
  redirect: true,
  redirectAfter: true,
  redirectDetails: true,
  utmSource: true,
  utmMedium: true,
  utmCampaign: true,
  utmContent: true,
  utmTerm: true,
  salesforceUuid: true,
  analytics: true,
  eventDetails: true,
  calendlyMessages: true,
  a1: true,
  a2: true,
  a3: true,
  a4: true,
  a5: true,
  a6: true,
  a7: true,
  a8: true,
  a9: true,
  a10: true,
} as const satisfies Required<Record<keyof OpenslotSettings, true>>;

/** The settings by name. */
export const settingNames = Object.keys(NAMES) as readonly (keyof OpenslotSettings)[];

/** `eventType` as `event-type`. */
export const attributeName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * The attributes of an `<open-slot>` with these settings: flags are there, as `""`, or they are not. What is no setting
 * is left out.
 */
export function attributesOf(settings: OpenslotSettings): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const name of settingNames) {
    const value = settings[name];
    if (value === undefined || value === null || value === false) continue;
    attributes[attributeName(name)] = value === true ? "" : String(value);
  }
  return attributes;
}
