// An app in React with the widget, as a bundle for the browser. What it does is told by the page's query: where the Worker
// is, and what is shown. In Strict Mode, which mounts everything twice.

import { StrictMode, useState } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { OpenSlot, OpenSlotBadge, OpenSlotPopup, useOpenSlot } from "openslot-react";

const query = new URLSearchParams(location.search);
const api = query.get("api");
window.heard = [];

function Inline() {
  const [count, setCount] = useState(0);
  const [isShown, setShown] = useState(true);
  const [theme, setTheme] = useState("light");
  // New at every render, all of them.
  const told = (name) => (event) => window.heard.push([name, count, event.detail]);
  return (
    <main>
      <button onClick={() => setCount(count + 1)}>Count {count}</button>
      <button onClick={() => setShown(!isShown)}>Toggle</button>
      <button onClick={() => setTheme("dark")}>Dark</button>
      {isShown && (
        <OpenSlot
          api={api}
          eventType="30min"
          theme={theme}
          className="wide"
          prefill={{ name: "Ada Lovelace" }}
          fallback={<p>Just a moment</p>}
          onReady={told("ready")}
          onSlotSelected={told("slot-selected")}
          onBooked={told("booked")}
          onLoadError={(error) => window.heard.push(["load-error", count, error.message])}
        />
      )}
    </main>
  );
}

function Around() {
  const { ready, error, open, retry } = useOpenSlot({ api });
  const [isShown, setShown] = useState(true);
  const told = (name) => (event) => window.heard.push([name, event.detail.mode ?? event.detail.event_type]);
  const listening = { onOpened: told("opened"), onClosed: told("closed"), onSlotSelected: told("slot-selected"), onBooked: told("booked") };
  return (
    <main>
      <p>{error ? error.message : ready ? "Ready" : "Loading"}</p>
      <button onClick={retry}>Retry</button>
      <button onClick={() => open({ eventType: "30min" })}>By the hook</button>
      <button onClick={() => setShown(!isShown)}>Toggle</button>
      {isShown && (
        <>
          <OpenSlotPopup api={api} eventType="30min" className="popup" {...listening}>
            Book a call
          </OpenSlotPopup>
          <OpenSlotBadge api={api} eventType="30min" text="Floating" {...listening} />
        </>
      )}
    </main>
  );
}

const app = <StrictMode>{query.has("around") ? <Around /> : <Inline />}</StrictMode>;
const place = document.querySelector("#app");
if (place.firstElementChild) hydrateRoot(place, app);
else createRoot(place).render(app);
