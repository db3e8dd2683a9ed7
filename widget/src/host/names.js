// @ts-check
// What the browser's Intl knows of a locale, as lines, in the order that `Names::read` (widget/src/text/names.rs)
// takes them: digits, plural rules, habits, and a template for each month, weekday and hour. It knows nothing of zones:
// every date that is asked about is one of UTC, and the widget fills the templates with local dates of its own.

const CATEGORIES = ["zero", "one", "two", "few", "many", "other"];
// 2026-01-05 was a Monday, and its day has one digit.
const MONDAY = 5;

/** @param {number} month */
const inMonth = (month) => Date.UTC(2026, month, MONDAY);
/** @param {number} day */
const inWeek = (day) => Date.UTC(2026, 0, MONDAY + day);
/** @param {number} hour */
const inDay = (hour) => Date.UTC(2026, 0, MONDAY, hour);
/** @template T @param {number} count @param {(index: number) => T} make */
const several = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/**
 * @param {string} locale A BCP 47 tag.
 * @returns {string} As many lines as `Names::read` wants.
 */
export function names(locale) {
  // Buddhist years begin with the Gregorian ones. Calendars with other months would need another table of days.
  const isBuddhist = new Intl.DateTimeFormat(locale).resolvedOptions().calendar === "buddhist";
  const calendar = isBuddhist ? "buddhist" : "gregory";
  /** @param {Intl.DateTimeFormatOptions} options */
  const format = (options) => new Intl.DateTimeFormat(locale, { calendar, timeZone: "UTC", ...options });

  /**
   * What a format makes of some instants, with `{0}`, `{1}`, … in the place of the parts of the types `blanks`.
   *
   * @param {Intl.DateTimeFormat} format @param {number} count @param {(index: number) => number} instant
   * @param {string[]} blanks
   */
  const templates = (format, count, instant, ...blanks) => {
    /** @param {Intl.DateTimeFormatPart} part */
    const blank = ({ type, value }) => {
      const place = blanks.indexOf(type);
      // A day that is written with two digits has a place of its own, after the others.
      return place < 0 ? value : `{${type === "day" && value.length > 1 ? blanks.length : place}}`;
    };
    return several(count, (index) => format.formatToParts(instant(index)).map(blank).join(""));
  };
  /** Weekdays as they stand in a date: some languages inflect them. @param {Intl.DateTimeFormat} format */
  const weekdays = (format) =>
    several(7, (day) => format.formatToParts(inWeek(day)).find(({ type }) => type === "weekday")?.value ?? "");

  const title = format({ month: "long", year: "numeric" });
  const long = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const short = format({ weekday: "short", day: "numeric", month: "short" });
  // Half past noon is 0:30 in Japan and 12:30 elsewhere.
  const twelve = format({ hour: "numeric", minute: "2-digit", hourCycle: /^ja\b/.test(locale) ? "h11" : "h12" });
  const twentyFour = format({ timeStyle: "short", hourCycle: "h23" });

  // Above the columns of a month there is little room. A letter will do, where it is one of the name's own.
  let columns = weekdays(format({ weekday: "short" })).map((name) => name.replace(/\.$/, ""));
  const letters = weekdays(format({ weekday: "narrow" }));
  const areInitials = letters.every(([letter], day) => columns[day].toLowerCase().includes(letter.toLowerCase()));
  if (areInitials && columns.some((name) => name.length > 5)) columns = letters;

  const rules = new Intl.PluralRules(locale);
  const digits = new Intl.NumberFormat(locale, { useGrouping: false }).format(9876543210);
  // English is what pages are written in for everybody, so there the visitor's own browser knows better.
  const own = new Intl.DateTimeFormat(/^en\b/.test(locale) ? undefined : locale, { hour: "numeric" }).resolvedOptions();
  const region = /** @type {any} */ (new Intl.Locale(own.locale));
  const week = region.getWeekInfo?.() ?? region.weekInfo;

  return [
    [...digits].reverse().join(""),
    several(200, (count) => CATEGORIES.indexOf(rules.select(count))).join(""),
    // Three digits: Buddhist years, twelve hours, the first day of the week.
    [+isBuddhist, +/h1[12]/.test(own.hourCycle ?? ""), week?.firstDay ?? 1].join(""),
    ...templates(title, 12, inMonth, "year"),
    ...templates(long, 12, inMonth, "weekday", "day", "year"),
    ...templates(short, 12, inMonth, "weekday", "day"),
    ...weekdays(long),
    ...weekdays(short),
    ...columns,
    ...templates(twelve, 24, inDay, "minute"),
    ...templates(twentyFour, 24, inDay, "minute"),
  ].join("\n");
}
