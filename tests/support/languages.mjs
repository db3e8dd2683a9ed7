// The language files, as the tests read them.

import { readdir, readFile } from "node:fs/promises";
import { resolve } from "node:path";

const folder = resolve(import.meta.dirname, "../../widget/languages");

/** @returns {Promise<string[]>} Their tags, in order. */
export async function languages() {
  const files = await readdir(folder);
  return files.map((file) => file.replace(/\.json$/, "")).sort();
}

/** @param {string} tag @returns {Promise<any>} What was written for it. */
export async function words(tag) {
  return JSON.parse(await readFile(resolve(folder, `${tag}.json`), "utf8"));
}

/** A pattern that a saying matches, whatever stands in its blanks. @param {string} saying */
export function pattern(saying) {
  const literal = saying.split(/\{\d\}/).map((part) => part.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${literal.join(".+")}$`);
}
