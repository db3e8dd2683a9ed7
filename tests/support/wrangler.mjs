// What a Worker's owner does to it from outside, through wrangler, while it runs.

import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const root = resolve(import.meta.dirname, "../..");
const LIMIT_MS = 60_000;

/**
 * Runs a command of wrangler's on the local storage of a Worker.
 *
 * @param {{ folder: string }} worker
 * @param {string[]} given
 * @returns {Promise<string>} What it printed.
 */
export async function wrangler({ folder }, ...given) {
  const { stdout } = await promisify(execFile)(
    join(root, "node_modules/.bin/wrangler"),
    [...given, "--local", "--config", join(folder, "wrangler.json")],
    {
      cwd: folder,
      env: {
        ...process.env,
        PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}`,
        CI: "1",
        NO_COLOR: "1",
        WRANGLER_LOG_PATH: join(folder, "logs"),
        WRANGLER_SEND_METRICS: "false",
      },
      timeout: LIMIT_MS,
    },
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
