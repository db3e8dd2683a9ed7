// The same as `kv.js`, written the way most Workers are: with Hono's router.

import { Hono } from "hono";

const app = new Hono();

app.get("/v1/event-types/:slug/slots", async (c) => {
  const { pathname, search } = new URL(c.req.url);
  const body = await c.env.CACHE.get(pathname + search, "stream");
  return body === null ? c.notFound() : c.body(body, 200, { "content-type": "application/json" });
});

export default app;
