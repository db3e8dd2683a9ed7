// States in which times are awaited, cannot be had, or are chosen from.

import { config, problem, taken } from "../answers.mjs";
import { BOOK, CONFIG, SLOTS, but, never, partly, without } from "./answering.mjs";

/** @type {import("../states.mjs").State[]} */
export const choosing = [
  { name: "loading", answers: { [CONFIG]: never, [SLOTS]: never }, go: ({ page }) => page.locator("open-slot .skeleton").waitFor() },
  { name: "awaiting-times", answers: { [SLOTS]: never }, go: ({ page }) => page.locator("open-slot .skeleton__month").waitFor() },
  { name: "stuck", answers: { [CONFIG]: () => problem("internal", 500), [SLOTS]: never }, go: ({ part }) => part("notice").waitFor() },
  { name: "no-times", answers: { [SLOTS]: () => problem("calendly-unavailable", 503) }, go: ({ part }) => part("notice").waitFor() },
  {
    name: "elsewhere",
    answers: { [CONFIG]: () => [200, { ...config, mode: "public", event_types: [] }], [SLOTS]: never },
    go: ({ part }) => part("leaving").waitFor(),
  },
  { name: "cards", attributes: { "event-type": null }, go: ({ part }) => part("card").waitFor() },
  { name: "times", go: ({ times }) => times() },
  { name: "time-chosen", go: ({ choose }) => choose() },
  { name: "week", attributes: { view: "week" }, go: ({ choose }) => choose() },
  { name: "list", attributes: { view: "list" }, go: ({ choose }) => choose() },
  { name: "seats", attributes: { "event-type": "workshop" }, go: ({ choose }) => choose() },
  { name: "demo", answers: { [CONFIG]: () => [200, { ...config, mode: "demo" }] }, go: ({ times }) => times() },
  {
    name: "month-open",
    widths: [320],
    async go({ page, times, press }) {
      await times();
      await page.setViewportSize({ width: 320, height: 900 });
      await press("toggle-month");
    },
  },
  {
    name: "empty-month",
    answers: { [SLOTS]: without("2026-12") },
    async go({ page, times, press, part }) {
      await page.setViewportSize({ width: 1200, height: 900 });
      await times();
      await press("square", 1);
      await part("quiet").waitFor();
    },
  },
  { name: "partly-missing", answers: { [SLOTS]: partly }, go: ({ part }) => part("notice").waitFor() },
  {
    name: "offline",
    async go({ page, times, part }) {
      await times();
      await page.context().setOffline(true);
      await part("notice").waitFor();
    },
  },
  { name: "stale", answers: { [SLOTS]: but({ cache: "stale" }) }, go: ({ part }) => part("notice").waitFor() },
  {
    name: "taken",
    answers: { [BOOK]: () => taken },
    async go({ send, part }) {
      await send();
      await part("notice").waitFor();
    },
  },
  { name: "zones", isDialog: true, go: ({ zones }) => zones() },
  {
    name: "zones-failed",
    isDialog: true,
    answers: { "GET /v1/timezones": () => problem("internal", 500) },
    async go({ page, times, press }) {
      await times();
      await press("zone");
      await page.locator("open-slot dialog [part~=notice]").waitFor();
    },
  },
  {
    name: "no-zone",
    isDialog: true,
    async go({ page, zones }) {
      await zones();
      await page.locator("open-slot [role=combobox]").fill("atlantis");
      await page.locator("open-slot .zones__note").waitFor();
    },
  },
];
