// What the package uses of React Native, so that it can be compiled without installing a hundred megabytes for it.
// Nothing of this is shipped: `tests/packages/react-native.test.mjs` checks the same sources with React Native's own types.

import type { ComponentType, ReactNode } from "react";

export type ColorValue = string;
export interface ViewStyle {
  [name: string]: unknown;
}
export type StyleProp<Style> = Style | readonly StyleProp<Style>[] | null | undefined | false;
interface Common {
  children?: ReactNode;
  style?: StyleProp<ViewStyle>;
  accessibilityRole?: "alert" | "button" | "header";
  accessibilityLiveRegion?: "none" | "polite" | "assertive";
  testID?: string;
}
export const View: ComponentType<Common>;
export const Text: ComponentType<Common>;
export const Pressable: ComponentType<Common & { onPress?: () => void }>;
export const ActivityIndicator: ComponentType<{ color?: ColorValue }>;
export const StyleSheet: { create<Styles extends Record<string, ViewStyle>>(styles: Styles): Styles };
export const Linking: { openURL(url: string): Promise<unknown> };
interface Subscription {
  remove(): void;
}
export const BackHandler: { addEventListener(name: "hardwareBackPress", heard: () => boolean): Subscription };
export const DeviceEventEmitter: { emit(name: string): void };
export const AppState: { addEventListener(name: "change", heard: (state: string) => void): Subscription };
export function useColorScheme(): "light" | "dark" | "unspecified" | null | undefined;

declare global {
  function setTimeout(call: () => void, after: number): number;
  function clearTimeout(timer: number): void;
}
