// `<open-slot>` in React's JSX, 18 and 19. An entry of its own, because only who uses React has its types:
// `import "openslot/jsx"` once.

import type { ClassAttributes, HTMLAttributes } from "react";
import type { OpenSlotElement, OpenslotAttributes, Prefill } from "./element.js";
import type {} from "./events.js";

/** React 19 sets properties that the element has; React 18 writes attributes alone, so there `prefill` needs a ref. */
export interface OpenSlotJsxAttributes
  extends Omit<OpenslotAttributes, "prefill">,
    ClassAttributes<OpenSlotElement>,
    Omit<HTMLAttributes<OpenSlotElement>, keyof OpenslotAttributes> {
  /** React 18 writes `className` as it stands on custom elements; `class` is right in both. */
  class?: string;
  prefill?: "query" | Prefill;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "open-slot": OpenSlotJsxAttributes;
    }
  }
}
