// How an app writes `<open-slot>` in React's JSX itself.

import "openslot/jsx";
import type { OpenSlotElement } from "openslot";
import { useRef } from "react";

export function Page() {
  const widget = useRef<OpenSlotElement>(null);
  return (
    <main>
      <open-slot event-type="30min" theme="dark" text-reminder="" redirect-after={5} class="wide" ref={widget} id="booking">
        <p slot="confirmation">See you</p>
      </open-slot>
      {/* @ts-expect-error There is no such view. */}
      <open-slot view="year" />
      {/* @ts-expect-error It is called `event-type` in markup. */}
      <open-slot eventType="30min" />
      {/* @ts-expect-error There is no such element. */}
      <open-slots />
    </main>
  );
}
