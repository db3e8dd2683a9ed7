// What the edge may be told to answer, so that a state comes about.

import { slots } from "../answers.mjs";

export const never = () => new Promise(() => {});
export const BOOK = "POST /v1/bookings";
export const SLOTS = "GET /v1/event-types/";
export const CONFIG = "GET /v1/config";
export const CANCEL = "POST /v1/bookings/booking/cancel";

/** Slots with something else about them. */
export const but = (more) => (url) => [200, { ...slots(url), ...more }];
/** None in `month`, such as `2026-12`. */
export const without = (month) => (url) => {
  const answer = slots(url);
  return [200, { ...answer, slots: answer.slots.filter(({ start }) => !start.startsWith(month)) }];
};

/** Without the days from the third of those asked for to the eighth, of which nothing is known. */
export const partly = (url) => {
  const answer = slots(url);
  const day = (after) => new Date(Date.parse(answer.range.from) + after * 86_400_000).toISOString().slice(0, 10);
  const [from, to] = [day(2), day(8)];
  const isKnown = ({ start }) => start.slice(0, 10) < from || start.slice(0, 10) >= to;
  return [200, { ...answer, missing: [{ from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z`, reason: "timed-out" }], slots: answer.slots.filter(isKnown) }];
};
