// Starts one Worker on a workerd of its own, with nothing in between: a request reaches the Worker's own socket,
// neither wrangler's proxy nor miniflare's entry Worker nor the router of static assets. Knows no Worker.

import { readdirSync, readFileSync } from "node:fs";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";

// A socket belongs to a Worker, and that of a Worker with static assets leads to their router. This Worker has
// none; its socket leads straight to the other one, and its script is never run.
const DOOR = "door";
const NOTHING = "export default { fetch: () => new Response(null, { status: 500 }) }";

/**
 * @param {object} worker Miniflare's options for a Worker.
 * @returns {Promise<{ url: string, pid: number | undefined, kv: (binding: string) => Promise<KVNamespace>,
 *   stop: () => Promise<void> }>} `url` has no slash at the end; `pid` is workerd's, known on Linux only.
 */
export async function startWorkerd(worker) {
  const others = workerds();
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port: 0,
      cf: false, // or miniflare asks Cloudflare where this machine is
      handleStructuredLogs: ({ level, message }) => {
        // Whatever the Worker logs must be read, or it waits; only what went wrong is of interest.
        if (level === "error" || level === "warn") console.error(message);
      },
      workers: [
        worker,
        {
          name: DOOR,
          modules: true,
          script: NOTHING,
          compatibilityDate: worker.compatibilityDate,
          unsafeDirectSockets: [{ host: "127.0.0.1", port: 0, serviceName: worker.name }],
        },
      ],
    }),
  );
  const stop = () => miniflare.dispose();
  try {
    await miniflare.ready;
    const { origin } = await miniflare.unsafeGetDirectURL(DOOR);
    const pid = workerds().find((candidate) => !others.includes(candidate));
    return { url: origin, pid, kv: (binding) => miniflare.getKVNamespace(binding, worker.name), stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** The process ids of every workerd that this process has started. */
function workerds() {
  if (process.platform !== "linux") return [];
  const pids = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
  return pids.filter(isOurWorkerd).map(Number);
}

function isOurWorkerd(pid) {
  try {
    // `pid (name) state parent …`; the name may contain spaces.
    const [, name, rest] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8"));
    return name === "workerd" && Number(rest.split(" ")[1]) === process.pid;
  } catch {
    return false; // it has ended since
  }
}
