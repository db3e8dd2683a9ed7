// What the main thread of a page did while a test did something, as Chromium's own tracing tells it.

/** What Chromium's own tools call rendering and painting, and not scripting. */
const RENDERING =
  "UpdateLayoutTree Layout ParseAuthorStyleSheet PrePaint Paint PaintImage Layerize Commit CompositeLayers UpdateLayer HitTest".split(" ");

/**
 * @param {import("playwright-core").Browser} browser Only one trace at a time can run in it.
 * @param {import("playwright-core").Page} page
 * @param {() => Promise<unknown>} run
 * @param {{ more?: string[] }} [options] More categories of events, which cost time themselves: `devtools.timeline` for what
 *   is rendering.
 * @returns {Promise<Span[]>} Its tasks, in milliseconds since the page was asked for, if that was in `run`, else on a clock
 *   of their own; each with what in it was rendering.
 *
 * @typedef {{ start: number, end: number }} Span
 */
export async function traced(browser, page, run, { more = [] } = {}) {
  await browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline", "toplevel", "blink.user_timing", ...more] });
  let trace;
  try {
    await run();
  } finally {
    trace = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(trace.toString());
  const mains = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const threads = mains.map(({ pid, tid }) =>
    traceEvents.filter((event) => event.pid === pid && event.tid === tid && event.ph === "X"),
  );
  // The page's renderer is the one that worked.
  const busiest = threads.toSorted((a, b) => worked(b) - worked(a))[0] ?? [];
  const asked = traceEvents.findLast(({ name, args }) => name === "navigationStart" && args.data?.documentLoaderURL);
  const zero = asked?.ts ?? 0;
  const span = ({ ts, dur }) => ({ start: (ts - zero) / 1000, end: (ts - zero + dur) / 1000 });
  const spans = (...names) => busiest.filter(({ name }) => names.includes(name)).map(span).toSorted((a, b) => a.start - b.start);
  const rendering = outermost(spans(...RENDERING));
  return spans("RunTask").map((task) => ({ ...task, rendering: rendering.filter(({ start }) => task.start <= start && start < task.end) }));
}

const worked = (events) => events.reduce((sum, { name, dur }) => sum + (name === "RunTask" ? dur : 0), 0);

/** Those that are in no other one. @param {Span[]} spans By their start. */
function outermost(spans) {
  let end = -Infinity;
  return spans.filter((span) => span.start >= end && ((end = span.end), true));
}

/** What of some spans lies between two moments. @param {Span[]} spans @param {number} from @param {number} to */
export const within = (spans, from, to) =>
  spans.map(({ start, end }) => ({ start: Math.max(start, from), end: Math.min(end, to) })).filter(({ start, end }) => start < end);

/** Milliseconds of all tasks together. @param {{ start: number, end: number }[]} tasks */
export const total = (tasks) => tasks.reduce((sum, { start, end }) => sum + end - start, 0);
