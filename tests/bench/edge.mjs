// The edge proxy's benchmark: measures, and prints what it measured as one line of JSON. What is good enough is
// decided by `cargo xtask bench edge`, which starts this.

import { cold } from "./cold.mjs";
import { herd } from "./herd.mjs";
import { machine } from "./machine.mjs";
import { throughput } from "./throughput.mjs";

// Ended from outside, everything that was started here is ended on the way out.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

const EFFORT = {
  full: {
    throughput: { rounds: 40, seconds: 0.6 },
    cold: { deployments: 4, repeats: 3 },
    herd: { runs: 3 },
  },
  quick: {
    throughput: { rounds: 10, seconds: 0.4 },
    cold: { deployments: 1, repeats: 2 },
    herd: { runs: 1 },
  },
};

const effort = process.argv.includes("--quick") ? EFFORT.quick : EFFORT.full;
const measured = {
  machine: machine(),
  throughput: await throughput(effort.throughput),
  cold: await cold(effort.cold),
  herd: await herd(effort.herd),
};
process.stdout.write(`${JSON.stringify(measured)}\n`);
