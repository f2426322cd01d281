import { KINDS_IN_JAPANESE } from "./japaneseNumbers.js";

/** How the offices write their document numbers: the country codes met in citations and the digits a number can have. */
export interface Office {
  readonly code: string;
  readonly name: string;
  /** Words that stand for the code before a number ("Japanese Patent Publication No. 2004-159476"). */
  readonly words: readonly string[];
  readonly fewestDigits: number;
  readonly mostDigits: number;
  readonly source: string;
}

const st3 = "WIPO Standard ST.3 (codes), ST.6 and ST.10/C (number formats)";
const o = (
  code: string,
  name: string,
  words: readonly string[],
  fewestDigits: number,
  mostDigits: number,
): Office => ({ code, name, words, fewestDigits, mostDigits, source: st3 });

export const OFFICES: readonly Office[] = [
  o(
    "WO",
    "World Intellectual Property Organization",
    ["wipo", "pct publication", "international publication"],
    7,
    11,
  ),
  o("EP", "European Patent Office", ["european", "epo", "ep"], 6, 8),
  o("EM", "European Union Intellectual Property Office (designs)", ["community design"], 9, 13),
  o("JP", "Japan", ["japanese", "japan", "jap.", "jpn.", "jp", ...KINDS_IN_JAPANESE], 5, 12),
  o("CN", "China", ["chinese", "china"], 7, 13),
  o("KR", "Republic of Korea", ["korean", "korea"], 6, 13),
  o("DE", "Germany", ["german", "germany", "ger."], 5, 13),
  o("GB", "United Kingdom", ["british", "great britain", "united kingdom", "uk", "u.k.", "brit."], 5, 8),
  o("FR", "France", ["french", "france"], 5, 8),
  o("TW", "Chinese Taipei", ["taiwanese", "taiwan"], 5, 10),
  o("CA", "Canada", ["canadian", "canada"], 5, 8),
  o("AU", "Australia", ["australian", "australia"], 5, 11),
  o("RU", "Russian Federation", ["russian", "russia"], 6, 11),
  o("SU", "Soviet Union", ["soviet"], 4, 8),
  o("CH", "Switzerland", ["swiss"], 5, 8),
  o("SE", "Sweden", ["swedish"], 5, 9),
  o("NL", "Netherlands", ["dutch"], 5, 9),
  o("BE", "Belgium", ["belgian"], 5, 9),
  o("AT", "Austria", ["austrian"], 5, 9),
  o("IT", "Italy", ["italian"], 6, 14),
  o("ES", "Spain", ["spanish"], 5, 9),
  o("DK", "Denmark", ["danish", "dan."], 5, 11),
  o("NO", "Norway", ["norwegian"], 5, 10),
  o("FI", "Finland", ["finnish"], 5, 9),
  o("PL", "Poland", ["polish"], 5, 9),
  o("BR", "Brazil", ["brazilian"], 6, 13),
  o("MX", "Mexico", ["mexican"], 5, 12),
  o("IN", "India", ["indian"], 5, 12),
  o("IL", "Israel", ["israeli"], 5, 8),
  o("SG", "Singapore", ["singapore"], 5, 12),
  o("HK", "Hong Kong", ["hong kong"], 6, 9),
  o("NZ", "New Zealand", ["new zealand"], 5, 8),
  o("ZA", "South Africa", ["south african"], 6, 10),
  o("DD", "German Democratic Republic", [], 5, 8),
  o("EA", "Eurasian Patent Organization", ["eurasian"], 5, 10),
  o("LU", "Luxembourg", [], 4, 8),
  o("HU", "Hungary", ["hungarian"], 5, 9),
  o("CZ", "Czechia", ["czech"], 5, 10),
  o("IE", "Ireland", [], 4, 9),
  o("TR", "Turkey", ["turkish"], 5, 11),
  o("UA", "Ukraine", ["ukrainian"], 4, 9),
  o("GR", "Greece", ["greek"], 6, 11),
  o("HR", "Croatia", ["croatian"], 5, 9),
  o("SK", "Slovakia", ["slovak", "slovakian"], 5, 10),
  o("SI", "Slovenia", ["slovenian"], 5, 10),
  o("RO", "Romania", ["romanian"], 5, 11),
  o("BG", "Bulgaria", ["bulgarian"], 5, 9),
  o("PT", "Portugal", ["portuguese"], 5, 9),
  o("EE", "Estonia", ["estonian"], 5, 9),
  o("LV", "Latvia", ["latvian"], 4, 8),
  o("LT", "Lithuania", ["lithuanian"], 4, 8),
  o("RS", "Serbia", ["serbian"], 5, 9),
  o("YU", "Yugoslavia", ["yugoslav"], 4, 8),
  o("CS", "Czechoslovakia", ["czechoslovak"], 5, 8),
  o("IS", "Iceland", ["icelandic"], 4, 8),
  o("PH", "Philippines", ["philippine"], 5, 12),
  o("TH", "Thailand", ["thai"], 4, 12),
  o("VN", "Viet Nam", ["vietnamese"], 4, 12),
  o("MY", "Malaysia", ["malaysian"], 5, 12),
  o("ID", "Indonesia", ["indonesian"], 5, 12),
  o("AR", "Argentina", ["argentine", "argentinian"], 5, 11),
  o("CL", "Chile", ["chilean"], 5, 12),
  o("PE", "Peru", ["peruvian"], 6, 12),
  o("EG", "Egypt", ["egyptian"], 5, 11),
  o("SA", "Saudi Arabia", ["saudi"], 5, 11),
  o("AP", "African Regional Intellectual Property Organization", ["aripo"], 4, 11),
  o("OA", "African Intellectual Property Organization", ["oapi"], 4, 9),
  o("GC", "Gulf Cooperation Council", [], 4, 11),
];

/** Codes that are also English words in capitals: they need more around them to count. */
export const WORDLIKE_CODES: ReadonlySet<string> = new Set(
  "NO IN IT AT BE IL ES SE FI IE CA DE CH AU US IS ID AR PE MY SI RO SA CS CL PT TH EE AP OA GC RS".split(
    " ",
  ),
);

/** Codes that mostly stand for something else (plasmids, GenBank accessions, units) unless a kind code follows. */
export const RARE_CODES: ReadonlySet<string> = new Set(
  "IS ID AR PE MY SI RO SA CS CL PT TH EE AP OA GC RS BG LV LT YU VN EG PH GR HR SK".split(" "),
);

/** "UK 1 234 567": the code of the country's post, not of the office. */
export const CODE_ALIASES: Readonly<Record<string, string>> = { UK: "GB" };
