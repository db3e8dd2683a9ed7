// The Worker's database as its owner sees it: through wrangler, from outside, while the Worker runs.

import { execFile } from "node:child_process";
import { symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const root = resolve(import.meta.dirname, "../..");
const LIMIT_MS = 60_000;

/**
 * @param {{ url: string, folder: string }} worker
 */
export function database(worker) {
  const d1 = async (...given) => {
    const { stdout } = await promisify(execFile)(
      join(root, "node_modules/.bin/wrangler"),
      ["d1", ...given, "--local", "--config", join(worker.folder, "wrangler.json")],
      {
        cwd: worker.folder,
        env: {
          ...process.env,
          PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}`,
          CI: "1",
          NO_COLOR: "1",
          WRANGLER_LOG_PATH: join(worker.folder, "logs"),
          WRANGLER_SEND_METRICS: "false",
        },
        timeout: LIMIT_MS,
      },
    );
    return stdout;
  };
  return {
    /** The rows that a statement gives. */
    rows: async (sql) => JSON.parse(await d1("execute", "DB", "--json", "--command", sql)).at(-1).results,
    /** What wrangler says when it is to apply what has not been applied. */
    async migrate() {
      await symlink(join(root, "migrations"), join(worker.folder, "migrations"));
      return d1("migrations", "apply", "DB");
    },
    /** Does what the Worker does once a day. */
    async nextDay() {
      const answer = await fetch(`${worker.url}/cdn-cgi/local/scheduled`);
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      await answer.text();
    },
  };
}
