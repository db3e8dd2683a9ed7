// wrangler as the tests run it, and what a Worker's owner does with it from outside while the Worker runs.

import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const root = resolve(import.meta.dirname, "../..");
const LIMIT_MS = 60_000;

/** The program. */
export const WRANGLER = join(root, "node_modules/.bin/wrangler");

/** What it finds around it: the project's own tools, nobody to ask, and a place for its logs. */
export const environment = (folder) => ({
  ...process.env,
  PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}`,
  CI: "1",
  NO_COLOR: "1",
  WRANGLER_LOG_PATH: join(folder, "logs"),
  WRANGLER_SEND_METRICS: "false",
});

/**
 * Runs a command of wrangler's on the local storage of a Worker.
 *
 * @param {{ folder: string }} worker
 * @param {string[]} given
 * @returns {Promise<string>} What it printed.
 */
export async function wrangler({ folder }, ...given) {
  const { stdout } = await promisify(execFile)(
    WRANGLER,
    [...given, "--local", "--config", join(folder, "wrangler.json")],
    { cwd: folder, env: environment(folder), timeout: LIMIT_MS },
  );
  return stdout;
}

/**
 * The names of what is in a Worker's KV.
 *
 * @param {{ folder: string }} worker
 */
export async function keysInKv(worker) {
  const listed = await wrangler(worker, "kv", "key", "list", "--binding", "CACHE");
  return JSON.parse(listed).map(({ name }) => name);
}
