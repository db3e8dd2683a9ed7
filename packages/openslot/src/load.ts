// Brings the loader, `embed.js` of the owner's Worker, into the page: once, however often it is asked for, and again
// after it failed. Touches nothing when it is imported, so that a server may import it.

import type { OpenslotApi } from "./page.js";

export interface LoadOptions {
  /** Origin of the Worker: `https://book.example.com`. */
  api: string;
  /** Of the page's Content-Security-Policy. */
  nonce?: string;
  /** Hash of `embed.js` (`sha384-…`). A newer Worker has another one, and its loader is then refused. */
  integrity?: string;
  /** What is remembered of how visitors found the page; `page` by default. */
  attribution?: "page" | "session" | "off";
}

/** Why the loader is not there. `load` may be called again. */
export class LoadError extends Error {
  override readonly name = "LoadError";
}

interface ScriptPolicy {
  createScriptURL(address: string): unknown;
}
interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): ScriptPolicy;
}

let policy: ScriptPolicy | undefined;
let loading: Promise<OpenslotApi> | undefined;

/**
 * Loads `embed.js` and gives the page's API. A page has one loader: where the tag is there already, or another part of
 * the page has asked before, that one is waited for.
 */
export function load(options: LoadOptions): Promise<OpenslotApi> {
  if (typeof document === "undefined") return Promise.reject(new LoadError("load() needs a browser"));
  loading ??= bring(options).catch((cause: unknown) => {
    loading = undefined;
    throw cause;
  });
  return loading;
}

async function bring({ api, nonce, integrity, attribution }: LoadOptions): Promise<OpenslotApi> {
  const address = addressOf(api);
  await pageTag(address);
  const present = pageApi();
  if (present) return present;
  const script = document.createElement("script");
  script.async = true;
  if (nonce) script.nonce = nonce;
  if (integrity) {
    script.crossOrigin = "anonymous";
    script.integrity = integrity;
  }
  if (attribution) script.dataset.attribution = attribution;
  try {
    script.src = trusted(address);
  } catch (cause) {
    throw new LoadError(`the page's policy refuses ${address}; allow the Trusted Types policy "openslot"`, { cause });
  }
  document.head.append(script);
  try {
    const { type } = await heard(script, "load", "error");
    if (type === "error") throw new LoadError(`${address} cannot be loaded`);
    const brought = pageApi();
    if (!brought) throw new LoadError(`${address} is not Openslot's loader`);
    return brought;
  } catch (cause) {
    // A tag that failed never loads again.
    script.remove();
    throw cause;
  }
}

function addressOf(api: string): string {
  try {
    return new URL("/embed.js", new URL(api, document.baseURI)).href;
  } catch (cause) {
    throw new LoadError(`"${api}" is not the address of a Worker`, { cause });
  }
}

/** What the loader has put on the page, once it has. Before, there may be a queue of the page's own. */
function pageApi(): OpenslotApi | undefined {
  const present = window.Openslot;
  return present && "open" in present && customElements.get("open-slot") ? present : undefined;
}

/** Waits for a tag in the page's own markup, which the window's `load` waits for too, whatever became of it. */
async function pageTag(address: string): Promise<void> {
  if (document.readyState === "complete" || pageApi()) return;
  const tag = Array.from(document.scripts).find((script) => script.src === address);
  if (tag) await Promise.race([heard(tag, "load", "error"), heard(window, "load")]);
}

/** The first event of one of these names. */
function heard(target: EventTarget, ...names: string[]): Promise<Event> {
  return new Promise((resolve) => {
    for (const name of names) target.addEventListener(name, resolve, { once: true });
  });
}

/** The address as a page with Trusted Types wants it. One policy a page: a second of the same name is refused. */
function trusted(address: string): string {
  const factory = (window as Window & { trustedTypes?: TrustedTypesFactory }).trustedTypes;
  if (!factory) return address;
  policy ??= factory.createPolicy("openslot", { createScriptURL: (given) => given });
  return policy.createScriptURL(address) as string;
}
