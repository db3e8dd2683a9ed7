// A site owner's web server: serves the pages in `tests/pages` from an origin that is not the Worker's.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const folder = resolve(import.meta.dirname, "../pages");

/**
 * Starts the server. `{{worker}}` in a page becomes the Worker's address, and so it does in the page's policy.
 *
 * @param {() => string} worker Asked at each request, because a Worker may want to know of the pages first.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startPages(worker) {
  const server = createServer(async (request, response) => {
    const name = new URL(request.url, "http://pages").pathname.slice(1);
    const page = /^[\w-]+\.html$/.test(name) ? await readFile(join(folder, name), "utf8").catch(() => undefined) : undefined;
    if (page === undefined) return response.writeHead(404).end();
    const html = page.replaceAll("{{worker}}", worker());
    const policy = /<!-- policy: (.*?) -->/s.exec(html)?.[1];
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      ...(policy && { "content-security-policy": policy.replace(/\s+/g, " ") }),
    });
    response.end(html);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => new Promise((done) => (server.close(done), server.closeAllConnections())),
  };
}
