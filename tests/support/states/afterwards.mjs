// States after a booking, or at Calendly's page.

import { confirmed, link } from "../answers.mjs";
import { BOOK, CANCEL } from "./answering.mjs";

/** @type {import("../states.mjs").State[]} */
export const afterwards = [
  { name: "confirmed", go: ({ booked }) => booked() },
  {
    name: "cancel-question",
    async go({ booked, press, part }) {
      await booked();
      await press("link", -1);
      await part("question").waitFor();
    },
  },
  {
    name: "canceled",
    answers: { [CANCEL]: () => [200, confirmed("canceled")[1]] },
    async go({ page, booked, press, part }) {
      await booked();
      await press("link", -1);
      await part("question").waitFor();
      await press("primary--danger");
      await page.locator("open-slot .done[data-state=over]").waitFor();
    },
  },
  {
    name: "another-time",
    async go({ booked, press, choose }) {
      await booked();
      await press("link", -2);
      await choose(2);
    },
  },
  {
    name: "linked",
    isDialog: true,
    answers: { [BOOK]: () => link },
    async go({ send, part }) {
      await send();
      await part("frame").waitFor();
    },
  },
  {
    name: "linked-silent",
    isDialog: true,
    answers: { [BOOK]: () => link },
    async go({ page, send, part }) {
      await send();
      await part("frame").waitFor();
      // After eight seconds in which nothing was heard of the page.
      await page.locator("open-slot .frame__trouble").waitFor();
    },
  },
  {
    name: "linked-closed",
    answers: { [BOOK]: () => link },
    async go({ page, send, part }) {
      await send();
      await part("frame").waitFor();
      await page.keyboard.press("Escape");
      await part("frame").waitFor({ state: "detached" });
    },
  },
  {
    name: "booked-there",
    answers: { [BOOK]: () => link },
    async go({ page, send, part }) {
      await send();
      await part("frame").waitFor();
      const uri = "https://api.calendly.com/scheduled_events/E";
      const payload = { event: { uri }, invitee: { uri: `${uri}/invitees/I` } };
      const frame = page.frames().find((frame) => frame.parentFrame());
      await frame.waitForLoadState();
      await frame.evaluate((payload) => parent.postMessage({ event: "calendly.event_scheduled", payload }, "*"), payload);
      await part("confirmation").waitFor();
    },
  },
  {
    name: "led-on",
    attributes: { confirmation: "Bring your passport.", redirect: "https://example.com/thanks", "redirect-after": "3600" },
    go: ({ booked }) => booked(),
  },
];
