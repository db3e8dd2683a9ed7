// @ts-check
/**
 * What a page has of Openslot before any part is there: `window.Openslot` and, where it asks for it, `window.Calendly`,
 * whose calls wait for their parts; and the widget that a script tag is by itself.
 *
 * It must be there as soon as the loader has run, so it says who is asked, and does as good as nothing itself.
 *
 * @param {HTMLScriptElement | null} tag The one that brought the loader.
 * @param {(name: string) => any} create
 * @param {(part: string, name: string, ...about: any[]) => Promise<any>} ask Has a part do something.
 * @param {unknown} say @param {unknown} load Handed on.
 * @param {CustomElementConstructor} OpenSlot Defined once for each page.
 */
export function expose(tag, create, ask, say, load, OpenSlot) {
  /** @type {any} What a tag before this one has made, or calls that waited for it. */
  const found = window.Openslot;
  let page = found;
  if (!found?.init) {
    page = window.Openslot = {};
    ask("around", "begin", page, say, load);
    for (const name of ["init", "open", "close", "destroy", "push"]) {
      // Until the part is there that puts its own methods in their place. What is made is handed out at once.
      page[name] = (/** @type {any[]} */ ...about) => {
        const element = create("open-slot");
        ask("around", "call", name, about, element);
        return element;
      };
    }
    customElements.define("open-slot", OpenSlot);
  }

  // A script tag alone is a widget too: its data attributes become the element's attributes.
  if (tag) {
    const { dataset } = tag;
    if ((dataset.mode ?? "inline") !== "inline") page.init({ parent: tag, ...dataset });
    else if (["eventType", "openslot", "url", "mode"].some((name) => name in dataset)) {
      const element = create("open-slot");
      for (const { name, value } of tag.attributes) {
        if (name.startsWith("data-")) element.setAttribute(name.slice(5), value);
      }
      // A copy of the page that a router puts back holds the widget of its script already.
      if (!tag.nextElementSibling?.isEqualNode(element)) tag.after(element);
    }
    if ("calendly" in dataset) {
      ask("modes/calendly", "begin", page);
      window.Calendly = {};
      for (const name of ["initInline", "initPopup", "initBadge", "showPopup", "closePopup", "destroyBadge"]) {
        window.Calendly[`${name}Widget`] = (about) => ask("modes/calendly", name, about);
      }
    }
  }
  if (page !== found) page.push(...(found ?? []));
}
