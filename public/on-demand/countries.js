// @ts-check
/**
 * The countries that can be chosen beside a telephone number, brought in by `form.js` when a number is asked for.
 *
 * It knows calling codes, and which digits stand before a number at home and are left out behind the code; what
 * countries are called is known to the browser. Without it a number is typed with its code.
 */

/** Country, calling code and, after a slash, those digits: libphonenumber 1.13.16, by way of its metadata. */
const CODES =
  "AC247 AD376 AE971/0 AF93/0 AG1/1 AI1/1 AL355/0 AM374/0 AO244 AR54/0 AS1/1 AT43/0 AU61/0 AW297 AX358/0 AZ994/0 " +
  "BA387/0 BB1/1 BD880/0 BE32/0 BF226 BG359/0 BH973 BI257 BJ229 BL590/0 BM1/1 BN673 BO591/0 BQ599 BR55/0 BS1/1 " +
  "BT975 BW267 BY375/8 BZ501 CA1/1 CC61/0 CD243/0 CF236 CG242 CH41/0 CI225 CK682 CL56 CM237 CN86/0 CO57/0 CR506 " +
  "CU53/0 CV238 CW599 CX61/0 CY357 CZ420 DE49/0 DJ253 DK45 DM1/1 DO1/1 DZ213/0 EC593/0 EE372 EG20/0 EH212/0 ER291/0 " +
  "ES34 ET251/0 FI358/0 FJ679 FK500 FM691 FO298 FR33/0 GA241 GB44/0 GD1/1 GE995/0 GF594/0 GG44/0 GH233/0 GI350 " +
  "GL299 GM220 GN224 GP590/0 GQ240 GR30 GT502 GU1/1 GW245 GY592 HK852 HN504 HR385/0 HT509 HU36/06 ID62/0 IE353/0 " +
  "IL972/0 IM44/0 IN91/0 IO246 IQ964/0 IR98/0 IS354 IT39 JE44/0 JM1/1 JO962/0 JP81/0 KE254/0 KG996/0 KH855/0 " +
  "KI686/0 KM269 KN1/1 KP850/0 KR82/0 KW965 KY1/1 KZ7/8 LA856/0 LB961/0 LC1/1 LI423/0 LK94/0 LR231/0 LS266 LT370/0 " +
  "LU352 LV371 LY218/0 MA212/0 MC377/0 MD373/0 ME382/0 MF590/0 MG261/0 MH692/1 MK389/0 ML223 MM95/0 MN976/0 MO853 " +
  "MP1/1 MQ596/0 MR222 MS1/1 MT356 MU230 MV960 MW265/0 MX52 MY60/0 MZ258 NA264/0 NC687 NE227 NF672 NG234/0 NI505 " +
  "NL31/0 NO47 NP977/0 NR674 NU683 NZ64/0 OM968 PA507 PE51/0 PF689 PG675 PH63/0 PK92/0 PL48 PM508/0 PR1/1 PS970/0 " +
  "PT351 PW680 PY595/0 QA974 RE262/0 RO40/0 RS381/0 RU7/8 RW250/0 SA966/0 SB677 SC248 SD249/0 SE46/0 SG65 SH290 " +
  "SI386/0 SJ47 SK421/0 SL232/0 SM378 SN221 SO252/0 SR597 SS211/0 ST239 SV503 SX1/1 SY963/0 SZ268 TA290 TC1/1 TD235 " +
  "TG228 TH66/0 TJ992 TK690 TL670 TM993/8 TN216 TO676 TR90/0 TT1/1 TV688 TW886/0 TZ255/0 UA380/0 UG256/0 US1/1 " +
  "UY598/0 UZ998 VA39 VC1/1 VE58/0 VG1/1 VI1/1 VN84/0 VU678 WF681 WS685 XK383/0 YE967/0 YT262/0 ZA27/0 ZM260/0 " +
  "ZW263/0 ";

/** @typedef {{country: string, code: string, trunk: string}} Entry */

