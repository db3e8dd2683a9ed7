// What an edge might answer on one afternoon in November, made up once and for all: the same times, names and
// offsets on every machine and in every year, so that pictures can be compared and large answers can be had.

/** The afternoon. Pages that show these answers have their clock set to it. */
export const NOW = "2026-11-21T14:32:00Z";
const DAY = 86_400_000;
const questions = [
  { name: "Company name", type: "string", required: true },
  { name: "What would you like to achieve?", type: "text", required: false },
  { name: "How large is your team?", type: "single_select", required: true, answer_choices: ["Just me", "2–10", "11–50", "More than 50"] },
  {
    ...{ name: "Which topics interest you?", type: "multi_select", required: false, include_other: true },
    answer_choices: ["Brand identity", "Website", "Research"],
  },
];

const type = (slug, name, rest) => ({
  ...{ slug, name, duration: 30, kind: "solo", color: "#8247f5", locale: "en", host_name: "Maya Lindqvist" },
  ...{ scheduling_url: `https://calendly.com/maya/${slug}`, locations: [{ kind: "google_conference" }] },
  ...{ custom_questions: [], duration_options: [], is_paid: false },
  ...rest,
});

export const config = {
  ...{ mode: "connected", booking_mode: "auto", theme: "auto", host_name: "Maya Lindqvist" },
  ...{ host_timezone: "America/New_York", scheduling_url: "https://calendly.com/maya" },
  event_types: [
    type("call", "Discovery call", { description: "Tell us what you are building. We look at it together and you leave with a plan." }),
    type("session", "Discovery session", {
      ...{ duration: 60, color: "#0099ff", description: "We look at goals, audience and budget, and at what to do first." },
      custom_questions: questions.map((question, position) => ({ answer_choices: [], include_other: false, ...question, position })),
      locations: [{ kind: "google_conference" }, { kind: "physical", location: "Hornsgatan 12, Stockholm" }, { kind: "outbound_call" }],
    }),
    type("workshop", "Onboarding workshop", {
      ...{ duration: 90, kind: "group", color: "#e55cff", description: "For new clients: how we work, and who does what." },
      locations: [{ kind: "physical", location: "Hornsgatan 12, Stockholm" }],
    }),
  ],
};

const day = (date) => new Date(date).toISOString().slice(0, 10);

/** Times of a working day, different from day to day and the same from year to year; none in the middle of December. */
function times(date) {
  const number = Math.floor(date / DAY);
  const isFree = ![0, 6].includes(new Date(date).getUTCDay()) && number % 5 !== 1 && !/-12-1[2-9]|-12-2/.test(day(date));
  const hours = [9.5, 10, 11.5, 13, 14.5, 15, 16, 17.5];
  return isFree ? hours.filter((_, index) => (index * 7 + number) % 8 < 3 + (number % 4)).map((hour) => date + hour * 3_600_000) : [];
}

const slot = (start, seats) => ({
  start: new Date(start).toISOString().replace(".000Z", ".000000Z"),
  end: new Date(start + 1_800_000).toISOString().replace(".000Z", "Z"),
  invitees_remaining: seats,
});

const answer = (slug, zone, from, to, slots) => ({
  ...{ event_type: slug, range: { from: day(from), to: day(to) }, missing: [], fetched_at: NOW, cache: "hit", slots },
  timezone: { id: zone, tzdb: "2026c", offsets: [{ from: "2026-10-25T01:00:00Z", offset_seconds: 0, abbreviation: "WET" }] },
});

/**
 * Free times for a question of the widget's, in a zone that is on UTC.
 *
 * @param {URL} url
 * @param {{ now?: number, ahead?: number, free?: (date: number) => number[] }} [options] Milliseconds since 1970; the days
 *   to answer for when the question names none; when somebody is free on the day that begins so.
 */
export function slots(url, { now = Date.parse(NOW), ahead = 14, free = times } = {}) {
  const slug = url.pathname.split("/")[3];
  const from = Date.parse(url.searchParams.get("from") ?? day(now));
  const to = url.searchParams.has("to") ? Date.parse(url.searchParams.get("to")) : from + ahead * DAY;
  const days = Array.from({ length: (to - from) / DAY + 1 }, (_, index) => from + index * DAY);
  const starts = days.flatMap((date) => free(date)).filter((start) => start > now);
  const list = starts.map((start, index) => slot(start, slug === "workshop" ? 1 + (index % 6) : 1));
  return answer(slug, url.searchParams.get("timezone") ?? "Europe/Lisbon", from, to, list);
}

/** More than 2,000 times within 92 days, from today on. @param {URL} url */
export function crowdedSlots(url) {
  const free = (date) => Array.from({ length: 23 }, (_, index) => date + (60 + index * 60) * 60_000);
  return slots(url, { now: Date.now(), ahead: 91, free });
}

/** A fortnight's times, from today on. @param {URL} url */
export const slotsToday = (url) => slots(url, { now: Date.now() });

/** Four hundred zones, as many as there are. */
export const timezones = {
  ...{ tzdb: "2026c", at: "2026-11-01T11:00:00Z" },
  timezones: [
    ...["Midway Atoll:US", "Honolulu:US", "Anchorage:US", "Los Angeles:US", "Denver:US", "Chicago:US", "New York:US", "Caracas:VE"],
    ...["São Paulo:BR", "South Georgia:GS", "Azores:PT", "Lisbon:PT", "Berlin:DE", "Cairo:EG", "Istanbul:TR", "Dubai:AE"],
    ...Array.from({ length: 400 }, (_, index) => `Town ${index + 1}:IN`),
  ].map((place, index) => {
    const [city, country] = place.split(":");
    const id = city === "Lisbon" ? "Europe/Lisbon" : `Test/${city.replaceAll(" ", "_")}`;
    return { id, city, country, offset_seconds: Math.min(index - 11, 13) * 3600, abbreviation: "TT" };
  }),
};

const chosen = slots(new URL("http://edge/v1/event-types/call/slots")).slots;

/** @param {string} [status] A booking of the first free time. */
export const booking = (status = "active") => ({
  ...{ id: "booking", event_type: "call", name: "Discovery call", status, timezone: "Europe/Lisbon" },
  ...{ start: chosen[0].start, end: chosen[0].end, host_name: "Maya Lindqvist" },
  ...{ host_timezone: "America/New_York", host_offset_seconds: -18000 },
  location: { kind: "google_conference", status: "pushed", join_url: "https://meet.example/abc-defg-hij" },
  ...{ cancel_url: "https://calendly.com/cancellations/x", reschedule_url: "https://calendly.com/reschedulings/x" },
  calendar_links: Object.fromEntries(["google", "outlook", "office365", "ics"].map((name) => [name, `https://${name}.example/`])),
  ...(status === "canceled" && { cancellation: { by: "invitee" } }),
});

export const confirmed = (status) => [201, { status: "confirmed", manage_token: "token", booking: booking(status) }];

export const link = [
  201,
  { status: "link", url: "https://calendly.com/d/abc/call", event_type: "call", start: chosen[0].start, reason: "direct-booking-refused" },
];

/** @param {string} code @param {number} status @param {object} [more] A problem document. */
export const problem = (code, status, more) => [
  status,
  { type: `/problems/${code}`, title: code, status, detail: "Made up for a test.", code, ...more },
];

export const taken = problem("slot-taken", 409, { alternatives: chosen.slice(1, 4) });
