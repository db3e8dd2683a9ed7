// The loader as a hook: whether it is there, opening and closing the popup, and another try after it failed.

"use client";

import { load, type LoadError, type LoadOptions, type OpenslotApi, type OpenslotOptions } from "openslot";
import { useCallback, useEffect, useState } from "react";
import { useLatest } from "./event-props.js";

export interface OpenSlotState {
  /** Whether the loader is there. */
  readonly ready: boolean;
  readonly error: LoadError | undefined;
  /** Opens the popup, as soon as the loader is there. What becomes of it is in `ready` and `error`. */
  open(options?: OpenslotOptions): void;
  close(): void;
  /** Tries again after an error. */
  retry(): void;
}

/** The options of `load` among the props of a component. */
export interface LoaderProps extends LoadOptions {
  /** The loader could not be brought in. */
  onLoadError?: ((error: LoadError) => void) | undefined;
}

/** Loads `embed.js` of the Worker at `api`, once for the page. */
export function useOpenSlot(options: LoadOptions): OpenSlotState {
  const { api } = options;
  const [state, setState] = useState<{ api?: OpenslotApi; error?: LoadError }>({});
  const [attempt, setAttempt] = useState(0);
  const latest = useLatest(options);

  useEffect(() => {
    let isOver = false;
    load(latest.current).then(
      (brought) => isOver || setState({ api: brought }),
      (error: LoadError) => isOver || setState({ error }),
    );
    return () => {
      isOver = true;
    };
  }, [api, attempt, latest]);

  const open = useCallback(
    (wanted?: OpenslotOptions) => {
      load(latest.current).then(
        (brought) => {
          setState({ api: brought });
          brought.open({ api: latest.current.api, ...wanted });
        },
        (error: LoadError) => setState({ error }),
      );
    },
    [latest],
  );
  const close = useCallback(() => state.api?.close(), [state.api]);
  const retry = useCallback(() => {
    setState({});
    setAttempt((before) => before + 1);
  }, []);
  return { ready: state.api !== undefined, error: state.error, open, close, retry };
}
