// The door between workerd and the WebAssembly module: hands events to its exports, and begins again with a
// fresh instance after a trap. A trap (a Rust panic, the end of the stack or of memory) leaves an instance that
// must not be used again; without this, one bad request would answer every later one with an error.
//
// It must know nothing of routes, settings or bookings. The build appends one export for each Durable Object.

import { DurableObject } from "cloudflare:workers";
import * as core from "./index.js";

// `criticalError` is set by the worker crate's panic hook; other traps are noticed below.
const state = core.__worker_init_state();
let generation = 0;

function noticeTrap(error) {
  if (error instanceof WebAssembly.RuntimeError) state.criticalError = true;
}

function ensureUsable() {
  if (!state.criticalError) return;
  console.warn("The last instance ended in a trap; beginning a new one");
  core.__wbg_reset_state();
  state.criticalError = false;
  generation += 1;
}

async function guarded(call) {
  ensureUsable();
  try {
    return await call();
  } catch (error) {
    noticeTrap(error);
    throw error;
  }
}

// A trap in a task that nobody awaits reaches no `catch`.
addEventListener("error", (event) => noticeTrap(event.error));

const events = ["fetch", "scheduled", "queue"].filter((name) => name in core);

export default Object.fromEntries(
  events.map((name) => [name, (...given) => guarded(() => core[name](...given))]),
);

// Wraps a class of the module so that its objects outlive the instance they were made in.
function durable(Core) {
  class Durable extends DurableObject {
    #made;
    #generation;

    constructor(storage, env) {
      super(storage, env);
      this.current();
    }

    // The object inside the module, made again when the instance is a new one.
    current() {
      ensureUsable();
      if (this.#generation !== generation) {
        this.#made = new Core(this.ctx, this.env);
        this.#generation = generation;
      }
      return this.#made;
    }
  }
  for (const name of Object.getOwnPropertyNames(Core.prototype)) {
    if (["constructor", "free", "__destroy_into_raw"].includes(name)) continue;
    Durable.prototype[name] = function (...given) {
      return guarded(() => this.current()[name](...given));
    };
  }
  return Durable;
}

