// The built Worker on workerd, connected to a sandbox of its own: a deployment that has never been asked anything.
//
// Its bindings are those of `build/wrangler.json`, read by wrangler itself, so that a binding that is added there
// is there here too.

import { readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { connectedTo, control, TOKEN } from "../support/api.mjs";
import { startSandbox } from "../support/sandbox.mjs";
import { startWorkerd } from "./workerd.mjs";

const SETTINGS = resolve(import.meta.dirname, "../../build/wrangler.json");
/** The route of Calendly that says which times are free. */
export const TIMES = "/event_type_available_times";

/**
 * @param {{ vars?: Record<string, string>, sandbox?: string[] }} [options] Worker variables, and options of the
 *   sandbox's command line.
 */
export async function startDeployment({ vars = {}, sandbox: options = [] } = {}) {
  const sandbox = await startSandbox(["--token", TOKEN, ...options]);
  let worker;
  const stop = async () => {
    await worker?.stop();
    await sandbox.stop();
  };
  try {
    const settings = await builtWorker();
    const connection = connectedTo(sandbox, { RATE_LIMITS: "off", ...vars });
    settings.bindings = { ...settings.bindings, ...connection };
    worker = await startWorkerd(settings);
    const get = async (path) => {
      const answer = await fetch(worker.url + path);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${new TextDecoder().decode(bytes)}`);
      return bytes;
    };
    await get("/healthz"); // compiles the module
    return {
      url: worker.url,
      pid: worker.pid,
      compatibilityDate: settings.compatibilityDate,
      /** The variables by which it is connected. */
      connection,
      sandbox: control(sandbox),
      /** The bytes of an answer that must be 200. */
      get,
      json: async (path) => JSON.parse(new TextDecoder().decode(await get(path))),
      stop,
    };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** What `cargo xtask build` left, as miniflare wants it. */
async function builtWorker() {
  const { workerOptions, main } = unstable_getMiniflareWorkerOptions(SETTINGS);
  const { modulesRules: _, ...options } = workerOptions;
  const folder = dirname(main);
  const wasm = (await readdir(folder)).filter((file) => file.endsWith(".wasm"));
  return {
    ...options,
    name: "openslot",
    modulesRoot: folder,
    modules: [
      { type: "ESModule", path: main },
      ...wasm.map((file) => ({ type: "CompiledWasm", path: join(folder, file) })),
    ],
  };
}

/** The address of the free times of some days. */
export function slotsPath(slug, from, to, timezone = "UTC") {
  return `/v1/event-types/${slug}/slots?${new URLSearchParams({ from, to, timezone })}`;
}
