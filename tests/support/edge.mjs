// A stand-in for the edge: serves the built widget, and answers what a test wants to be answered. With it a state of
// the widget can be had without waiting for the real ones, and is the same on every machine.
//
// Knows no rules of the edge. What must hold between widget and edge is tested in front of the real Worker.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import * as answers from "./answers.mjs";

const dist = resolve(import.meta.dirname, "../../dist");
const resolved = createRequire(import.meta.url).resolve;
const TYPES = { ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".txt": "text/plain", ".wasm": "application/wasm", ".woff2": "font/woff2" };
/** As `public/_headers` has it: names of these files change with what is in them. */
const KEPT = { "cache-control": "public, max-age=31536000, immutable" };
/** Pages of any origin may ask anything. */
const ALLOWED = { "access-control-allow-origin": "*", "access-control-allow-headers": "*", "access-control-allow-methods": "*" };
/** The same letters on every machine. */
const FONTS = {
  "/fonts/latin.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  "/fonts/arabic.woff2": "@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2",
};

/** What is answered when a test does not say otherwise, by the beginning of method and path. */
export const usual = {
  "GET /v1/config": () => [200, answers.config],
  "GET /v1/timezones": () => [200, answers.timezones],
  "GET /v1/event-types/": (url) => [200, answers.slots(url)],
  "POST /v1/holds": () => [201, { id: "call.x", event_type: "call", start: "", expires_at: answers.NOW, expires_in: 300 }],
  "POST /v1/bookings": () => answers.confirmed(),
  "GET /v1/bookings/": () => answers.confirmed(),
};

/**
 * Starts the stand-in.
 *
 * @returns {Promise<{ url: string, answer: (own?: Record<string, (url: URL) => unknown>) => void, asked: string[],
 *   stop: () => Promise<void> }>} `asked` are methods and paths in the order in which they came, but for
 *   preflights. `answer` replaces what is answered from now on, by the beginning of method and path; a function gives
 *   status and JSON, or a promise of them that may never come.
 */
export async function startEdge() {
  let own = {};
  const asked = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://edge");
    if (request.method === "OPTIONS") return response.writeHead(204, ALLOWED).end();
    const line = `${request.method} ${url.pathname}`;
    asked.push(line);
    const reply = [...Object.entries(own), ...Object.entries(usual)].find(([start]) => line.startsWith(start));
    if (reply) {
      const [status, body] = await reply[1](url);
      response.writeHead(status, { "content-type": "application/json", ...ALLOWED });
      return response.end(JSON.stringify(body));
    }
    const file = FONTS[url.pathname] ? resolved(FONTS[url.pathname]) : join(dist, url.pathname);
    const bytes = await (url.pathname === "/" ? page(url) : readFile(file)).catch(() => undefined);
    if (!bytes) return response.writeHead(404).end();
    const type = TYPES[url.pathname === "/" ? ".html" : extname(file)] ?? "application/octet-stream";
    const charset = type.startsWith("text/") ? "; charset=utf-8" : "";
    response.writeHead(200, { "content-type": type + charset, ...ALLOWED, ...(url.pathname.startsWith("/v1/") && KEPT) });
    response.end(bytes);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    answer: (replies = {}) => (own = replies),
    asked,
    stop: () => new Promise((done) => (server.close(done), server.closeAllConnections())),
  };
}

/** A page with the widget between a heading and a paragraph, with the attributes that its query names. @param {URL} url */
async function page(url) {
  const named = [...url.searchParams].map(([name, value]) => ` ${name}="${value.replaceAll('"', "&quot;")}"`);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>A page with a widget</title>
    <link rel="icon" href="data:," />
    <link rel="preload" href="/fonts/latin.woff2" as="font" type="font/woff2" crossorigin />
    <style>
      @font-face { font-family: Latin; src: url("/fonts/latin.woff2"); font-weight: 100 900; }
      @font-face { font-family: Arabic; src: url("/fonts/arabic.woff2"); font-weight: 100 900; unicode-range: U+0600-06FF, U+FB50-FDFF, U+FE70-FEFF; }
      :root { color-scheme: light dark; background: light-dark(#f4f5f8, #0b0d12); color: light-dark(#14171f, #f3f5f9); }
      open-slot:not(:defined) { display: block; min-block-size: 820px; }
      @media (width > 600px) { open-slot:not(:defined) { min-block-size: 776px; } }
      @media (width > 920px) { open-slot:not(:defined) { min-block-size: 576px; } }
      h1 { margin: 0 0 12px; font-size: 20px; }
      body { margin: 0; padding: 12px; font: 16px/1.5 Arabic, Latin, "DejaVu Sans", sans-serif; }
    </style>
    <script src="/embed.js" async></script>
  </head>
  <body>
    <main>
      <h1 id="before">A page with a widget</h1>
      <open-slot${named.join("")}></open-slot>
      <p id="after">What the page says below it.</p>
    </main>
  </body>
</html>`;
}
