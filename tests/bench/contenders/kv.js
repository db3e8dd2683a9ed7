// The least that a Worker can do to answer from KV: the bar that the slots route is measured against.
// The value is handed through as a stream, which is the quickest of KV's ways to read one.

export default {
  async fetch(request, env) {
    const { pathname, search } = new URL(request.url);
    const body = await env.CACHE.get(pathname + search, "stream");
    if (body === null) return new Response(null, { status: 404 });
    return new Response(body, { headers: { "content-type": "application/json" } });
  },
};
