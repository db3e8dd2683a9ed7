//! Months, weekdays, hours, digits and plural rules of a locale, as the visitor's browser writes them.
//!
//! They come as lines, which the browser build asks `Intl` for (`host/names.js`); here they are only kept and looked
//! up. A month's template is a whole date with blanks in it, because languages inflect the month's name, change the
//! words around it (`1 de gener`, `1 d’abril`), or put the year first.

use super::fill;

// Where each table of templates begins. The month's titles are the first.
const LONG_DATES: usize = 12;
const SHORT_DATES: usize = 24;
const WEEKDAYS: usize = 36;
const SHORT_WEEKDAYS: usize = 43;
const COLUMNS: usize = 50;
const TWELVE: usize = 57;
const TWENTY_FOUR: usize = 81;
const TEMPLATES: usize = 105;

/// Plural categories, in the order in which CLDR lists them and [`super::Counted`] keeps its forms.
pub const CATEGORIES: usize = 6;

/// What a locale calls things, and how it counts.
#[derive(Debug)]
pub struct Names {
    /// The locale itself, a BCP 47 tag.
    pub locale: &'static str,
    digits: Vec<char>,
    /// For 0 to 199 the place of the count's category, as an ASCII digit.
    plurals: &'static [u8],
    /// What the locale's calendar adds to the year: 543 in Thailand, else 0.
    years: i32,
    /// Whether the visitor writes `2:30 pm` and not `14:30`.
    pub is_twelve_hours: bool,
    /// From 1 for Monday to 7.
    pub first_weekday: u8,
    templates: Vec<&'static str>,
}

impl Names {
    /// Those of no locale.
    pub const EMPTY: Self = Self {
        locale: "",
        digits: Vec::new(),
        plurals: &[],
        years: 0,
        is_twelve_hours: false,
        first_weekday: 0,
        templates: Vec::new(),
    };

    /// Takes the lines of `locale` apart; `None` when they are not as many as expected.
    pub fn read(locale: &'static str, lines: &'static str) -> Option<Self> {
        let mut lines = lines.split('\n');
        let digits = lines.next()?.chars().collect();
        let plurals = lines.next()?.as_bytes();
        let years = lines.next()?.parse().ok()?;
        let is_twelve_hours = lines.next()? == "12";
        let first_weekday = lines.next()?.parse().ok()?;
        let templates: Vec<_> = lines.collect();
        (templates.len() == TEMPLATES).then_some(Self {
            locale,
            digits,
            plurals,
            years,
            is_twelve_hours,
            first_weekday,
            templates,
        })
    }

