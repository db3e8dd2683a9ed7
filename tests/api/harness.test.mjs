// The ground the other tests stand on: a Worker of one's own that runs, is told its settings, and is gone
// afterwards; a sandbox that can be reached.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startSandbox } from "../support/sandbox.mjs";
import { startWorker } from "../support/worker.mjs";

test("a Worker answers, serves the loader, and is gone when it was stopped", async () => {
  const worker = await startWorker();
  try {
    const health = await fetch(`${worker.url}/healthz`);
    assert.equal(health.status, 200);
    const loader = await fetch(`${worker.url}/embed.js`);
    assert.match(await loader.text(), /\/v1\/openslot-[0-9a-f]{8}\.js/);
    assert.match(worker.log(), /GET \/healthz 200/);
  } finally {
    await worker.stop();
  }
  await assert.rejects(fetch(`${worker.url}/healthz`));
});

test("what the loader names is there, under the types that browsers insist on", async () => {
  const worker = await startWorker();
  try {
    const loader = await (await fetch(`${worker.url}/embed.js`)).text();
    const wasm = /^application\/wasm$/;
    for (const [part, extension, type] of [["", "js", /javascript/], ["", "wasm", wasm], ["later-", "wasm", wasm], ["", "css", /^text\/css/]]) {
      const [path] = loader.match(new RegExp(`/v1/openslot-${part}[0-9a-f]{8}\\.${extension}`));
      const answer = await fetch(worker.url + path);
      assert.equal(answer.status, 200, path);
      assert.match(answer.headers.get("content-type"), type);
    }
  } finally {
    await worker.stop();
  }
});

test("a sandbox names its address and is gone when it was stopped", async () => {
  const sandbox = await startSandbox();
  try {
    assert.ok((await fetch(`${sandbox.url}/users/me`)).status > 0);
  } finally {
    await sandbox.stop();
  }
  await assert.rejects(fetch(sandbox.url));
});
