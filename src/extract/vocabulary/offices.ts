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
  o("EP", "European Patent Office", ["european"], 6, 8),
  o("JP", "Japan", ["japanese", "japan"], 5, 12),
  o("CN", "China", ["chinese", "china"], 7, 13),
  o("KR", "Republic of Korea", ["korean", "korea"], 6, 13),
  o("DE", "Germany", ["german", "germany"], 5, 13),
  o("GB", "United Kingdom", ["british", "great britain", "uk patent"], 5, 8),
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
  o("DK", "Denmark", ["danish"], 5, 10),
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
];
