// What the packages say of themselves, and that they know every setting that docs/EMBEDDING.md tells of.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { packed } from "../support/project.mjs";

const root = resolve(import.meta.dirname, "../..");
const read = (path) => readFile(join(root, path), "utf8");

const entries = await readdir(join(root, "packages"), { withFileTypes: true });
const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
const manifests = await Promise.all(folders.map(async (name) => JSON.parse(await read(`packages/${name}/package.json`))));

test("every package has the version of the workspace, and needs that of the others", async () => {
  const version = /^version = "(.+)"$/m.exec(await read("Cargo.toml"))?.[1];
  const names = manifests.map(({ name }) => name);
  assert.ok(version && names.includes("openslot") && names.includes("openslot-react"), names.join());
  for (const manifest of manifests) {
    assert.equal(manifest.version, version, manifest.name);
    const needs = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies });
    for (const [name, range] of needs.filter(([name]) => names.includes(name))) {
      assert.equal(range, version, `${manifest.name} needs ${name}`);
    }
  }
});

test("every package is an ES module with types and both licences, and has nothing to do when it is imported", async () => {
  const tarballs = await readdir(packed());
  for (const { name, version, type, sideEffects, license, exports } of manifests) {
    assert.deepEqual([type, sideEffects, license], ["module", false, "MIT OR Apache-2.0"], name);
    const entries = Object.values(exports).filter((entry) => typeof entry === "object");
    // Conditions are read in order, and the types are never reached behind `default`.
    for (const entry of entries) assert.equal(Object.keys(entry)[0], "types", name);
    const tarball = `${name}-${version}.tgz`;
    assert.ok(tarballs.includes(tarball), `${tarball} is not among ${tarballs}`);
    const files = execFileSync("tar", ["-tzf", join(packed(), tarball)], { encoding: "utf8" }).split("\n");
    for (const file of ["README.md", "LICENSE-MIT", "LICENSE-APACHE"]) {
      assert.ok(files.includes(`package/${file}`), `${tarball} lacks ${file}`);
    }
    assert.deepEqual(files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts")), [], "sources stay at home");
  }
});

test("the settings of the package are the attributes that docs/EMBEDDING.md tells of", async () => {
  const { attributeName, settingNames } = await import(pathToFileURL(join(packed(), "openslot/dist/index.js")).href);
  const table = (await read("docs/EMBEDDING.md")).split("| attribute | meaning |")[1].split("\n\n")[0];
  const cells = table.split("\n").map((row) => row.split(" | ")[0]);
  const named = cells.flatMap((cell) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, name]) => name));
  // One is a property too, with another type; one is every element's.
  const told = named.filter((name) => !["prefill", "lang"].includes(name));
  assert.deepEqual(settingNames.map(attributeName).sort(), [...new Set(told)].sort());
});
