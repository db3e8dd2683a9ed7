// How an app uses `openslot-react`. Every line after an expected error has to be one.

import { useRef } from "react";
import { OpenSlot, OpenSlotBadge, OpenSlotPopup, useOpenSlot, type OpenSlotElement } from "openslot-react";

const api = "https://book.example.com";

export function Page() {
  const widget = useRef<OpenSlotElement>(null);
  const { ready, error, open, close, retry } = useOpenSlot({ api });
  return (
    <main>
      <OpenSlot
        api={api}
        ref={widget}
        eventType="30min"
        view="week"
        prefill={{ name: "Ada", answers: { a1: "x" } }}
        className="wide"
        style={{ maxInlineSize: 900 }}
        fallback={<p>Just a moment</p>}
        failed={<a href={api}>Book there</a>}
        onReady={(event) => event.detail.version satisfies 1}
        onView={({ detail }) => detail.view satisfies string}
        onEventTypeSelected={({ detail }) => detail.event_type satisfies string}
        onSlotSelected={({ detail }) => detail.timezone satisfies string}
        onFormStarted={({ detail }) => detail.start satisfies string}
        onBookingRequested={(event) => event.preventDefault()}
        onBooked={({ detail }) => detail.booking_id satisfies string}
        onRescheduled={({ detail }) => detail.booking_id satisfies string}
        onCancelled={({ detail }) => detail.event_type satisfies string}
        onError={({ detail }) => detail.code satisfies string}
        onResize={({ detail }) => detail.height satisfies number}
        onLoadError={({ message }) => message satisfies string}
      >
        <p slot="confirmation">See you</p>
      </OpenSlot>
      {/* @ts-expect-error It has to know whose Worker. */}
      <OpenSlot eventType="30min" />
      {/* @ts-expect-error There is no such view. */}
      <OpenSlot api={api} view="year" />
      {/* @ts-expect-error There is no such event. */}
      <OpenSlot api={api} onPaid={() => {}} />
      {/* @ts-expect-error The detail has no such field. */}
      <OpenSlot api={api} onBooked={({ detail }) => detail.price} />
      {/* @ts-expect-error A flag is there or it is not. */}
      <OpenSlot api={api} textReminder="on" />
      <OpenSlotPopup api={api} eventType="30min" className="button" onClosed={({ detail }) => detail.mode satisfies string}>
        Book a call
      </OpenSlotPopup>
      {/* @ts-expect-error A button says something. */}
      <OpenSlotPopup api={api} eventType="30min" />
      <OpenSlotBadge api={api} url="https://calendly.com/ada/30min" text="Book" onOpened={({ detail }) => detail.mode} />
      {/* @ts-expect-error Words are words. */}
      <OpenSlotBadge api={api} text={1} />
      <button disabled={!ready} onClick={() => open({ eventType: "30min", theme: "dark" })} onBlur={close}>
        {error ? error.message : "Book"}
      </button>
      {/* @ts-expect-error There is no such theme. */}
      <button onClick={() => open({ theme: "blue" })} onBlur={retry} />
    </main>
  );
}
