// An app with two pages and React's client navigation, in Strict Mode, as a bundle for the browser.

import { StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { OpenSlot } from "openslot-react";

const { api } = document.querySelector("script[data-api]").dataset;
const read = () => new URLSearchParams(location.search).get("view") ?? "home";

function App() {
  const [view, setView] = useState(read);
  useEffect(() => {
    const changed = () => setView(read());
    addEventListener("popstate", changed);
    return () => removeEventListener("popstate", changed);
  }, []);
  const go = (event) => {
    event.preventDefault();
    history.pushState({}, "", event.target.href);
    setView(read());
  };
  return (
    <>
      <nav>
        <a href="?view=home" onClick={go}>Home</a> <a href="?view=book" onClick={go}>Book</a>
      </nav>
      {view === "book" ? <OpenSlot api={api} eventType="30min" /> : <h1>Home</h1>}
    </>
  );
}

createRoot(document.querySelector("#app")).render(<StrictMode><App /></StrictMode>);
