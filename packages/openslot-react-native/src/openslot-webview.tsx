// `<OpenslotWebView>`: the Worker's page for WebViews as a component. The page draws and books; this speaks with it,
// opens what belongs outside, and shows something readable when it cannot be loaded.

import { forwardRef, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import type { ForwardRefExoticComponent, ReactElement, RefAttributes } from "react";
import { AppState, Linking, StyleSheet, useColorScheme, View } from "react-native";
import type { StyleProp, ViewStyle } from "react-native";
import { WebView } from "react-native-webview";
import type { WebViewMessageEvent } from "react-native-webview";
import { tell, type EventProps } from "./event-props.js";
import { isOpenable, isPage, whereTo } from "./links.js";
import { parseMessage, type OpenslotLink } from "./messages.js";
import { COLOURS, ENGLISH, Outage, type OutageWords } from "./outage.js";
import { pageAddress, program, workerOrigin } from "./page.js";
import type { Insets, PageMessage, PageSettings, Prefill } from "./page.js";
import { useBack } from "./use-back.js";

export interface OpenslotWebViewProps extends PageSettings, EventProps {
  /** Where your Worker is: `https://book.example.com`. */
  api: string;
  /** `auto`, the default, follows the phone. */
  theme?: "auto" | "light" | "dark" | undefined;
  prefill?: Prefill | undefined;
  /** Words that must be agreed to before anything is sent, and the page that explains them (`https://…`). */
  consent?: string | undefined;
  consentUrl?: string | undefined;
  /** What you say to those who have booked. */
  confirmation?: string | undefined;
  /** What covers the component's edges, such as `useSafeAreaInsets()` gives; without it the page asks the phone. */
  insets?: Insets | undefined;
  /** `screen`, the default, fills the room that it is given; `content` is as high as what is in it. */
  fit?: "screen" | "content" | undefined;
  style?: StyleProp<ViewStyle>;
  /** Opens a link outside; by default the system does. */
  onOpenUrl?: ((link: OpenslotLink) => void) | undefined;
  /** Whether Android's back button goes one step back in the page; on by default. */
  handlesBack?: boolean | undefined;
  /** Back was pressed where the page has no step back; by default your navigation gets the press. */
  onBack?: (() => void) | undefined;
  /** What is said when the page cannot be loaded; in English by default. */
  outageWords?: Partial<OutageWords> | undefined;
  /** Takes the place of that screen. */
  renderOutage?: ((retry: () => void) => ReactElement) | undefined;
  /** Origins of more pages that Calendly's page may frame, such as another payment provider's. */
  frameOrigins?: readonly string[] | undefined;
}

export interface OpenslotWebViewRef {
  /** Tries to load again what could not be loaded. */
  retry: () => void;
  /** One step back in the page; resolves with whether there was one. */
  back: () => Promise<boolean>;
}

export const OpenslotWebView: ForwardRefExoticComponent<OpenslotWebViewProps & RefAttributes<OpenslotWebViewRef>> =
  forwardRef<OpenslotWebViewRef, OpenslotWebViewProps>(function OpenslotWebView(props, ref): ReactElement {
    const { api, fit = "screen", theme = "auto", style, handlesBack = true, onBack } = props;
    const webview = useRef<WebView<object>>(null);
    const latest = useRef(props);
    latest.current = props;
    const [height, setHeight] = useState<number | undefined>(undefined);
    const [isOut, setOut] = useState(false);
    const [attempt, setAttempt] = useState(0);
    const phone = useColorScheme() === "dark" ? "dark" : "light";
    const scheme = theme === "auto" ? phone : theme;
    const origin = workerOrigin(api);
    const address = pageAddress(origin, props, fit === "content");

    const send = useCallback(
      (...messages: PageMessage[]) => webview.current?.injectJavaScript(program(origin, messages)),
      [origin],
    );
    const { ask, answer } = useBack(handlesBack && !isOut, useCallback(() => send({ type: "back" }), [send]), onBack);

    // What the page is to know before it begins, and again when it changes. By what it says, because the objects are new
    // at every render.
    const said = JSON.stringify(told(props, scheme));
    const known = useMemo(() => JSON.parse(said) as PageMessage[], [said]);
    useEffect(() => {
      send(...known);
    }, [known, send]);

    const retry = useCallback(() => {
      setOut(false);
      setAttempt((attempt) => attempt + 1);
    }, []);
    useImperativeHandle(ref, () => ({ retry: () => (isOut ? retry() : send({ type: "retry" })), back: ask }), [ask, isOut, retry, send]);

    // Who comes back to the app may have a connection again.
    useEffect(() => {
      if (!isOut) return undefined;
      const subscription = AppState.addEventListener("change", (state) => state === "active" && retry());
      return () => subscription.remove();
    }, [isOut, retry]);

    const open = useCallback((link: OpenslotLink) => {
      const { onOpenUrl } = latest.current;
      if (onOpenUrl) onOpenUrl(link);
      // A phone without a mail program has nothing to open such a link with; there is nothing to be done about it.
      else Linking.openURL(link.url).catch(() => undefined);
    }, []);

    const hear = useCallback(
      ({ nativeEvent }: WebViewMessageEvent) => {
        const message = parseMessage(nativeEvent.data, nativeEvent.url, origin);
        if (!message) return;
        if (message.type === "height") setHeight(message.detail.height);
        if (message.type === "open-url") open(message.detail);
        if (message.type === "back") answer(message.detail.handled);
        tell(latest.current, message);
      },
      [answer, open, origin],
    );

    const mayLoad = useCallback(
      (request: { url: string; isTopFrame?: boolean }) => {
        const where = whereTo(request, origin, latest.current.frameOrigins);
        if (where === "open") open({ url: request.url, kind: "page" });
        return where === "load";
      },
      [open, origin],
    );

    const fail = useCallback(() => setOut(true), []);
    const room = fit === "content" ? { height: height ?? STARTING } : styles.fill;
    const words = { ...ENGLISH, ...props.outageWords };
    return (
      <View style={[room, { backgroundColor: COLOURS[scheme].surface }, style]}>
        {isOut ? (
          (props.renderOutage?.(retry) ?? <Outage words={words} scheme={scheme} onRetry={retry} />)
        ) : (
          // Version 14 takes no properties where nobody says that there are no more of them.
          <WebView<object>
            key={`${attempt} ${address}`}
            ref={webview}
            source={{ uri: address }}
            style={styles.page}
            // Everything is asked of `mayLoad`. What is not on this list is opened by the system without asking, whatever
            // its scheme; and its entries are only compared with how an address begins.
            originWhitelist={EVERYTHING}
            onShouldStartLoadWithRequest={mayLoad}
            onOpenWindow={({ nativeEvent }) => {
              if (isOpenable(nativeEvent.targetUrl)) open({ url: nativeEvent.targetUrl, kind: "page" });
            }}
            injectedJavaScriptBeforeContentLoaded={program(origin, known)}
            onMessage={hear}
            // Some Androids run the program above too late.
            onLoadEnd={() => send(...known)}
            onError={fail}
            onHttpError={({ nativeEvent }) => {
              if (isPage(nativeEvent.url, origin)) fail();
            }}
            // The system takes away what is not in sight.
            onContentProcessDidTerminate={retry}
            onRenderProcessGone={retry}
            renderError={() => <View style={styles.fill} />}
            nestedScrollEnabled
            overScrollMode="never"
            bounces={false}
            contentInsetAdjustmentBehavior="never"
            automaticallyAdjustContentInsets={false}
            allowsLinkPreview={false}
            allowFileAccess={false}
            mixedContentMode="never"
          />
        )}
      </View>
    );
  });

/** What the page is told before it begins. */
function told(props: OpenslotWebViewProps, theme: "light" | "dark"): PageMessage[] {
  const { insets, prefill, consent, consentUrl, confirmation } = props;
  const words = {
    ...(consent !== undefined && { consent }),
    ...(consentUrl !== undefined && { consentUrl }),
    ...(confirmation !== undefined && { confirmation }),
  };
  return [
    { type: "theme", theme },
    ...(insets ? [{ type: "insets", ...insets } as const] : []),
    ...(Object.keys(words).length > 0 ? [{ type: "words", ...words } as const] : []),
    ...(prefill ? [{ type: "prefill", prefill } as const] : []),
  ];
}

const EVERYTHING = ["*"];
/** Until the page has told its height. */
const STARTING = 480;

const styles = StyleSheet.create({
  fill: { flex: 1 },
  // What is behind it shows until the page has come, instead of a white flash.
  page: { flex: 1, backgroundColor: "transparent" },
});
