// The herd: many visitors ask for the same times at the same moment, and nobody has asked for them before.

import { day } from "../support/api.mjs";
import { slotsPath, startDeployment, TIMES } from "./deployment.mjs";
import { load } from "./load.mjs";
import { say } from "./progress.mjs";

const VISITORS = 1000;
const CAP_DAYS = 7;
const LATENCY_MS = 200;
const SLUG = "30min";

/** @param {{ runs: number }} effort Each run has a deployment of its own; in the first not even the offer is known. */
export async function herd({ runs }) {
  const measured = [];
  for (let count = 1; count <= runs; count += 1) {
    say(`herd: ${VISITORS} visitors at once, ${count} of ${runs}`);
    measured.push(await run(count > 1));
  }
  return { visitors: VISITORS, latency_ms: LATENCY_MS, runs: measured };
}

async function run(isOfferKnown) {
  const deployment = await startDeployment({
    vars: { CALENDLY_WINDOW_DAYS: String(CAP_DAYS) },
    sandbox: ["--window-days", String(CAP_DAYS)],
  });
  try {
    if (isOfferKnown) await deployment.get("/v1/event-types");
    await deployment.sandbox.fault(TIMES, { kind: "latency", ms: LATENCY_MS });
    await deployment.sandbox.clearJournal();
    const path = slotsPath(SLUG, day(2), day(31));
    // A part of the times, with what is missing named, is not what the visitors came for.
    const whole = { contains: '"missing":[]' };
    const report = await load(deployment.url + path, { connections: VISITORS, requests: VISITORS, ...whole });
    const journal = await deployment.sandbox.journal();
    const calls = journal.filter((call) => call.path === TIMES);
    return {
      is_offer_known: isOfferKnown,
      answers: report.answers,
      failures: report.failures,
      failure: report.failure,
      latency_ms: report.latency_ms,
      calls: calls.length,
      windows: new Set(calls.map(({ query }) => new URLSearchParams(query).get("end_time"))).size,
      other_calls: journal.length - calls.length,
    };
  } finally {
    await deployment.stop();
  }
}
