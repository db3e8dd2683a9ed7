// Runs the load generator (`tests/src/bin/load.rs`) and returns what it reports.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * @param {string} url
 * @param {Record<string, string | number | undefined>} [options] Options of its command line, without the hyphens.
 */
export async function load(url, options = {}) {
  const binary = process.env.OPENSLOT_LOAD_BIN;
  if (!binary) throw new Error("OPENSLOT_LOAD_BIN is not set; start this with `cargo xtask bench edge`");
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  // Not the synchronous kind: somebody has to read what the Worker logs meanwhile.
  const { stdout } = await run(binary, [url, ...given.flatMap(([name, value]) => [`--${name}`, String(value)])]);
  return JSON.parse(stdout);
}
