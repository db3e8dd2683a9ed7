// What a page still has of a widget that is gone: listeners and timers, nodes, memory. Asserts nothing.

/** Runs in a page before anything else: counts what is listened to on window and document, and the timers. */
function count() {
  const heard = new Map();
  const timers = new Map();
  const name = (target) => (target === window ? "window" : target === document ? "document" : undefined);
  /** Who has called what calls this. */
  const caller = () => String(new Error().stack).split("\n")[3]?.trim() ?? "";
  const captures = (options) => Boolean(typeof options === "object" ? options?.capture : options);
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const key = (target, type, listener, options) => {
    const place = name(target ?? window);
    if (!place || !listener) return undefined;
    // Listeners are told apart by identity.
    const ids = (window.idsOfListeners ??= new WeakMap());
    if (!ids.has(listener)) ids.set(listener, (window.lastListener = (window.lastListener ?? 0) + 1));
    return `${place} ${type} ${captures(options)} ${ids.get(listener)}`;
  };
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    // Playwright listens too, from no file.
    const added = caller().includes("://") ? key(this, type, listener, options) : undefined;
    if (added) heard.set(added, `${added} ${caller()}`);
    options?.signal?.addEventListener("abort", () => heard.delete(added));
    if (added && typeof options === "object" && options?.once) {
      addEventListener.call(this, type, () => heard.delete(added), { once: true, capture: options.capture });
    }
    return addEventListener.call(this, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    heard.delete(key(this, type, listener, options));
    return removeEventListener.call(this, type, listener, options);
  };
  const { setTimeout, clearTimeout, setInterval, clearInterval } = window;
  window.setTimeout = (run, ...rest) => {
    const id = setTimeout((...given) => (timers.delete(id), typeof run === "function" && run(...given)), ...rest);
    timers.set(id, `${rest[0]} ms ${caller()}`);
    return id;
  };
  window.setInterval = (...given) => {
    const id = setInterval(...given);
    timers.set(id, `every ${given[1]} ms ${caller()}`);
    return id;
  };
  window.clearTimeout = (id) => (timers.delete(id), clearTimeout(id));
  window.clearInterval = (id) => (timers.delete(id), clearInterval(id));
  // The memories of modules are found where modules are started.
  const memories = [];
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const started = await instantiate(...given);
    const { memory } = (started.instance ?? started).exports;
    if (memory) memories.push(memory);
    return started;
  };
  window.moduleBytes = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  window.leftBehind = () => ({ listeners: [...heard.values()], timers: [...timers.values()] });
}

/**
 * @param {import("playwright-core").Page} page On which nothing is open yet.
 * @returns {Promise<{ left: () => Promise<{ listeners: string[], timers: string[] }>, weigh: () => Promise<Weight> }>}
 * @typedef {{ heap: number, module: number, nodes: number, listeners: number }} Weight Bytes of the heap and
 *   of the module's memory; nodes and listeners that are alive, in the page or not.
 */
export async function accounting(page) {
  await page.addInitScript(count);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  await devtools.send("HeapProfiler.enable");
  return {
    left: () => page.evaluate(() => window.leftBehind()),
    async weigh() {
      // What a first collection sets free may hold what a second does.
      for (let round = 0; round < 3; round += 1) await devtools.send("HeapProfiler.collectGarbage");
      const { metrics } = await devtools.send("Performance.getMetrics");
      const metric = (wanted) => metrics.find(({ name }) => name === wanted).value;
      return {
        heap: metric("JSHeapUsedSize"),
        module: await page.evaluate(() => window.moduleBytes()),
        nodes: metric("Nodes"),
        listeners: metric("JSEventListeners"),
      };
    },
  };
}
