// What `import … from "openslot"` gives: the way to bring the loader in, and the types of everything that it brings.

export { load, LoadError } from "./load.js";
export type { LoadOptions } from "./load.js";
export { attributeName, attributesOf, settingNames } from "./settings.js";
export { eventNames } from "./events.js";
export type * from "./element.js";
export type * from "./events.js";
export type * from "./page.js";
