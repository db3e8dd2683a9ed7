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
import { environment, WRANGLER } from "./wrangler.mjs";

const root = resolve(import.meta.dirname, "../..");
const SECRETS = new Set(["ADMIN_TOKEN", "CALENDLY_TOKEN", "SIGNING_KEY", "TURNSTILE_SECRET"]);
const READY = /Ready on (http:\/\/127\.0\.0\.1:\d+)/;

/**
 * Starts a Worker and waits until it answers `/healthz`.
 *
 * @param {Record<string, string>} [vars] Worker variables and secrets; with none, the mode is `demo`.
 * @param {"generous" | "deployed" | "missing"} [limits] How often one address may write: as often as a test that is
 *   about something else likes, as in `wrangler.toml`, or without anything that counts.
 * @returns {Promise<{ url: string, folder: string, log: () => string, restart: () => Promise<void>, stop: () => Promise<void> }>}
 *   `url` has no slash at the end; `folder` holds its settings and its storage; `log()` is everything that wrangler and
 *   the Worker have printed since they
 *   started last; `restart()` ends them and starts them anew on the same storage, at another `url`; `stop()` ends
 *   them and removes the storage.
 */
export async function startWorker(vars = {}, limits = "generous") {
  const folder = await mkdtemp(join(tmpdir(), "openslot-worker-"));
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const isSecret = ([name]) => SECRETS.has(name);
    const [secrets, variables] = [Object.entries(vars).filter(isSecret), Object.entries(vars).filter((v) => !isSecret(v))];
    await writeFile(join(folder, "wrangler.json"), JSON.stringify(await settings(Object.fromEntries(variables), limits)));
    // As on a developer's machine: wrangler prints the values of variables, but not of these.
    await writeFile(join(folder, ".dev.vars"), secrets.map(([name, value]) => `${name}="${value}"\n`).join(""));
    let running = await launch(folder);
    return {
      folder,
      get url() {
        return running.url;
      },
      log: () => running.program.output(),
      async restart() {
        await running.program.stop();
        running = await launch(folder);
      },
      async stop() {
        await running.program.stop();
        await remove();
      },
    };
  } catch (cause) {
    await remove();
    throw cause;
  }
}

/** Runs `wrangler dev` in a folder that holds its settings and its storage. */
async function launch(folder) {
  const child = spawn(
    WRANGLER,
    [
      ...["dev", "--local", "--config", join(folder, "wrangler.json")],
      ...["--ip", "127.0.0.1", "--port", "0", "--inspector-port", "0"],
    ],
    {
      cwd: folder, // a `.dev.vars` of the developer's must not reach a test
      detached: true, // its own process group, so that workerd ends with it
      env: { ...environment(folder), CLOUDFLARE_CF_FETCH_ENABLED: "false" },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const program = follow(child, "wrangler dev");
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
    return { url, program };
  } catch (cause) {
    await program.stop();
    throw new Error(`The Worker did not start. It said:\n${program.output()}`, { cause });
  }
}

/** The built settings with absolute paths, with `vars`, and with such limits. */
async function settings(vars, limits) {
  const built = join(root, "build");
  const text = await readFile(join(built, "wrangler.json"), "utf8").catch((cause) => {
    throw new Error("There is no built Worker; run `cargo xtask build` first", { cause });
  });
  const settings = JSON.parse(text);
  settings.main = resolve(built, settings.main);
  settings.assets.directory = resolve(built, settings.assets.directory);
  if (limits === "missing") delete settings.ratelimits;
  if (limits === "generous") settings.ratelimits.forEach(({ simple }) => (simple.limit = 1_000_000));
  settings.vars = { ...settings.vars, ...vars };
  return settings;
}
