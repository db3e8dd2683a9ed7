// Comparing pictures: what the widget looks like with what it looked like when somebody last looked. Chromium itself
// reads, compares and writes them, so no package for images is needed.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const folder = resolve(import.meta.dirname, "../../docs/pictures");
const results = resolve(import.meta.dirname, "../../test-results");
const isRenewing = Boolean(process.env.OPENSLOT_RENEW_PICTURES);

/** How well pictures are written: the first way in which little enough is lost, so that there is room for all. */
const QUALITIES = [0.4, 0.7, 0.9, 1];
/** The part of what may be different that may be lost by being written. */
const LOST = 2 / 3;
/** Pixels that are compared as one, both ways: what is lost, and how edges of letters are drawn, evens out. */
const GRAIN = 2;
/** How far a channel may be from what it was, of 255. */
const SHADE = 32;
/** The share of the picture that may be further away: another Chromium draws letters another way. */
const SHARE = 0.015;
/** How far it may be where most of a place is: a tint that is gone is faint, and everywhere in its place. */
const FAINT = 14;
/** The share of any square of 24 px: a button that is gone is little of the whole, and all of its place. */
const SQUARE_SHARE = 0.6;
const SQUARE = 24;
/** Pixels by which the picture may be taller or shorter. */
const HEIGHT = 2;

/**
 * @param {import("playwright-core").Browser} browser
 * @returns {Promise<{ compare: (name: string, png: Buffer) => Promise<string[]>, judge: (before: Buffer | undefined,
 *   now: Buffer) => Promise<{ complaints: string[], picture?: string }>, names: () => Promise<string[]> }>} `compare` says what is different between `png` and the picture called so, and leaves both and their difference in
 *   `test-results/`; while pictures are renewed it writes the picture instead.
 */
export async function pictureBook(browser) {
  const page = await browser.newPage();
  await mkdir(isRenewing ? folder : results, { recursive: true });
  const judge = (before, now) => {
    const images = [before, now].map((bytes) => bytes?.toString("base64"));
    const limits = { QUALITIES, LOST, GRAIN, SHADE, FAINT, SHARE, SQUARE: SQUARE / GRAIN, SQUARE_SHARE, HEIGHT };
    return page.evaluate(inPage, { images, limits });
  };
  const compare = async (name, png) => {
    const path = join(folder, `${name}.webp`);
    const before = await readFile(path).catch(() => undefined);
    if (!before && !isRenewing) return [`there is no picture ${name}; CONTRIBUTING.md says how to make it`];
    const { complaints, picture, difference } = await judge(before, png);
    // What is the same to the eye is not written anew, so that a renewal changes what has changed.
    if (isRenewing) {
      if (!before || complaints.length > 0) await writeFile(path, Buffer.from(picture, "base64"));
      return [];
    }
    if (complaints.length > 0) {
      await writeFile(join(results, `${name}-now.png`), png);
      await writeFile(join(results, `${name}-before.webp`), before);
      if (difference) await writeFile(join(results, `${name}-difference.webp`), Buffer.from(difference, "base64"));
    }
    return complaints.map((complaint) => `${name}: ${complaint}`);
  };
  const names = async () => (await readdir(folder)).map((file) => file.replace(/\.webp$/, ""));
  return { compare, judge, names };
}

/** Runs in a page, which can be handed only text. */
async function inPage({ images, limits: { QUALITIES, LOST, GRAIN, SHADE, FAINT, SHARE, SQUARE, SQUARE_SHARE, HEIGHT } }) {
  const read = (base64) => createImageBitmap(new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))]));
  const write = async (canvas, quality) => {
    const blob = await canvas.convertToBlob({ type: "image/webp", quality });
    const bytes = Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte));
    return btoa(bytes.join(""));
  };
  const draw = (image, width = image.width, height = image.height, scale = 1) => {
    const canvas = new OffscreenCanvas(width / scale, height / scale);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.imageSmoothingQuality = "high";
    context.drawImage(image, 0, 0, width, height, 0, 0, canvas.width, canvas.height);
    return { canvas, context };
  };
  /** How much of two images is different, of all and of the worst square, and a picture of it: red where it is. */
  const compare = (before, now) => {
    const [wide, high] = [now.width, Math.min(before.height, now.height)].map((length) => length - (length % GRAIN));
    const { context, canvas } = draw(now, wide, high, GRAIN);
    const { width, height } = canvas;
    const shown = context.getImageData(0, 0, width, height);
    const old = draw(before, wide, high, GRAIN).context.getImageData(0, 0, width, height).data;
    const columns = Math.ceil(width / SQUARE);
    const squares = new Uint32Array(columns * Math.ceil(height / SQUARE));
    let sum = 0;
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      const channels = [0, 1, 2].map((channel) => pixel * 4 + channel);
      const away = Math.max(...channels.map((at) => Math.abs(shown.data[at] - old[at])));
      const isAway = away > FAINT;
      sum += away > SHADE;
      squares[Math.floor(Math.floor(pixel / width) / SQUARE) * columns + Math.floor((pixel % width) / SQUARE)] += isAway;
      channels.forEach((at, channel) => (shown.data[at] = isAway ? [230, 0, 60][channel] : 204 + shown.data[at] * 0.2));
    }
    context.putImageData(shown, 0, 0);
    return { share: sum / (width * height), densest: Math.max(...squares) / SQUARE ** 2, canvas };
  };
  const now = await read(images[1]);
  const fresh = async () => {
    for (const quality of QUALITIES) {
      const picture = await write(draw(now).canvas, quality);
      const { share, densest } = compare(await read(picture), now);
      if (quality === 1 || (share < SHARE * LOST && densest < SQUARE_SHARE * LOST)) return picture;
    }
  };
  if (!images[0]) return { complaints: [], picture: await fresh() };
  const before = await read(images[0]);
  if (before.width !== now.width || Math.abs(before.height - now.height) > HEIGHT) {
    const complaint = `it is ${now.width} × ${now.height} px, and was ${before.width} × ${before.height}`;
    return { complaints: [complaint], picture: await fresh() };
  }
  const { share, densest, canvas } = compare(before, now);
  const percent = (share) => `${(share * 100).toFixed(1)} %`;
  const complaints = [
    ...(share > SHARE ? [`${percent(share)} of it is different`] : []),
    ...(densest > SQUARE_SHARE ? [`${percent(densest)} of a small part of it is different`] : []),
  ];
  if (complaints.length === 0) return { complaints };
  return { complaints, picture: await fresh(), difference: await write(canvas, 1) };
}
