// @ts-check
import { choose, direction } from "../../loader/language.js";

/**
 * What a visitor reads when the widget cannot be had: in their language, with a way to try again. The words came with
 * this script, because when they are needed nothing else may come any more. What is tried again is not known here.
 */

/** A line for each language, of what the build reads out of `widget/languages`: tag, title, two sentences, a button. */
const LINES = "__OPENSLOT_OUTAGE__".split("\n").map((line) => line.split("\t"));

/** @param {string} language */
const words = (language) => LINES.find(([tag]) => tag === language) ?? LINES.find(([tag]) => tag === "en") ?? [];

/** What the page is called. @param {string} language */
export const title = (language) => words(language)[1];

/** A cloud that nothing comes from. */
const PICTURE = "M3 3l18 18M9 6.2A6 6 0 0 1 17.7 10 4.5 4.5 0 0 1 20.4 17.4M17 19H7.5A5.5 5.5 0 0 1 6.6 8.1";

/** @param {string} path */
function drawn(path) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  picture.append(line);
  return picture;
}

export class Outage {
  /** @type {HTMLElement | undefined} */
  #shown;

  /**
   * @param {string | undefined} wish The language that the app wants. @param {readonly string[]} languages The browser's.
   * @param {() => void} retry
   */
  constructor(wish, languages, retry) {
    const tags = LINES.map(([tag]) => tag);
    this.language = choose([wish], languages, tags)?.language ?? "en";
    this.retry = retry;
  }

  get isShown() {
    return Boolean(this.#shown);
  }

  /** @param {HTMLElement} place What it takes the room of is hidden. @param {boolean} isOnline */
  show(place, isOnline) {
    const [, title, offline, unreachable, again] = words(this.language);
    const screen = document.createElement("section");
    screen.className = "outage";
    screen.lang = this.language;
    screen.dir = direction(this.language);
    screen.setAttribute("role", "alert");
    const mark = document.createElement("span");
    mark.className = "outage__mark";
    mark.setAttribute("aria-hidden", "true");
    mark.append(drawn(PICTURE));
    const heading = document.createElement("h2");
    heading.textContent = title;
    const sentence = document.createElement("p");
    sentence.textContent = isOnline ? unreachable : offline;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = again;
    button.onclick = () => this.retry();
    screen.append(mark, heading, sentence, button);
    this.hide();
    this.#shown = screen;
    place.append(screen);
  }

  hide() {
    this.#shown?.remove();
    this.#shown = undefined;
  }
}