    fn template(&self, table: usize, index: u32) -> &'static str {
        let index = usize::try_from(index).unwrap_or_default();
        self.templates.get(table + index).copied().unwrap_or_default()
    }

    /// `number` in the locale's digits, e.g. `٢٤`.
    pub fn number(&self, number: usize) -> String {
        let local = |digit: char| {
            let value = digit.to_digit(10).and_then(|value| usize::try_from(value).ok());
            value.and_then(|value| self.digits.get(value)).copied().unwrap_or(digit)
        };
        number.to_string().chars().map(local).collect()
    }

    /// `number` with two digits at least, as minutes are written.
    pub fn two_digits(&self, number: u32) -> String {
        let number = usize::try_from(number).unwrap_or_default();
        let zero = if number < 10 { self.number(0) } else { String::new() };
        [zero, self.number(number)].concat()
    }

    /// The year as the locale's calendar counts, e.g. 2569 in Thailand for 2026.
    fn year(&self, year: i32) -> String {
        self.number(usize::try_from(year + self.years).unwrap_or_default())
    }

    /// Where the form for `count` stands among the [`CATEGORIES`]. Above 199 the rules of the languages we have
    /// repeat themselves every hundred.
    pub fn category(&self, count: usize) -> usize {
        let count = if count < 200 { count } else { 100 + count % 100 };
        let digit = self.plurals.get(count).copied().unwrap_or(b'5');
        usize::from(digit.saturating_sub(b'0'))
    }

    /// `November 2026`. `month` is 0 for January.
    pub fn month(&self, month: u32, year: i32) -> String {
        fill(self.template(0, month), &[&self.year(year)])
    }

    /// `Tuesday 24 November 2026`. `weekday` is 0 for Monday.
    pub fn long_date(&self, weekday: u32, day: u32, month: u32, year: i32) -> String {
        let (plain, padded) = self.day(day);
        fill(
            self.template(LONG_DATES, month),
            &[self.template(WEEKDAYS, weekday), &plain, &self.year(year), &padded],
        )
    }

    /// `Tue 24 Nov`.
    pub fn short_date(&self, weekday: u32, day: u32, month: u32) -> String {
        let (plain, padded) = self.day(day);
        fill(self.template(SHORT_DATES, month), &[self.weekday(weekday), &plain, &padded])
    }

    /// A day of the month as it is, and with two digits.
    fn day(&self, day: u32) -> (String, String) {
        (self.number(usize::try_from(day).unwrap_or_default()), self.two_digits(day))
    }

    /// `Tue`. `weekday` is 0 for Monday.
    pub fn weekday(&self, weekday: u32) -> &'static str {
        self.template(SHORT_WEEKDAYS, weekday)
    }

    /// `Tue`, or a letter where that is long: what stands above the column of a month.
    pub fn column(&self, weekday: u32) -> &'static str {
        self.template(COLUMNS, weekday)
    }

    /// `14:30` or `2:30 pm`.
    pub fn time(&self, hour: u32, minute: u32, is_twelve_hours: bool) -> String {
        let table = if is_twelve_hours { TWELVE } else { TWENTY_FOUR };
        fill(self.template(table, hour), &[&self.two_digits(minute)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::en;

    fn names(digits: &str, plurals: &'static str, years: &str) -> Names {
        let lines = en::NAMES.split('\n').skip(3);
        let lines: Vec<&str> = [digits, plurals, years].into_iter().chain(lines).collect();
        Names::read("en", lines.join("\n").leak()).unwrap()
    }

    #[test]
    fn numbers_are_written_with_the_digits_of_the_locale() {
        let arabic = names("٠١٢٣٤٥٦٧٨٩", "5", "0");
        assert_eq!(arabic.number(2026), "٢٠٢٦");
        assert_eq!((arabic.two_digits(5), arabic.two_digits(45)), ("٠٥".into(), "٤٥".into()));
        assert_eq!(arabic.time(14, 5, false), "14:٠٥", "the hour is the template's");
        assert_eq!(arabic.long_date(1, 24, 10, 2026), "Tuesday ٢٤ November ٢٠٢٦");
    }

    #[test]
    fn years_are_those_of_the_locale() {
        assert_eq!(names("0123456789", "5", "543").month(10, 2026), "November 2569");
    }

    #[test]
    fn a_count_has_the_category_of_its_last_two_digits() {
        // As in Slovenian: 1, 101, 201 · 2, 102 · 3, 4, 103 · the others.
        let rules: String = (0..200)
            .map(|count| match count % 100 {
                1 => '1',
                2 => '2',
                3 | 4 => '3',
                _ => '5',
            })
            .collect();
        let names = names("0123456789", rules.leak(), "0");
        assert_eq!(
            [0, 1, 2, 4, 5, 101, 201, 1_002, 2_005].map(|count| names.category(count)),
            [5, 1, 2, 3, 5, 1, 1, 2, 5]
        );
    }

    #[test]
    fn lines_that_are_too_few_or_too_many_are_refused() {
        assert!(Names::read("en", "").is_none());
        assert!(Names::read("en", en::NAMES.rsplit_once('\n').unwrap().0.to_owned().leak()).is_none());
        assert!(Names::read("en", [en::NAMES.as_str(), "\nmore"].concat().leak()).is_none());
    }
}
