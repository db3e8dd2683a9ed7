// Android's back button: the page goes one step back; where it has none, whoever else listens gets the press.

import { useCallback, useEffect, useRef } from "react";
import { BackHandler, DeviceEventEmitter } from "react-native";

const BACK = "hardwareBackPress";
/** How long the page may take to answer, in milliseconds; one that does not is not there. */
const PATIENCE = 500;

interface Asked {
  resolve: (handled: boolean) => void;
  late: ReturnType<typeof setTimeout>;
}

interface Back {
  /** Asks the page to go one step back; resolves with whether it did. */
  ask: () => Promise<boolean>;
  /** The page has answered. */
  answer: (handled: boolean) => void;
}

/**
 * @param isOn Whether the button is listened to. @param send Asks the page. @param unhandled What the app does with a
 *   press that the page has no step for; by default whoever listened before gets it.
 */
export function useBack(isOn: boolean, send: () => void, unhandled: (() => void) | undefined): Back {
  const asked = useRef<Asked[]>([]);
  const latest = useRef(unhandled);
  latest.current = unhandled;

  const answer = useCallback((handled: boolean) => {
    const first = asked.current.shift();
    if (!first) return;
    clearTimeout(first.late);
    first.resolve(handled);
  }, []);

  const ask = useCallback(
    () =>
      new Promise<boolean>((resolve) => {
        asked.current.push({ resolve, late: setTimeout(() => answer(false), PATIENCE) });
        send();
      }),
    [answer, send],
  );

  // A press that comes to nothing because the page has gone is not passed on: it may be what made it go.
  useEffect(() => () => {
    while (asked.current.length > 0) answer(true);
  }, [answer]);

  useEffect(() => {
    if (!isOn) return undefined;
    let isPassingOn = false;
    const subscription = BackHandler.addEventListener(BACK, () => {
      if (isPassingOn) return false;
      void ask().then((handled) => {
        if (handled) return;
        if (latest.current) return latest.current();
        // The press was taken before it was known whose it is; now it goes to those who listened before.
        isPassingOn = true;
        DeviceEventEmitter.emit(BACK);
        isPassingOn = false;
      });
      return true;
    });
    return () => subscription.remove();
  }, [ask, isOn]);

  return { ask, answer };
}
