// Says on standard error how far it is; standard output is for the result.

const began = performance.now();

export function say(line) {
  const seconds = Math.round((performance.now() - began) / 1000);
  console.error(`[${String(seconds).padStart(4)} s] ${line}`);
}
