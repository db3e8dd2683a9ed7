// Somebody's project that has installed our packages: an empty folder outside the checkout, the packed packages, and the
// peers that a test names. Asserts nothing.

import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const root = resolve(import.meta.dirname, "../..");
const uses = join(root, "tests/packages/uses");
const LIMIT_MS = 300_000;

/** React with its types, by its major version: what the packages are tested against. */
export const REACT = {
  18: { react: "18.3.1", "react-dom": "18.3.1", "@types/react": "18.3.32", "@types/react-dom": "18.3.7" },
  19: { react: "19.3.1", "react-dom": "19.3.1", "@types/react": "19.3.3", "@types/react-dom": "19.3.0" },
};

/** Where `cargo xtask packages` has put them: in `target`, unless that is another folder. */
export const packed = () => process.env.OPENSLOT_PACKAGES ?? join(root, "target/packages");

/**
 * Installs packages of ours, and others, into a new project. What npm has in its cache is not downloaded again.
 *
 * @param {string[]} ours Names of packages of ours.
 * @param {Record<string, string>} [others] Versions of others.
 */
export async function startProject(ours, others = {}) {
  const folder = await mkdtemp(join(tmpdir(), "openslot-project-"));
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  const command = async (program, given) => {
    const options = { cwd: folder, timeout: LIMIT_MS, env: { ...process.env, npm_config_update_notifier: "false" } };
    const done = await promisify(execFile)(program, given, options).catch((error) => error);
    return { code: done.code ?? 0, text: `${done.stdout}${done.stderr}` };
  };
  const project = {
    folder,
    remove,
    /** Runs the project's own Node with a program, and gives what it prints. */
    node: (program) => command(process.execPath, ["--input-type=module", "--eval", program]),
    /** Copies files of `tests/packages/uses`. */
    use: (...names) => Promise.all(names.map((name) => cp(join(uses, name), join(folder, name)))),
    /**
     * Type-checks files as a project does that is as strict as it can be.
     *
     * @param {string[]} files @param {Record<string, unknown>} [settings] @param {string} [compiler]
     */
    async check(files, settings = {}, compiler = join(root, "node_modules/.bin/tsc")) {
      const compilerOptions = {
        ...{ strict: true, noEmit: true, target: "es2022", lib: ["es2022", "dom", "dom.iterable"], types: [] },
        ...{ module: "nodenext", moduleResolution: "nodenext", noUncheckedIndexedAccess: true, skipLibCheck: false },
        ...settings,
      };
      await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
      return command(compiler, ["--project", folder, "--pretty", "false"]);
    },
    /** A bundle for the browser, as it is served. */
    async bundle(file, ...given) {
      const outcome = join(folder, "bundle.js");
      const flags = ["--bundle", "--format=esm", "--jsx=automatic", `--outfile=${outcome}`, "--log-level=warning", ...given];
      const { code, text } = await command(join(root, "node_modules/.bin/esbuild"), [file, ...flags]);
      if (code !== 0 || text.trim()) throw new Error(`esbuild ${file}: ${text}`);
      return readFile(outcome, "utf8");
    },
  };
  try {
    const tarballs = await readdir(packed()).catch((cause) => {
      throw new Error("There are no packed packages; run `cargo xtask packages` first", { cause });
    });
    const files = ours.map((name) => tarballs.find((file) => new RegExp(`^${name}-\\d[^-]*\\.tgz$`).test(file)) ?? name);
    await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
    const flags = ["--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const versions = Object.entries(others).map(([name, version]) => `${name}@${version}`);
    const { code, text } = await command("npm", ["install", ...flags, ...files.map((file) => join(packed(), file)), ...versions]);
    if (code !== 0) throw new Error(`npm install failed:\n${text}`);
    return project;
  } catch (cause) {
    await remove();
    throw cause;
  }
}
