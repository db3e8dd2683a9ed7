// A booking page in an app, in two ways: as a screen of its own, and as a sheet that is as high as what is in it.

import { OpenslotWebView, type BookingDetail } from "openslot-react-native";
import { useState } from "react";
import { Modal, Pressable, ScrollView, StyleSheet, Text, useColorScheme, useWindowDimensions, View } from "react-native";
import { SafeAreaProvider, useSafeAreaInsets } from "react-native-safe-area-context";
import config from "./app.json";

/** The origin of your Worker. A phone on the same network reaches one on your machine by the machine's address. */
const api = config.expo.extra.api;
/** What your app knows of who uses it. It goes to the page by a message, and into no address. */
const visitor = { name: "Ada Lovelace", email: "ada@example.com" };

/** When the meeting is; the app does not hear of another time that was chosen on Calendly's own page. */
const when = ({ start }: BookingDetail) => (start ? new Date(start).toLocaleString() : "the invitation says when");

type Shown = "home" | "screen" | "sheet";

export default function App() {
  return (
    <SafeAreaProvider>
      <Home />
    </SafeAreaProvider>
  );
}

function Home() {
  const [shown, setShown] = useState<Shown>("home");
  const [booked, setBooked] = useState<BookingDetail>();
  const insets = useSafeAreaInsets();
  const isDark = useColorScheme() === "dark";
  const close = () => setShown("home");
  const ink = { color: isDark ? "#f3f5f9" : "#14171f" };

  if (shown === "screen") {
    // The page keeps clear of the notch and of the bar below by itself, once it knows of them.
    return <OpenslotWebView api={api} prefill={visitor} insets={insets} onBooked={setBooked} onBack={close} />;
  }
  return (
    <View style={[styles.home, { paddingTop: insets.top + 24, backgroundColor: isDark ? "#0b0d12" : "#f4f5f8" }]}>
      <Text style={[styles.title, ink]}>Openslot</Text>
      <Text style={[styles.note, ink]}>
        {booked ? `Booked: ${when(booked)}` : "Nothing is booked yet."}
      </Text>
      <Button label="Book on a screen" onPress={() => setShown("screen")} />
      <Button label="Book in a sheet" onPress={() => setShown("sheet")} />
      <Sheet isOpen={shown === "sheet"} onClose={close} onBooked={setBooked} />
    </View>
  );
}

interface SheetProps {
  isOpen: boolean;
  onClose: () => void;
  onBooked: (booking: BookingDetail) => void;
}

function Sheet({ isOpen, onClose, onBooked }: SheetProps) {
  const insets = useSafeAreaInsets();
  const { height } = useWindowDimensions();
  const backgroundColor = useColorScheme() === "dark" ? "#14171f" : "#ffffff";
  return (
    <Modal visible={isOpen} transparent animationType="slide" onRequestClose={onClose}>
      <Pressable accessibilityRole="button" accessibilityLabel="Close" style={styles.behind} onPress={onClose} />
      <ScrollView style={[styles.sheet, { maxHeight: height - insets.top - 48, backgroundColor }]} bounces={false}>
        <OpenslotWebView
          api={api}
          eventType="30min"
          fit="content"
          prefill={visitor}
          insets={{ bottom: insets.bottom }}
          // A modal gets Android's back button itself, and closes.
          handlesBack={false}
          onBooked={onBooked}
        />
      </ScrollView>
    </Modal>
  );
}

function Button({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <Pressable accessibilityRole="button" onPress={onPress} style={styles.button}>
      <Text style={styles.label}>{label}</Text>
    </Pressable>
  );
}

const styles = StyleSheet.create({
  home: { flex: 1, paddingHorizontal: 24, gap: 16 },
  title: { fontSize: 28, fontWeight: "700" },
  note: { fontSize: 16 },
  button: { minHeight: 48, borderRadius: 10, backgroundColor: "#1f5eff", justifyContent: "center" },
  label: { color: "#ffffff", fontSize: 16, fontWeight: "600", textAlign: "center" },
  behind: { flex: 1, backgroundColor: "rgba(8, 10, 18, 0.6)" },
  sheet: { flexGrow: 0, borderTopLeftRadius: 20, borderTopRightRadius: 20 },
});
