// What every program that a test starts has in common: its output is kept, and it is ended with everything it
// started, even when the test itself ends early.

import { setTimeout as delay } from "node:timers/promises";

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 5_000;
const POLL_MS = 50;

/** Process groups that are still to be ended. */
const running = new Set();
process.on("exit", () => running.forEach((group) => signal(group, "SIGKILL")));

/**
 * Keeps what `child` prints and knows how to end it. The child must lead its own process group
 * (`detached: true`).
 *
 * @param {import("node:child_process").ChildProcess} child
 * @param {string} name What to call it in an error.
 */
export function follow(child, name) {
  let output = "";
  let ending = false;
  let failure;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => (output += text));
  }
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve((failure = error)));
    child.once("exit", resolve);
  });
  const group = child.pid;
  if (group !== undefined) running.add(group);

  return {
    /** Everything printed so far. */
    output: () => output,
    /** Fails a wait for something that can no longer happen. */
    throwIfEnded() {
      if (failure !== undefined) throw failure;
      if (!ending && child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}:\n${output}`);
    },
    /** Ends the whole process group: politely, then not. */
    async stop() {
      if (ending || group === undefined) return;
      ending = true;
      signal(group, "SIGTERM");
      const polite = new AbortController();
      const insist = delay(STOP_LIMIT_MS, undefined, { signal: polite.signal }).catch(() => undefined);
      await Promise.race([ended, insist]);
      polite.abort();
      // The leader may be gone before those it started.
      signal(group, "SIGKILL");
      await ended;
      running.delete(group);
    },
  };
}

/**
 * Waits until `condition` returns something, and returns that.
 *
 * @template T
 * @param {string} what What is waited for, for the error.
 * @param {() => T | undefined | Promise<T | undefined>} condition What it throws ends the wait.
 * @param {number} [limit] Milliseconds.
 * @returns {Promise<T>}
 */
export async function until(what, condition, limit = START_LIMIT_MS) {
  const deadline = performance.now() + limit;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > deadline) throw new Error(`Waited ${limit / 1000} s for ${what}`);
    await delay(POLL_MS);
  }
}

/** Sends a signal to a process group that may be gone already. */
function signal(group, name) {
  try {
    process.kill(-group, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
