// What the main thread of a page did while a test did something, as Chromium's own tracing tells it.

/**
 * @param {import("playwright-core").Browser} browser Only one trace at a time can run in it.
 * @param {import("playwright-core").Page} page
 * @param {() => Promise<unknown>} run
 * @returns {Promise<{ start: number, end: number }[]>} Its tasks, in milliseconds since the page was asked for, if that
 *   was in `run`, else on a clock of their own.
 */
export async function traced(browser, page, run) {
  await browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline", "toplevel", "blink.user_timing"] });
  let trace;
  try {
    await run();
  } finally {
    trace = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(trace.toString());
  const mains = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const threads = mains.map(({ pid, tid }) =>
    traceEvents.filter((event) => event.pid === pid && event.tid === tid && event.ph === "X" && event.name === "RunTask"),
  );
  // The page's renderer is the one that worked.
  const busiest = threads.toSorted((a, b) => worked(b) - worked(a))[0] ?? [];
  const asked = traceEvents.findLast(({ name, args }) => name === "navigationStart" && args.data?.documentLoaderURL);
  const zero = asked?.ts ?? 0;
  return busiest.map(({ ts, dur }) => ({ start: (ts - zero) / 1000, end: (ts - zero + dur) / 1000 }));
}

const worked = (tasks) => tasks.reduce((sum, { dur }) => sum + dur, 0);

/** Milliseconds of the longest task. @param {{ start: number, end: number }[]} tasks */
export const longest = (tasks) => Math.max(0, ...tasks.map(({ start, end }) => end - start));

/** Milliseconds of all tasks together. @param {{ start: number, end: number }[]} tasks */
export const total = (tasks) => tasks.reduce((sum, { start, end }) => sum + end - start, 0);
