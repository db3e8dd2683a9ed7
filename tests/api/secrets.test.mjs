// The token and what visitors type appear in nothing that leaves the Worker: no answer, header, log line,
// page or bundle.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { api, booking, connectedTo, control, day, SIGNING_KEY, TOKEN } from "../support/api.mjs";
import { startSandbox } from "../support/sandbox.mjs";
import { until } from "../support/process.mjs";
import { startWorker } from "../support/worker.mjs";

test("the token is in no answer, log line, page or bundle", async () => {
  const sandbox = await startSandbox(["--token", TOKEN]);
  const worker = await startWorker(connectedTo(sandbox, { LOG_LEVEL: "debug" }));
  try {
    const openslot = api(worker.url);
    for (const path of ["/healthz", "/v1/config", "/v1/event-types", "/", "/embed.js", "/nothing", "/.dev.vars"]) {
      await openslot.get(path);
    }
    const { body } = await openslot.slots("30min", { from: day(3), to: day(10), timezone: "UTC" });
    const booked = await openslot.book(booking(body.slots[0].start));
    assert.equal(booked.body.status, "confirmed", booked.text);
    const calendly = control(sandbox);
    for (const status of [400, 401, 403, 404, 429, 500]) {
      // A Calendly that repeats what it was sent must not make the Worker repeat it.
      const leak = { message: TOKEN, details: [{ parameter: TOKEN, message: TOKEN }] };
      await calendly.fault("/invitees", { kind: "status", status, body: leak }, { times: 1 });
      await openslot.book(booking(body.slots[1].start));
    }
    const journal = await calendly.journal();
    assert.ok(journal.some(({ path, status }) => path === "/users/me" && status === 200), "the token was used");

    await until("the log to be written", () => /calendly: POST \/invitees -> 500/.test(worker.log()));
    const answers = openslot.answers.join("\n");
    for (const secret of [TOKEN, SIGNING_KEY]) {
      assert.ok(!answers.includes(secret), "in an answer");
      assert.ok(!worker.log().includes(secret), "in the log");
    }
    for (const personal of ["ines@example.com", "Duarte", booked.body.manage_token]) {
      assert.ok(!worker.log().includes(personal), `${personal} in the log`);
    }
  } finally {
    await worker.stop();
    await sandbox.stop();
  }

  const dist = resolve(import.meta.dirname, "../../dist");
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    assert.ok(!bytes.includes(TOKEN) && !bytes.includes("CALENDLY_TOKEN="), entry.name);
  }
});
