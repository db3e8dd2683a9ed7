// The Worker's database as its owner sees it: through wrangler, from outside, while the Worker runs.

import { symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { wrangler } from "./wrangler.mjs";

const root = resolve(import.meta.dirname, "../..");

/**
 * @param {{ url: string, folder: string }} worker
 */
export function database(worker) {
  const d1 = (...given) => wrangler(worker, "d1", ...given);
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
