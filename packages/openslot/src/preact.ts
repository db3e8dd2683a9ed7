// `<open-slot>` in Preact's JSX: `import "openslot/preact"` once.

import type { ClassAttributes, HTMLAttributes } from "preact";
import type { OpenSlotElement, OpenslotAttributes, Prefill } from "./element.js";
import type {} from "./events.js";

export interface OpenSlotPreactAttributes
  extends Omit<OpenslotAttributes, "prefill">,
    ClassAttributes<OpenSlotElement>,
    Omit<HTMLAttributes<OpenSlotElement>, keyof OpenslotAttributes> {
  prefill?: "query" | Prefill;
}

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "open-slot": OpenSlotPreactAttributes;
    }
  }
}
