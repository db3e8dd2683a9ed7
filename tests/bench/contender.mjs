// The Workers that ours is compared with. Each answers one address, with bytes that were put into its KV.

import { build } from "esbuild";
import { join } from "node:path";
import { startWorkerd } from "./workerd.mjs";

/**
 * @param {"kv" | "hono" | "memory"} name One of `contenders/`.
 * @param {{ path: string, body: Uint8Array, compatibilityDate: string }} answer What it answers where, and the
 *   compatibility date of the Worker it is compared with.
 */
export async function startContender(name, { path, body, compatibilityDate }) {
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
    kvNamespaces: ["CACHE"],
  });
  try {
    await (await worker.kv("CACHE")).put(path, body);
    return worker;
  } catch (cause) {
    await worker.stop();
    throw cause;
  }
}
