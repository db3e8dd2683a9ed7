// What a range costs, by the sandbox's journal: few calls, all at once, and none the second time.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { api, connectedTo, control, day, TOKEN } from "../support/api.mjs";
import { startSandbox } from "../support/sandbox.mjs";
import { startWorker } from "../support/worker.mjs";

const LATENCY_MS = 300;
const TIMES = "/event_type_available_times";

for (const [cap, fewest, most] of [
  [31, 1, 2],
  [7, 5, 6],
]) {
  describe(`thirty days with a cap of ${cap} days`, () => {
    let sandbox;
    let worker;
    before(async () => {
      sandbox = await startSandbox(["--token", TOKEN, "--window-days", String(cap)]);
      worker = await startWorker(connectedTo(sandbox, { CALENDLY_WINDOW_DAYS: String(cap) }));
    });
    after(async () => {
      await worker?.stop();
      await sandbox?.stop();
    });

    test(`costs ${fewest} to ${most} calls side by side, and nothing the second time`, async () => {
      const openslot = api(worker.url);
      const sandboxControl = control(sandbox);
      await sandboxControl.fault(TIMES, { kind: "latency", ms: LATENCY_MS });
      const { body: offer } = await openslot.get("/v1/event-types");
      const query = { from: day(1), to: day(30), timezone: "UTC" };

      // Each event type has windows of its own, so each gives a cold range. The quickest of them counts:
      // noise on a shared machine only ever adds time.
      const ratios = [];
      for (const { slug } of offer.event_types.slice(0, 5)) {
        await sandboxControl.clearJournal();
        const began = performance.now();
        const cold = await openslot.slots(slug, query);
        const took = performance.now() - began;
        assert.equal(cold.body.cache, "miss", cold.text);
        const calls = await sandboxControl.journal();
        assert.ok(calls.every(({ path }) => path === TIMES));
        assert.ok(fewest <= calls.length && calls.length <= most, `${calls.length} calls`);
        ratios.push(took / Math.max(...calls.map(({ start_ms, end_ms }) => end_ms - start_ms)));

        await sandboxControl.clearJournal();
        const warm = await openslot.slots(slug, query);
        assert.equal(warm.body.cache, "hit");
        assert.deepEqual(warm.body.slots, cold.body.slots);
        assert.deepEqual(await sandboxControl.journal(), []);
      }
      assert.ok(Math.min(...ratios) <= 1.3, `${ratios.map((ratio) => ratio.toFixed(2)).join(", ")} × one call`);
    });
  });
}

test("a cap that the settings do not know of is found out", async () => {
  const sandbox = await startSandbox(["--token", TOKEN, "--window-days", "7"]);
  const worker = await startWorker(connectedTo(sandbox));
  try {
    const { body } = await api(worker.url).slots("30min", { from: day(1), to: day(30), timezone: "UTC" });
    assert.deepEqual(body.missing, []);
    assert.ok(body.slots.length > 0);
  } finally {
    await worker.stop();
    await sandbox.stop();
  }
});
