// Starts the native sandbox, a Calendly of one's own, and ends it again.

import { spawn } from "node:child_process";
import { follow, until } from "./process.mjs";

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/;

/**
 * Starts the sandbox on a free port and waits for the first line it prints, which holds its address.
 *
 * @param {string[]} [options] Command line options of the sandbox.
 * @returns {Promise<{ url: string, log: () => string, stop: () => Promise<void> }>} `url` has no slash at the end.
 */
export async function startSandbox(options = []) {
  const binary = process.env.OPENSLOT_SANDBOX_BIN;
  if (!binary) throw new Error("OPENSLOT_SANDBOX_BIN is not set; start the tests with `cargo xtask api`");
  const child = spawn(binary, options, { detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const program = follow(child, "the sandbox");
  try {
    const url = await until("the sandbox to name its address", () => {
      program.throwIfEnded();
      const [first, ...more] = program.output().split("\n");
      return more.length > 0 ? ADDRESS.exec(first)?.[0] : undefined;
    });
    return { url, log: program.output, stop: program.stop };
  } catch (cause) {
    await program.stop();
    throw new Error(`The sandbox did not start. It said:\n${program.output()}`, { cause });
  }
}
