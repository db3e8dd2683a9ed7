// The Workers that ours is compared with.

import { build } from "esbuild";
import { join } from "node:path";
import { startWorkerd } from "./workerd.mjs";

/**
 * @param {"kv" | "hono" | "memory" | "calls"} name One of `contenders/`.
 * @param {string} compatibilityDate That of the Worker it is compared with.
 * @param {{ kv?: Record<string, Uint8Array>, vars?: Record<string, string> }} [given] What its KV holds, and its
 *   variables.
 */
export async function startContender(name, compatibilityDate, { kv = {}, vars = {} } = {}) {
  const bundle = await build({
    entryPoints: [join(import.meta.dirname, "contenders", `${name}.js`)],
    bundle: true,
    format: "esm",
    minify: true,
    write: false,
  });
  const worker = await startWorkerd({
    name,
    modules: true,
    script: bundle.outputFiles[0].text,
    compatibilityDate,
    bindings: vars,
    kvNamespaces: ["CACHE"],
  });
  try {
    const namespace = await worker.kv("CACHE");
    for (const [key, value] of Object.entries(kv)) await namespace.put(key, value);
    return worker;
  } catch (cause) {
    await worker.stop();
    throw cause;
  }
}
