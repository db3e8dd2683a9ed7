// A stand-in for Cloudflare's siteverify, on this machine: knows tokens that a test has made, and takes each one once,
// or again under the same idempotency key, as Cloudflare's documentation says.

import { createServer } from "node:http";

/**
 * Starts it on a free port.
 *
 * @param {string} secret The only one it takes.
 */
export async function startSiteverify(secret) {
  const tokens = new Map();
  const asked = [];
  let isDown = false;

  const verdict = ({ secret: given, response: name, idempotency_key: key }) => {
    const refused = (code) => ({ success: false, "error-codes": [code] });
    if (given !== secret) return refused("invalid-input-secret");
    const token = tokens.get(name);
    if (token === undefined) return refused("invalid-input-response");
    token.usedUnder ??= key;
    if (token.usedUnder !== key) return refused("timeout-or-duplicate");
    const { hostname, action } = token;
    return { success: true, challenge_ts: new Date().toISOString(), hostname, action, "error-codes": [] };
  };

  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const question = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    asked.push(question);
    if (isDown) return request.socket.destroy();
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(verdict(question)));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}/siteverify`,
    /** What it was asked, oldest first. */
    asked,
    /** A person passes the check on a page. */
    make: (name, hostname, action = "openslot-booking") => tokens.set(name, { hostname, action }),
    /** Breaks every connection off, or no longer. */
    down: (value) => (isDown = value),
    stop: () => new Promise((done) => (server.close(done), server.closeAllConnections())),
  };
}
