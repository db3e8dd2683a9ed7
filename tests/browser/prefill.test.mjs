// What is known of a visitor before they type: told by a script, by the markup, or by the page's address.

import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "../support/visits.mjs";

test("a script tells what it knows, before the form is there and while it is open", () =>
  visit({}, async (page, openslot) => {
    await openslot.ready();
    const tell = (known) => page.evaluate((known) => (document.querySelector("open-slot").prefill = known), known);
    await tell({ firstName: "Ada", last_name: "Lovelace" });
    await openslot.choose();
    assert.equal(await openslot.name.inputValue(), "Ada Lovelace");
    await tell({ name: "Eve", email: "ada@example.com", guests: ["bob@example.com"] });
    await openslot.button("Remove bob@example.com").waitFor();
    assert.equal(await openslot.name.inputValue(), "Ada Lovelace", "what stands there stays");
    assert.equal(await openslot.email.inputValue(), "ada@example.com");
  }));

test("what a script has told before the loader was there is not lost", () =>
  visit(
    {},
    async (page, openslot) => {
      await openslot.choose();
      assert.equal(await openslot.name.inputValue(), "Ada Lovelace");
    },
    {
      prepare: (page) =>
        page.addInitScript(() => {
          const known = new MutationObserver(() => {
            const element = document.querySelector("open-slot");
            if (!element) return;
            known.disconnect();
            element.prefill = { name: "Ada Lovelace" };
          });
          known.observe(document, { childList: true, subtree: true });
        }),
    }
  ));

test("the month that the owner names is shown first", () => {
  const then = new Date();
  then.setUTCMonth(then.getUTCMonth() + 2, 1);
  const month = then.toISOString().slice(0, 7);
  const title = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(then);
  return visit({ month }, async (_, openslot) => {
    await openslot.root.getByRole("heading", { name: title }).first().waitFor();
  });
});

test("the page's address fills in the form only where the owner wants it", async () => {
  for (const [prefill, name] of [["query", "Ada Lovelace"], ["", ""]]) {
    // The page makes attributes of its query, so the query is changed before the widget is there.
    await visit({ prefill }, async (page, openslot) => {
      await openslot.ready();
      await page.evaluate(() => {
        history.replaceState(null, "", "?name=Ada%20Lovelace&month=2020-01&a1=%00%01");
        const element = document.querySelector("open-slot");
        const parent = element.parentNode;
        element.remove();
        queueMicrotask(() => queueMicrotask(() => parent.append(element)));
      });
      await openslot.choose();
      assert.equal(await openslot.name.inputValue(), name);
    });
  }
});
