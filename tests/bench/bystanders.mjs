// What else the machine does meanwhile: a round that other programs disturbed says nothing about the Workers.

import { readFileSync } from "node:fs";

/** Linux tells processor time in hundredths of a second. */
const TICKS = 100;

/**
 * Does `work`, and tells how many cores were busy meanwhile with anything but this program and those of `pids`: on
 * Linux only, elsewhere nobody knows.
 *
 * @template T
 * @param {number[]} pids
 * @param {() => Promise<T>} work
 * @returns {Promise<[T, number | undefined]>}
 */
export async function besideOthers(pids, work) {
  if (process.platform !== "linux") return [await work(), undefined];
  const others = () => busySeconds() - ownSeconds() - pids.reduce((sum, pid) => sum + secondsOf(pid), 0);
  const [began, before] = [performance.now(), others()];
  const result = await work();
  return [result, (others() - before) / ((performance.now() - began) / 1000)];
}

/** Processor time of everything since the machine was started; what its host took from it counts. */
function busySeconds() {
  // `cpu user nice system idle iowait irq softirq steal …`
  const [, ...ticks] = readFileSync("/proc/stat", "utf8").split("\n", 1)[0].trim().split(/\s+/);
  const [user, nice, system, , , irq, softirq, steal] = ticks.map(Number);
  return (user + nice + system + irq + softirq + steal) / TICKS;
}

/** Of this program, and of programs it started that have ended since. */
function ownSeconds() {
  return secondsOf("self", [11, 12, 13, 14]);
}

/** The 14th to 17th field of `/proc/<pid>/stat` are a program's processor time and that of its ended children. */
function secondsOf(pid, fields = [11, 12]) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const values = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields.reduce((sum, field) => sum + Number(values[field]), 0) / TICKS;
}
