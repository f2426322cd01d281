/**
 * Reads a citation string into one key, the same for every spelling of the same document:
 * `6,807,434`, `US 6807434 B2` and `Pan 6807434` are all `US6807434`. The key is the country (or office) and
 * the digits, with the letters of American design, reissue and plant patents between them (`USD543613`).
 * Returns null for what names no patent document.
 */
export function referenceKey(text: string): string | null {
  const cased = text
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
  if (cased === "") return null;
  const plain = cased.toUpperCase();
  return bareNumber(plain) ?? withCountry(plain, cased) ?? trailingNumber(plain);
}

/**
 * Offices that occur in citations. Two capitals that are not among them are a word or initials, not a country
 * (WIPO standard ST.3, those in use since 1970).
 */
const OFFICES =
  "US|EP|WO|JP|CN|KR|DE|GB|FR|CA|AU|TW|SE|CH|NL|IT|ES|RU|SU|BE|AT|DK|FI|NO|IL|IN|BR|MX|NZ|ZA|SG|HK|PL|CZ|HU|DD|IE|LU|PT|GR|TR|UA|EA|AP|OA|MY|TH|VN|ID|PH|AR|CL|CO|CS|YU|RO|BG|SI|SK|HR|EE|LT|LV|IS|KZ|BY|GE|EG|MA|TN|GC";

const WITH_COUNTRY = new RegExp(
  `(?:^|[^A-Z0-9])(${OFFICES})(?=(?:D|RE|PP|H|T|X|AI|S|A|B|HEI|SHO)[0-9]|[^A-Z])[\\s.:#-]*(?:(?:PAT(?:ENT)?\\.?|PUB(?:LICATION|L)?\\.?|APP(?:LICATION|L)?\\.?|NO\\.?|NUMBER|PG-?PUB)[\\s.:#-]*)*` +
    `((?:D|RE|PP|H|T|X|AI|S|A|B|HEI|SHO)?)[\\s.-]*([0-9](?:[0-9]|[ ,./-](?=[0-9]))*)`,
  "g",
);

/** Offices whose two letters are also a word: an office is written in capitals, straight before its number. */
const ALSO_WORDS: ReadonlySet<string> = new Set([
  "NO",
  "IN",
  "AT",
  "IT",
  "IS",
  "BE",
  "ES",
  "ID",
  "AP",
  "CO",
  "MY",
  "OA",
]);

function isWord(country: string, cased: string): boolean {
  return (
    ALSO_WORDS.has(country) &&
    !new RegExp(`(?:^|[^A-Za-z0-9])${country}[ -]?[A-Z]{0,3}[ -]?[0-9]`).test(cased)
  );
}

function withCountry(plain: string, cased: string): string | null {
  const found = [...plain.matchAll(WITH_COUNTRY)].find(([, country = ""]) => !isWord(country, cased));
  if (!found) return null;
  const [, country = "", letters = "", spelled = ""] = found;
  if (country === "US") return american(letters, spelled);
  const digits = spelled.replace(/[^0-9]/g, "");
  return digits.length >= 4 && digits.length <= 14 ? `${country}${letters}${digits}` : null;
}

const BARE =
  /^(?:(D|RE|PP|H|T)[ .-]?)?([0-9][0-9 ,]*|(?:19|20)[0-9]{2}[/-][0-9]{6,7})(?: ?-? ?(?:[ABEPSH][0-9]?|A[0-9]))?$/;

function bareNumber(plain: string): string | null {
  const found = BARE.exec(plain);
  return found ? american(found[1] ?? "", found[2] ?? "") : null;
}

/** `Pan 5386490`, `Smith et al. 2009/0139986`: a name, then a number that is American by default. */
const TRAILING =
  /(?:^|[^0-9A-Z/-])((?:19|20)[0-9]{2}\/[0-9]{6,7}|(?:19|20)[0-9]{9}|[0-9]{1,2},[0-9]{3},[0-9]{3}|[0-9]{7,8})(?:[ -]*[ABES][0-9]?)?[\s.)\]]*$/;

function trailingNumber(plain: string): string | null {
  const found = TRAILING.exec(plain);
  return found ? american("", found[1] ?? "") : null;
}

/** American numbers: patents of up to eight digits, publications as year and seven digits. */
function american(letters: string, spelled: string): string | null {
  // Series and serial number: an application, which is no document.
  if (letters === "" && /^[0-9]{2}\/[0-9]{3},?[0-9]{3}$/.test(spelled)) return null;
  const publication = /^((?:19|20)[0-9]{2})[/ -]+([0-9]{6,7})$/.exec(spelled);
  if (publication) return `US${publication[1]}${publication[2]?.padStart(7, "0")}`;
  const digits = spelled.replace(/[^0-9]/g, "");
  if (digits.length === 11 && /^(?:19|20)/.test(digits)) return `US${digits}`;
  if (digits.length === 10 && /^20/.test(digits)) return `US${digits.slice(0, 4)}0${digits.slice(4)}`;
  const number = digits.replace(/^0+/, "");
  const least = letters === "" ? 5 : 1;
  return number.length >= least && number.length <= 8 ? `US${letters}${number}` : null;
}

/**
 * Every form in which the document that somebody wrote may be stored, beside the value as it is: as a key, as digits, or as it
 * is transcribed. Plain digits stand for themselves where they are transcribed.
 */
export function storedDocuments(written: string, form: "key" | "digits" | "text"): readonly string[] {
  const key = referenceKey(written);
  if (key === null) return [];
  if (form === "key") return [key];
  const [, country = "", letters = "", digits = ""] = /^([A-Z]{2})([A-Z]*)([0-9]+)$/.exec(key) ?? [];
  const number = letters + digits;
  if (form === "digits") return [number];
  if (/^[0-9]+$/.test(written.trim())) return [];
  const isPublication = letters === "" && /^(?:19|20)[0-9]{9}$/.test(digits);
  const spelled = isPublication
    ? `${digits.slice(0, 4)}/${digits.slice(4)}`
    : `${letters}${digits.replace(/\B(?=(?:[0-9]{3})+$)/g, ",")}`;
  const kind = /\s([A-Z][0-9]?)$/.exec(written.trim())?.[1];
  const withKind = kind === undefined ? [] : [`${country} ${number} ${kind}`];
  if (country !== "US") return [key, `${country} ${number}`, ...withKind];
  return [number, spelled, key, `US ${number}`, `US ${spelled}`, ...withKind];
}
