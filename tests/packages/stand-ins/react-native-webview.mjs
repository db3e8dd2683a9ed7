// A WebView without a page: what is run in it is noted, and a test says what the page would say.

import { Component, createElement } from "react";

/** Every program that was run, in order. */
export const injected = [];

export class WebView extends Component {
  injectJavaScript(script) {
    injected.push(script);
  }
  render() {
    return createElement("WebView", this.props);
  }
}
