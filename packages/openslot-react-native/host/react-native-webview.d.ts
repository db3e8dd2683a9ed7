// What the package uses of react-native-webview; see react-native.d.ts.

import type { Component } from "react";
import type { StyleProp, ViewStyle } from "react-native";

interface Told<Told> {
  nativeEvent: Told;
}
export type WebViewMessageEvent = Told<{ data: string; url: string }>;
interface WebViewProps {
  source: { uri: string };
  style?: StyleProp<ViewStyle>;
  containerStyle?: StyleProp<ViewStyle>;
  originWhitelist?: string[];
  injectedJavaScriptBeforeContentLoaded?: string;
  onMessage?: (event: WebViewMessageEvent) => void;
  onShouldStartLoadWithRequest?: (request: { url: string; isTopFrame: boolean }) => boolean;
  onOpenWindow?: (event: Told<{ targetUrl: string }>) => void;
  onLoadEnd?: () => void;
  onError?: () => void;
  onHttpError?: (event: Told<{ statusCode: number; url: string }>) => void;
  onContentProcessDidTerminate?: () => void;
  onRenderProcessGone?: () => void;
  nestedScrollEnabled?: boolean;
  overScrollMode?: "never";
  bounces?: boolean;
  contentInsetAdjustmentBehavior?: "never";
  automaticallyAdjustContentInsets?: boolean;
  allowsLinkPreview?: boolean;
  mixedContentMode?: "never";
  allowFileAccess?: boolean;
  renderError?: () => React.ReactElement;
}
export class WebView<More = object> extends Component<WebViewProps & More> {
  injectJavaScript(script: string): void;
}