/** @type {Entry[]} */
const ENTRIES = [...CODES.matchAll(/([A-Z]{2})(\d+)(?:\/(\d+))? /g)].map(([, country, code, trunk = ""]) => ({
  country,
  code,
  trunk,
}));

/** As the widget reads it. @param {Entry} entry */
const value = ({ code, trunk, country }) => `${code}/${trunk}/${country}`;

/** @type {Promise<string | undefined> | undefined} Where the visitor is, as far as their clock tells. */
let place;

/** The country of the visitor's time zone, by the edge's list. @param {string} api */
const here = (api) =>
  (place ??= fetch(`${api}/v1/timezones`)
    .then((answer) => answer.json())
    .then(({ timezones }) => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      return timezones.find((/** @type {{id: string}} */ { id }) => id === timeZone)?.country;
    })
    .catch(() => undefined));

/** The regions that the visitor's languages name, and then the one where most of their speakers live. */
const regions = () => {
  const tags = navigator.languages.map((tag) => new Intl.Locale(tag));
  return [...tags.map(({ region }) => region), tags[0]?.maximize().region];
};

/** The entry whose code a number begins with, the longest one first. @param {string} number @param {string} [country] */
const find = (number, country) => {
  const digits = number.replace(/\D/g, "");
  const fitting = ENTRIES.filter(({ code }) => digits.startsWith(code)).sort((a, b) => b.code.length - a.code.length);
  // Many countries share +1 and +7: the one that is chosen stays, else the largest one is taken.
  const shared = { 1: "US", 7: "RU", 44: "GB", 39: "IT", 47: "NO", 61: "AU" };
  const wanted = [country, /** @type {Record<string, string>} */ (shared)[fitting[0]?.code]];
  const same = fitting.filter(({ code }) => code === fitting[0].code);
  return wanted.map((name) => same.find(({ country }) => country === name)).find(Boolean) ?? same[0];
};

/** @param {EventTarget} target */
const tell = (target) => target.dispatchEvent(new Event("input", { bubbles: true }));

/**
 * Puts the countries into an empty choice beside a number, and keeps the two in step.
 *
 * @param {HTMLSelectElement} select Its `data-state` is what was chosen before.
 * @param {string} api Where the edge is. @param {string} locale In which countries are named.
 */
export async function equip(select, api, locale) {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const named = ENTRIES.map((entry) => ({ entry, name: names.of(entry.country) ?? entry.country }));
  named.sort((one, other) => one.name.localeCompare(other.name, locale));
  const guess = [await here(api), ...regions()].find((region) => ENTRIES.some(({ country }) => country === region));
  if (select.options.length) return;
  // The isolates keep the code together where lines run from right to left.
  select.append(...named.map(({ entry, name }) => new Option(`${name} \u2066+${entry.code}\u2069`, value(entry))));
  const input = /** @type {HTMLInputElement} */ (select.nextElementSibling);
  const chosen = () => ENTRIES.find((entry) => value(entry) === select.value);
  /** A number that was typed or pasted with its code says the country. */
  const follow = () => {
    const entry = /^\s*(\+|00)\d/.test(input.value) && find(input.value.replace(/^\s*00/, ""), chosen()?.country);
    if (entry && select.value !== value(entry)) {
      select.value = value(entry);
      tell(select);
    }
  };
  const first = ENTRIES.find(({ country }) => country === guess);
  select.value = select.dataset.state || (first ? value(first) : "");
  tell(select);
  follow();
  let before = chosen();
  const correct = () => {
    const [last, now] = [before, (before = chosen())];
    // Another country for a number with a code: the code is the wrong one.
    const code = last && now && last.code !== now.code && /^\s*\+/.test(input.value) && input.value.replace(/\D/g, "");
    if (code && code.startsWith(/** @type {Entry} */ (last).code) && find(code)?.code !== now.code) {
      input.value = `+${now.code} ${code.slice(/** @type {Entry} */ (last).code.length)}`;
      tell(input);
    }
  };
  input.addEventListener("input", follow);
  select.addEventListener("input", correct);
}
