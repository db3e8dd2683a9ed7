// A site owner's web server: serves what is in `tests/pages`, and what a test has made, from an origin that is not the
// Worker's.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";

const folder = resolve(import.meta.dirname, "../pages");
const TYPES = { ".html": "text/html", ".js": "text/javascript" };

/**
 * Starts the server. `{{worker}}` in a page or script becomes the Worker's address, and so it does in the page's policy.
 *
 * @param {() => string} worker Asked at each request, because a Worker may want to know of the pages first.
 * @returns {Promise<{ url: string, made: Map<string, string>, stop: () => Promise<void> }>} `made` are files by name that
 *   are served beside those of the folder.
 */
export async function startPages(worker) {
  const made = new Map();
  const server = createServer(async (request, response) => {
    const name = new URL(request.url, "http://pages").pathname.slice(1);
    const type = /^[\w-]+\.(html|js)$/.test(name) ? TYPES[extname(name)] : undefined;
    const text = type && (made.get(name) ?? (await readFile(join(folder, name), "utf8").catch(() => undefined)));
    if (text === undefined) return response.writeHead(404).end();
    const filled = text.replaceAll("{{worker}}", worker());
    const policy = type === TYPES[".html"] && /<!-- policy: (.*?) -->/s.exec(filled)?.[1];
    response.writeHead(200, {
      "content-type": `${type}; charset=utf-8`,
      ...(policy && { "content-security-policy": policy.replace(/\s+/g, " ") }),
    });
    response.end(filled);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    made,
    stop: () => new Promise((done) => (server.close(done), server.closeAllConnections())),
  };
}
