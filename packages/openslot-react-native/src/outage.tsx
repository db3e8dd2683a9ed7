// What stands in the place of the page when it cannot be loaded at all. What the page itself cannot load, it says itself.

import type { ReactElement } from "react";
import { Pressable, StyleSheet, Text, View } from "react-native";

export interface OutageWords {
  title: string;
  sentence: string;
  retry: string;
}

export const ENGLISH: OutageWords = {
  title: "Book a time",
  sentence: "The connection failed. Check that you are online, and try again.",
  retry: "Try again",
};

/** The colours of the page, by scheme. */
export const COLOURS = {
  light: { surface: "#ffffff", ink: "#14171f", soft: "#59616e", accent: "#1f5eff", onAccent: "#ffffff" },
  dark: { surface: "#14171f", ink: "#f3f5f9", soft: "#a0a8b6", accent: "#7aa2ff", onAccent: "#0b1020" },
} as const;

interface OutageProps {
  words: OutageWords;
  scheme: "light" | "dark";
  onRetry: () => void;
}

export function Outage({ words, scheme, onRetry }: OutageProps): ReactElement {
  const { ink, soft, accent, onAccent } = COLOURS[scheme];
  return (
    <View accessibilityRole="alert" accessibilityLiveRegion="polite" style={styles.outage}>
      <Text accessibilityRole="header" style={[styles.title, { color: ink }]}>
        {words.title}
      </Text>
      <Text style={[styles.sentence, { color: soft }]}>{words.sentence}</Text>
      <Pressable accessibilityRole="button" onPress={onRetry} style={[styles.button, { backgroundColor: accent }]}>
        <Text style={[styles.label, { color: onAccent }]}>{words.retry}</Text>
      </Pressable>
    </View>
  );
}

const styles = StyleSheet.create({
  outage: { flex: 1, minHeight: 320, alignItems: "center", justifyContent: "center", padding: 24, gap: 12 },
  title: { fontSize: 22, fontWeight: "700", textAlign: "center" },
  sentence: { maxWidth: 350, fontSize: 16, lineHeight: 24, textAlign: "center" },
  button: { minHeight: 48, marginTop: 12, paddingHorizontal: 28, borderRadius: 10, justifyContent: "center" },
  label: { fontSize: 16, fontWeight: "600", textAlign: "center" },
});
