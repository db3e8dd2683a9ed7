// @ts-check
/**
 * Cloudflare Turnstile for <open-slot>, brought in by the loader where the site owner demands it. The page's policy
 * must let `https://challenges.cloudflare.com` in, in `script-src` and `frame-src`.
 *
 * The check begins when the form is shown, so that its token is there when the form is sent. A token is good for one
 * booking, so after each the check begins anew. It takes room only where a person has to do something.
 *
 * @typedef {{render(place: Element, options: object): string, reset(id: string): void}} Turnstile
 */
const script = "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit";
/**
 * A page with Trusted Types lets this one policy in, which knows this one address.
 *
 * @type {{createScriptURL(url: string): string} | undefined}
 */
let trusted;
/** The edge takes tokens for this action alone. */
const action = "openslot-booking";
/** How long somebody who has to do something may take, in milliseconds. */
const patience = 120_000;

/** @type {Promise<Turnstile> | undefined} */
let loading;
/** @type {WeakMap<Element, Promise<Check>>} */
const checks = new WeakMap();

/** @returns {Promise<Turnstile>} */
const load = () =>
  (loading ??= new Promise((done, fail) => {
    const present = /** @type {any} */ (globalThis).turnstile;
    if (present) return done(present);
    try {
      trusted ??= /** @type {any} */ (window).trustedTypes?.createPolicy("openslot", {
        createScriptURL: (/** @type {string} */ url) => (url === script ? url : ""),
      });
    } catch {
      // A page that lets in other policies only may still take a plain address.
    }
    const tag = document.createElement("script");
    tag.src = trusted?.createScriptURL(script) ?? script;
    tag.onload = () => done(/** @type {any} */ (globalThis).turnstile);
    tag.onerror = () => {
      loading = undefined; // The next booking tries again.
      tag.remove();
      fail(new Error("Turnstile did not load"));
    };
    document.head.append(tag);
  }));

class Check {
  token = "";
  /** @type {((token: string) => void) | undefined} */
  deliver;

  /** @param {Turnstile} turnstile @param {HTMLElement} element @param {string} sitekey */
  constructor(turnstile, element, sitekey) {
    const place = document.createElement("div");
    place.slot = "check";
    element.append(place);
    const settle = (/** @type {string} */ token) => {
      this.token = token;
      this.deliver?.(token);
    };
    // Without a token the edge refuses, and the visitor is told; so a failure is an empty one.
    const fail = () => (settle(""), true);
    this.turnstile = turnstile;
    this.id = turnstile.render(place, {
      sitekey,
      action,
      appearance: "interaction-only",
      callback: settle,
      "error-callback": fail,
      "timeout-callback": fail,
      "expired-callback": () => (this.token = ""), // Turnstile then makes a new one by itself.
    });
  }

  /** @returns {Promise<string>} */
  async take() {
    const token =
      this.token ||
      (await new Promise((done) => {
        this.deliver = done;
        setTimeout(done, patience, "");
      }));
    this.deliver = undefined;
    this.token = "";
    this.turnstile.reset(this.id);
    return token;
  }
}

/**
 * Begins the check of an element, and gives a token if one is wanted.
 *
 * @param {HTMLElement} element @param {string} siteKey @param {boolean} wanted
 */
export async function check(element, siteKey, wanted) {
  let made = checks.get(element);
  if (!made) {
    made = load().then((turnstile) => new Check(turnstile, element, siteKey));
    checks.set(element, made);
    made.catch(() => checks.delete(element));
  }
  const check = await made;
  return wanted ? check.take() : "";
}
