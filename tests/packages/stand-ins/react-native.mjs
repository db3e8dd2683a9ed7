// What the component uses of React Native, without a phone: names for a renderer, and a phone that a test can press.

import { useSyncExternalStore } from "react";

export const [View, Text, Pressable, ActivityIndicator] = ["View", "Text", "Pressable", "ActivityIndicator"];
export const StyleSheet = { create: (styles) => styles };

/** What was asked of the phone, and what it says. */
export const phone = { opened: [], exits: 0, scheme: "light", back: [], states: new Set(), schemes: new Set() };

export const Linking = { openURL: async (url) => void phone.opened.push(url) };

// As React Native does it: the last one who listens is asked first, and the app is left when nobody takes it.
const press = () => {
  if (![...phone.back].reverse().some((heard) => heard())) phone.exits += 1;
};
export const DeviceEventEmitter = { emit: (name) => name === "hardwareBackPress" && press() };
export const BackHandler = {
  addEventListener(_, heard) {
    phone.back.push(heard);
    return { remove: () => (phone.back = phone.back.filter((other) => other !== heard)) };
  },
};
export const AppState = {
  addEventListener(_, heard) {
    phone.states.add(heard);
    return { remove: () => phone.states.delete(heard) };
  },
};

const subscribe = (heard) => (phone.schemes.add(heard), () => phone.schemes.delete(heard));
export const useColorScheme = () => useSyncExternalStore(subscribe, () => phone.scheme);
export const darken = (scheme) => {
  phone.scheme = scheme;
  for (const heard of phone.schemes) heard();
};
