// How an app uses `openslot-react-native`. Every line after an expected error has to be one.

import { useRef } from "react";
import { OpenslotWebView, parseMessage, type OpenslotMessage, type OpenslotWebViewRef } from "openslot-react-native";

const api = "https://book.example.com";

export function Screen() {
  const page = useRef<OpenslotWebViewRef>(null);
  return (
    <>
      <OpenslotWebView
        api={api}
        ref={page}
        eventType="30min"
        view="week"
        theme="dark"
        fit="content"
        insets={{ top: 47, bottom: 34 }}
        style={{ maxHeight: 600 }}
        prefill={{ name: "Ada", guests: ["eve@example.com"], answers: { a1: ["1", 2] } }}
        consent="I agree"
        consentUrl="https://example.com/terms"
        onReady={() => page.current?.back().then((wentBack) => wentBack satisfies boolean)}
        onView={({ view }) => view satisfies string}
        onSlotSelected={({ timezone }) => timezone satisfies string}
        onBooked={({ booking_id, tracking }) => [booking_id satisfies string, tracking?.utm_source satisfies string | undefined]}
        onRescheduled={({ start }) => start satisfies string | undefined}
        onCancelled={({ event_type }) => event_type satisfies string}
        onError={({ code }) => code satisfies string}
        onHeight={(height) => height satisfies number}
        onEvent={told}
        onOpenUrl={({ url, kind }) => [url satisfies string, kind satisfies string]}
        onBack={() => page.current?.retry()}
        outageWords={{ retry: "Noch einmal versuchen" }}
        renderOutage={(retry) => <OpenslotWebView api={api} onReady={retry} />}
        frameOrigins={["https://pay.example"]}
      />
      {/* @ts-expect-error It has to know whose Worker. */}
      <OpenslotWebView eventType="30min" />
      {/* @ts-expect-error There is no such view. */}
      <OpenslotWebView api={api} view="year" />
      {/* @ts-expect-error An inset is a number. */}
      <OpenslotWebView api={api} insets={{ top: "47px" }} />
      {/* @ts-expect-error A booking has no name in it. */}
      <OpenslotWebView api={api} onBooked={({ name }) => name} />
      {/* @ts-expect-error There is no such answer. */}
      <OpenslotWebView api={api} prefill={{ a11: "x" }} />
      {/* @ts-expect-error Where those who have booked are led is the app's business. */}
      <OpenslotWebView api={api} redirect="https://example.com" />
    </>
  );
}

function told(event: OpenslotMessage) {
  if (event.type === "booked") return event.detail.start satisfies string | undefined;
  if (event.type === "open-url") return event.detail.kind satisfies "join" | "calendar" | "phone" | "mail" | "map" | "page";
  // @ts-expect-error Not every message has a height.
  return event.detail.height;
}

parseMessage("{}", api, api) satisfies OpenslotMessage | undefined;
