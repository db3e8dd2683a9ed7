// Warm requests: our slots route beside Workers that do less, in one run, turn by turn, so that whatever else the
// machine does meets all of them alike.

import { day } from "../support/api.mjs";
import { besideOthers } from "./bystanders.mjs";
import { startContender } from "./contender.mjs";
import { slotsPath, startDeployment, TIMES } from "./deployment.mjs";
import { load } from "./load.mjs";
import { say } from "./progress.mjs";

const DAYS = 30;
const SLOTS = 300;
const TIMEZONE = "Europe/Berlin";
/** The sandbox's account takes bookings 120 days ahead. */
const LAST_FIRST_DAY = 120 - DAYS;
const CONNECTIONS = 32;
/** A round in which other programs use more than this many cores is disturbed, and another one is added. */
const DISTURBED = 0.1;

/**
 * @param {{ rounds: number, seconds: number }} effort `seconds` is how long each Worker is asked in a round. Disturbed
 *   rounds do not count, but there are never more than twice as many in all.
 */
export async function throughput({ rounds, seconds }) {
  // A day: nothing becomes stale while it is measured.
  const ours = await startDeployment({ vars: { CALENDLY_SLOTS_CACHE_TTL: "86400" } });
  const running = { ours };
  try {
    const request = await chosenRequest(ours);
    say(`warm: ${request.path}: ${request.slots} slots, ${request.bytes} bytes, ${request.windows} windows`);
    const kv = { [request.path]: await ours.get(request.path) };
    for (const name of ["kv", "hono", "memory"]) {
      running[name] = await startContender(name, ours.compatibilityDate, { kv });
    }

    const ask = ({ url, pid }, time, warmUp) =>
      load(url + request.path, {
        connections: CONNECTIONS,
        seconds: time,
        "warm-up": warmUp,
        length: request.bytes,
        watch: pid,
      });
    for (const worker of Object.values(running)) await ask(worker, seconds, seconds);

    const measured = [];
    let quiet = 0;
    while (quiet < rounds && measured.length < 2 * rounds) {
      const round = { others_cores: undefined };
      for (const [name, worker] of Object.entries(running)) {
        const [result, others] = await besideOthers([worker.pid], () => ask(worker, seconds, seconds / 10));
        round[name] = result;
        if (others !== undefined) round.others_cores = Math.max(round.others_cores ?? 0, others);
      }
      const isDisturbed = round.others_cores > DISTURBED;
      if (!isDisturbed) quiet += 1;
      measured.push(round);
      const rates = Object.keys(running).map((name) => `${name} ${Math.round(round[name].per_second)}/s`);
      say(`warm: ${isDisturbed ? "disturbed" : `round ${quiet} of ${rounds}`}: ${rates.join(", ")}`);
    }
    return { request, connections: CONNECTIONS, seconds, disturbed_cores: DISTURBED, rounds: measured };
  } finally {
    for (const worker of Object.values(running)) await worker.stop();
  }
}

/** The first thirty days that have three hundred free times, in the event type that has most of them. */
async function chosenRequest(deployment) {
  const { event_types } = await deployment.json("/v1/event-types");
  const ask = async (slug, first, days) => {
    const path = slotsPath(slug, day(first), day(first + days - 1), TIMEZONE);
    return { path, slots: (await deployment.json(path)).slots.length };
  };
  const offers = [];
  for (const { slug } of event_types) offers.push({ slug, ...(await ask(slug, 2, 90)) });
  const { slug } = offers.reduce((best, offer) => (offer.slots > best.slots ? offer : best));

  for (let first = 2; first <= LAST_FIRST_DAY; first += 1) {
    const { path, slots } = await ask(slug, first, DAYS);
    if (slots < SLOTS) continue;
    const bytes = (await deployment.get(path)).length;
    return { path, days: DAYS, slots, bytes, windows: await windowsOf(path) };
  }
  throw new Error(`The sandbox's ${slug} has no ${DAYS} days with ${SLOTS} slots`);
}

/** How many windows an answer is made of: the calls it costs a deployment that knows none of them. */
async function windowsOf(path) {
  const deployment = await startDeployment();
  try {
    await deployment.get(path);
    return (await deployment.sandbox.journal()).filter((call) => call.path === TIMES).length;
  } finally {
    await deployment.stop();
  }
}
