// Starts the built Worker on workerd, the way `wrangler dev` does, and ends it again.
//
// Nothing is built here: it runs what `cargo xtask build` left in `dist/` and `build/`, under the settings of
// `build/wrangler.json`, which are those of `wrangler.toml` without its `[build]`. Each Worker has its own port,
// storage and settings, so that tests do not meet each other.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { follow, until } from "./process.mjs";

const root = resolve(import.meta.dirname, "../..");
const READY = /Ready on (http:\/\/127\.0\.0\.1:\d+)/;

/**
 * Starts a Worker and waits until it answers `/healthz`.
 *
 * @param {Record<string, string>} [vars] Worker variables and secrets; with none, the mode is `demo`.
 * @returns {Promise<{ url: string, log: () => string, stop: () => Promise<void> }>} `url` has no slash at the
 *   end; `log()` is everything that wrangler and the Worker have printed so far; `stop()` ends it and removes
 *   its storage.
 */
export async function startWorker(vars = {}) {
  const folder = await mkdtemp(join(tmpdir(), "openslot-worker-"));
  const config = join(folder, "wrangler.json");
  await writeFile(config, JSON.stringify(await settings(vars)));

  const wrangler = join(root, "node_modules/.bin/wrangler");
  const child = spawn(
    wrangler,
    ["dev", "--local", "--config", config, "--ip", "127.0.0.1", "--port", "0", "--inspector-port", "0"],
    {
      cwd: folder, // a `.dev.vars` of the developer's must not reach a test
      detached: true, // its own process group, so that workerd ends with it
      env: {
        ...process.env,
        PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}`,
        CI: "1",
        CLOUDFLARE_CF_FETCH_ENABLED: "false",
        NO_COLOR: "1",
        WRANGLER_LOG_PATH: join(folder, "logs"),
        WRANGLER_SEND_METRICS: "false",
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const program = follow(child, "wrangler dev");
  const stop = async () => {
    await program.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const url = await until("wrangler to be ready", () => {
      program.throwIfEnded();
      return READY.exec(program.output())?.[1];
    });
    await until(`${url}/healthz to answer`, async () => {
      program.throwIfEnded();
      const answer = await fetch(`${url}/healthz`).catch(() => undefined);
      await answer?.arrayBuffer();
      return answer?.ok;
    });
    return { url, log: program.output, stop };
  } catch (cause) {
    await stop();
    throw new Error(`The Worker did not start. It said:\n${program.output()}`, { cause });
  }
}

/** The built settings with absolute paths and with `vars`. */
async function settings(vars) {
  const built = join(root, "build");
  const text = await readFile(join(built, "wrangler.json"), "utf8").catch((cause) => {
    throw new Error("There is no built Worker; run `cargo xtask build` first", { cause });
  });
  const settings = JSON.parse(text);
  settings.main = resolve(built, settings.main);
  settings.assets.directory = resolve(built, settings.assets.directory);
  settings.vars = { ...settings.vars, ...vars };
  return settings;
}
