// What Turbo does with a page's body, in small: spa-turbo.html tells it.

const snapshots = new Map();

/** Puts a body in place of the page's, and has the scripts in it evaluated: those that were parsed or cloned never are. */
function show(body) {
  const next = document.adoptNode(body);
  for (const script of next.querySelectorAll("script")) {
    const fresh = document.createElement("script");
    for (const { name, value } of script.attributes) fresh.setAttribute(name, value);
    fresh.textContent = script.textContent;
    script.replaceWith(fresh);
  }
  document.body.replaceWith(next);
}

const keep = (address) => snapshots.set(address, document.body.cloneNode(true));

async function visit(address) {
  keep(location.href);
  history.pushState({}, "", address);
  const snapshot = snapshots.get(address);
  if (snapshot) show(snapshot.cloneNode(true));
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  show(page.body);
  document.documentElement.dataset.visits = String(Number(document.documentElement.dataset.visits ?? 0) + 1);
}

let shown = location.href;
addEventListener("click", (event) => {
  const link = event.target.closest("nav a");
  if (!link) return;
  event.preventDefault();
  shown = link.href;
  visit(link.href);
});
addEventListener("popstate", () => {
  keep(shown);
  shown = location.href;
  const snapshot = snapshots.get(location.href);
  if (snapshot) show(snapshot.cloneNode(true));
});
