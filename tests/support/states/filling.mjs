// States of the form.

import { problem } from "../answers.mjs";
import { BOOK, never } from "./answering.mjs";

/** @type {import("../states.mjs").State[]} */
export const filling = [
  { name: "form", attributes: { "event-type": "session" }, go: ({ form }) => form() },
  {
    name: "form-errors",
    attributes: { "event-type": "session" },
    async go({ page, form, fill, press }) {
      await form();
      await fill("");
      await page.locator("open-slot [type=radio]").last().check({ force: true });
      await press("submit");
      await page.locator("open-slot [aria-invalid=true]").first().waitFor();
    },
  },
  {
    name: "form-whole",
    attributes: {
      "event-type": "session",
      "name-fields": "split",
      "text-reminder": "",
      consent: "I have read how my data is used, and I agree to it",
      "consent-url": "https://example.com/privacy",
      guests: "ada@example.com,bob@exampl",
    },
    async go({ page, form, press }) {
      await form();
      await press("submit");
      await page.locator("open-slot [aria-invalid=true]").first().waitFor();
    },
  },
  {
    name: "refused",
    answers: { [BOOK]: () => problem("calendly-unavailable", 503) },
    async go({ send, part }) {
      await send();
      await part("notice").waitFor();
    },
  },
  {
    name: "hold-lapsed",
    answers: { "POST /v1/holds": () => [201, { id: "call.x", event_type: "call", start: "", expires_at: "2026-11-21T14:32:01Z", expires_in: 1 }] },
    async go({ page, form }) {
      await form();
      await page.locator("open-slot .form__note").waitFor();
    },
  },
  {
    name: "sending",
    answers: { [BOOK]: never },
    async go({ page, send }) {
      await send();
      await page.locator("open-slot form[aria-busy=true]").waitFor();
    },
  },
];
