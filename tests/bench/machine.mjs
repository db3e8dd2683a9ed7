// On what it was measured, and when.

import { readFileSync } from "node:fs";
import os from "node:os";
import { resolve } from "node:path";

const LOCK = resolve(import.meta.dirname, "../../package-lock.json");

export function machine() {
  const processors = os.cpus();
  const { packages } = JSON.parse(readFileSync(LOCK, "utf8"));
  const version = (name) => packages[`node_modules/${name}`].version;
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memory_gib: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    workerd: version("workerd"),
    miniflare: version("miniflare"),
    hono: version("hono"),
    node: process.version,
  };
}
