// Talking to the API and to the sandbox behind it, in the words that tests use. Asserts nothing.

import { randomUUID } from "node:crypto";

/** A token of the right shape that appears nowhere else, so that a leak of it can be searched for. */
export const TOKEN = "eyJraWQiOiJ0ZXN0LXRva2VuLW9mLXRoZS1hcGktdGVzdHMifQ";
export const SIGNING_KEY = "signing-key-of-the-api-tests-0123456789";
export const ADMIN_TOKEN = "admin-token-of-the-api-tests-0123456789";

/** Days from today in UTC as `YYYY-MM-DD`. */
export function day(offset) {
  return new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
}

/** The settings of a Worker that is connected to a sandbox. */
export function connectedTo(sandbox, more = {}) {
  return { CALENDLY_TOKEN: TOKEN, CALENDLY_API_URL: sandbox.url, SIGNING_KEY, ...more };
}

/** An API at an address. Every answer is kept, so that a test can search all of them. */
export function api(url) {
  const answers = [];
  const ask = async (path, init) => {
    const answer = await fetch(url + path, init);
    const text = await answer.text();
    const headers = Object.fromEntries(answer.headers);
    answers.push(`${path} ${answer.status} ${JSON.stringify(headers)} ${text}`);
    const body = /json/.test(headers["content-type"] ?? "") ? JSON.parse(text) : undefined;
    return { status: answer.status, headers, text, body };
  };
  const post = (path, body, headers = {}) =>
    ask(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  return {
    answers,
    ask,
    get: (path) => ask(path),
    post,
    slots: (slug, query = {}) => ask(`/v1/event-types/${slug}/slots?${new URLSearchParams(query)}`),
    book: (body, key = randomUUID()) => post("/v1/bookings", body, { "idempotency-key": key }),
  };
}

/** A booking of the plain half hour. */
export function booking(start, more = {}) {
  return {
    event_type: "30min",
    start,
    invitee: { name: "Inês Duarte", email: "ines@example.com", timezone: "Europe/Lisbon" },
    ...more,
  };
}

/** Somebody books on Calendly's own page, past everything that Openslot knows. */
export async function bookElsewhere(sandbox, slug, start) {
  const ask = async (path, init = {}) => {
    const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
    const answer = await fetch(sandbox.url + path, { ...init, headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const { resource: user } = await ask("/users/me");
  const { collection } = await ask(`/event_types?${new URLSearchParams({ user: user.uri, count: "100" })}`);
  const { uri, locations } = collection.find((eventType) => eventType.slug === slug);
  const invitee = { name: "Somebody", email: "somebody@example.com", timezone: "UTC" };
  const body = { event_type: uri, start_time: start, location: { kind: locations[0].kind }, invitee };
  await ask("/invitees", { method: "POST", body: JSON.stringify(body) });
}

/** The sandbox's own controls. */
export function control(sandbox) {
  const call = async (method, path, body) => {
    const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, {
      method,
      ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
  };
  return {
    /** The calls since the journal was cleared last, oldest first. */
    journal: async () => (await call("GET", "journal")).entries,
    clearJournal: () => call("DELETE", "journal"),
    /** Makes calls to `path` go wrong. */
    fault: (path, fault, more = {}) => call("POST", "faults", [{ path, fault, ...more }]),
    heal: () => call("DELETE", "faults"),
    /** The events that Calendly has of an invitee, canceled ones too. */
    async bookings(email) {
      const get = async (path) => {
        const answer = await fetch(sandbox.url + path, { headers: { authorization: `Bearer ${TOKEN}` } });
        return answer.json();
      };
      const { resource } = await get("/users/me");
      const query = new URLSearchParams({ user: resource.uri, invitee_email: email });
      return (await get(`/scheduled_events?${query}`)).collection;
    },
    /** Forgets every booking and link. */
    reset: () => call("POST", "reset"),
  };
}
