// How an app without a framework uses `openslot`. Every line after an expected error has to be one.

import { load, LoadError, attributesOf, type OpenslotApi, type OpenSlotElement, type Prefill } from "openslot";

const prefill: Prefill = { name: "Ada", guests: ["a@example.com"], date: new Date(), answers: { a1: "x", a3: ["one", 2] } };
// @ts-expect-error There are ten answers.
const eleven: Prefill = { answers: { a11: "x" } };

export async function start(): Promise<OpenSlotElement> {
  try {
    const page: OpenslotApi = await load({ api: "https://book.example.com", nonce: "abc", integrity: "sha384-x" });
    page.open({ eventType: "30min", theme: "dark", textReminder: true, redirectAfter: 5, prefill });
    page.open();
    page.push(["open", { eventType: "30min" }]);
    page.close();
    page.destroy("#booking");
    // @ts-expect-error There is no such theme.
    page.open({ theme: "blue" });
    // @ts-expect-error There is no such option.
    page.open({ eventtype: "30min" });
    // @ts-expect-error There is no such call.
    page.push(["start"]);
    page.init({ mode: "badge", text: "Book", url: "https://calendly.com/ada/30min", position: "bottom-start" });
    page.destroy("openslot-badge");
    // @ts-expect-error There is no such place.
    page.init({ mode: "badge", position: "top" });
    return page.init({ eventType: "30min", parent: "#booking" });
  } catch (error) {
    if (error instanceof LoadError) console.warn(error.message);
    throw error;
  }
}
// @ts-expect-error It has to know whose Worker.
load({});

(window.Openslot = window.Openslot || []).push(["open", { eventType: "30min" }]);

const widget = document.querySelector("open-slot");
if (widget) {
  widget.prefill = prefill;
  widget.edge satisfies string;
  widget.addEventListener("openslot:booked", (event) => {
    event.detail.start satisfies string | undefined;
    event.detail.version satisfies 1;
    event.detail.invitee?.email satisfies string | undefined;
    // @ts-expect-error Details are frozen.
    event.detail.start = "";
    // @ts-expect-error There is no such field.
    event.detail.price;
  });
  // @ts-expect-error It cannot be set.
  widget.edge = "";
}
document.createElement("open-slot").prefill satisfies Prefill | undefined;
document.addEventListener("openslot:slot-selected", ({ detail }) => detail.timezone satisfies string);
window.addEventListener("openslot:resize", ({ detail }) => detail.height satisfies number);
// @ts-expect-error The height is a number.
window.addEventListener("openslot:resize", ({ detail }) => detail.height satisfies string);

attributesOf({ eventType: "30min", textReminder: true })["event-type"] satisfies string | undefined;
void [eleven];
