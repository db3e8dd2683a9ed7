// What the package offers.

export { OpenslotWebView } from "./openslot-webview.js";
export type { OpenslotWebViewProps, OpenslotWebViewRef } from "./openslot-webview.js";
export { isOpenable, whereTo } from "./links.js";
export { parseMessage } from "./messages.js";
export type { BookingDetail, LinkKind, OpenslotDetails, OpenslotLink, OpenslotMessage, OpenslotView, SlotDetail } from "./messages.js";
export { pageAddress, program } from "./page.js";
export type { Insets, PageMessage, PageSettings, Prefill } from "./page.js";
export type { EventProps } from "./event-props.js";
export type { OutageWords } from "./outage.js";
