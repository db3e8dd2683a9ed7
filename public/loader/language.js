// @ts-check
// Which of the widget's languages fits what the page and the visitor wish for. Pure: the wishes are handed in.

/** Languages that have no words of their own here, and whose readers read others. @type {Record<string, string>} */
const NEAREST = { bs: "hr", nn: "nb", no: "nb", pt: "pt-PT" };
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

/**
 * @typedef {{language: string, locale: string}} Choice The words' language, and the tag by which dates are written:
 *   the same language, but perhaps of a region.
 */

/**
 * The choice for one wish, if there is any. CLDR knows that zh-TW is written in Hant, and that `iw` is an old name of
 * `he`; what is no tag fits nothing.
 *
 * @param {string | null | undefined} wish A BCP 47 tag, or what somebody took for one.
 * @param {string[]} languages @returns {Choice | undefined}
 */
function fit(wish, languages) {
  try {
    const locale = new Intl.Locale(/** @type {string} */ (wish).replace(/_/g, "-"));
    const { language, script, region } = locale.maximize();
    const found = [`${language}-${script}`, `${language}-${region}`, NEAREST[language] ?? language].find((tag) =>
      languages.includes(tag)
    );
    return found && { language: found, locale: found.split("-")[0] === language ? `${locale}` : found };
  } catch {}
}

/**
 * The language of the first wish that fits, in the regional kind that the visitor's browser names.
 *
 * @param {(string | null | undefined)[]} wishes The owner's and the page's, the most important one first.
 * @param {readonly string[]} visitor The languages of the browser, which are wishes too.
 * @param {string[]} languages Those there are words in. @returns {Choice | undefined}
 */
export function choose(wishes, visitor, languages) {
  const fits = visitor.map((wish) => fit(wish, languages));
  const choice = [...wishes.map((wish) => fit(wish, languages)), ...fits].find(Boolean);
  return fits.find((own) => own?.language === choice?.language) ?? choice;
}

/** Which way the lines of a language run. @param {string} language */
export const direction = (language) => (RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr");
