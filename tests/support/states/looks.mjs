// What an owner or a system may ask of the look, in states that show most of it.

/** @type {import("../states.mjs").State[]} */
export const looks = [
  ...["clean", "soft", "contrast"].flatMap((preset) => [
    { name: `${preset}-times`, isLook: true, attributes: { preset }, go: ({ choose }) => choose() },
    {
      name: `${preset}-form`,
      isLook: true,
      widths: [768],
      attributes: { preset, "event-type": "session" },
      async go({ form, press, page }) {
        await form();
        await page.locator("open-slot [type=checkbox]").first().check({ force: true });
        await press("submit");
        await page.locator("open-slot [aria-invalid=true]").first().waitFor();
      },
    },
  ]),
  { name: "compact", isLook: true, attributes: { density: "compact" }, go: ({ choose }) => choose() },
  { name: "more-contrast", isLook: true, media: { contrast: "more" }, widths: [768], go: ({ choose }) => choose() },
  { name: "forced-colors", isLook: true, media: { forcedColors: "active" }, widths: [320, 1200], go: ({ choose }) => choose() },
  {
    name: "forced-colors-form",
    isLook: true,
    media: { forcedColors: "active" },
    widths: [768],
    attributes: { "event-type": "session" },
    async go({ page, form }) {
      await form();
      await page.locator("open-slot [type=radio]").first().check({ force: true });
      await page.locator("open-slot [type=checkbox]").first().check({ force: true });
    },
  },
];
