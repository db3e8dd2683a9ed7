// @ts-check
// The demo page's only script: the snippets name the origin they are read from, so that they can be copied as they are.
for (const place of document.querySelectorAll("[data-origin]")) place.textContent = location.origin;
