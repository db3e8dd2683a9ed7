// Cold ranges: how long a visitor waits for times that nobody has asked for yet, against the number of windows that
// Calendly has to be asked for; and how long beside a Worker that does nothing but ask.

import { besideOthers } from "./bystanders.mjs";
import { startContender } from "./contender.mjs";
import { slotsPath, startDeployment, TIMES } from "./deployment.mjs";
import { load } from "./load.mjs";
import { say } from "./progress.mjs";

const DAY_MS = 86_400_000;
const CAP_DAYS = 7;
const LATENCY_MS = 200;
/** Other programs on this many cores disturb; the sandbox counts as one of them, which does next to nothing. */
const DISTURBED = 0.4;
/** Windows of one event type that lie between tomorrow and the end of the sandbox's calendar. */
const WINDOWS_AHEAD = 16;
/** Ranges by the windows they need. Thirty days need five or six, depending on the day they begin with. */
const RANGES = [
  { windows: 13, days: 91, begin: 0 },
  { windows: 6, days: 30, begin: CAP_DAYS - 1 },
  { windows: 5, days: 30, begin: 0 },
  { windows: 4, days: 28, begin: 0 },
  { windows: 3, days: 21, begin: 0 },
  { windows: 2, days: 14, begin: 0 },
  { windows: 1, days: 7, begin: 0 },
];

/** @param {{ deployments: number, repeats: number }} effort `repeats` is how often in each deployment. */
export async function cold({ deployments, repeats }) {
  const samples = [];
  for (let count = 1; count <= deployments; count += 1) {
    const deployment = await startDeployment({
      vars: { CALENDLY_WINDOW_DAYS: String(CAP_DAYS) },
      sandbox: ["--window-days", String(CAP_DAYS)],
    });
    let javascript;
    try {
      javascript = await startContender("calls", deployment.compatibilityDate, { vars: deployment.connection });
      // What is on offer is known; it is asked for once an hour.
      const { event_types } = await deployment.json("/v1/event-types");
      await deployment.sandbox.fault(TIMES, { kind: "latency", ms: LATENCY_MS });
      const ranges = Array.from({ length: repeats }, () => RANGES).flat();
      for (const { range, path } of placed(ranges, event_types)) {
        const [ours, others] = await besideOthers([deployment.pid], () =>
          sample(deployment, deployment.url + path, { contains: '"missing":[]' }),
        );
        const calls = ours.calls.map((call) => `${call.path}?${call.query}`);
        const same = new URLSearchParams({ calls: JSON.stringify(calls) });
        const theirs = await sample(deployment, `${javascript.url}/?${same}`);
        samples.push({
          windows: range.windows,
          days: range.days,
          others_cores: others,
          ...ours,
          calls: calls.length,
          javascript_own_ms: theirs.client_ms - theirs.slowest_call_ms,
        });
      }
      say(`cold: deployment ${count} of ${deployments}: ${ranges.length} ranges`);
    } finally {
      await javascript?.stop();
      await deployment.stop();
    }
  }
  return { latency_ms: LATENCY_MS, cap_days: CAP_DAYS, disturbed_cores: DISTURBED, samples };
}

/** Gives each range windows that no other one touches. */
function placed(ranges, eventTypes) {
  const gridDay = Math.floor(Date.now() / DAY_MS / CAP_DAYS + 1) * CAP_DAYS;
  const shelves = eventTypes.map(({ slug }) => ({ slug, used: 0 }));
  return ranges.map((range) => {
    const shelf = shelves.find(({ used }) => used + range.windows <= WINDOWS_AHEAD);
    if (!shelf) throw new Error(`${eventTypes.length} event types have too few windows for ${ranges.length} ranges`);
    const first = gridDay + shelf.used * CAP_DAYS + range.begin;
    shelf.used += range.windows;
    const date = (number) => new Date(number * DAY_MS).toISOString().slice(0, 10);
    return { range, path: slotsPath(shelf.slug, date(first), date(first + range.days - 1)) };
  });
}

/** Asks once, and looks up in the sandbox's journal what that cost. */
async function sample(deployment, url, options) {
  await deployment.sandbox.clearJournal();
  // The load generator, because its connection is open before the clock starts, as a browser's is.
  const report = await load(url, options);
  if (report.failures > 0) throw new Error(`${url}: ${report.failure}`);
  const calls = (await deployment.sandbox.journal()).filter((call) => call.path === TIMES);
  return {
    calls,
    client_ms: report.latency_ms.max,
    slowest_call_ms: Math.max(...calls.map(({ start_ms, end_ms }) => end_ms - start_ms)),
    server_timing: report.server_timing,
  };
}
