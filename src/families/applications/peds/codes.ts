/** What the Patent Examination Data System and the portal call the same. */

const ENTITIES: readonly (readonly [peds: string, portal: string])[] = [
  ["UNDISCOUNTED", "Regular Undiscounted"],
  ["SMALL", "Small"],
  ["MICRO", "Micro"],
];

/** The portal's words for what an applicant pays; what is unknown stays as it is. */
export function portalEntity(peds: string): string {
  return ENTITIES.find(([name]) => name === peds.toUpperCase())?.[1] ?? peds;
}

export function pedsEntity(portal: string): string {
  return ENTITIES.find(([, name]) => name.toUpperCase() === portal.toUpperCase())?.[0] ?? portal;
}

/** `Yes`, `true` and `Y` are the portal's `Y`. */
export function portalFlag(peds: string): string {
  if (/^(?:y|yes|true)$/i.test(peds)) return "Y";
  return /^(?:n|no|false)$/i.test(peds) ? "N" : peds;
}

/** `159000` is subclass 159, `005010` is 5.01: three digits before the point and three behind it. */
export function portalSubclass(peds: string): string {
  const [, whole, part] = /^(\d{3})(\d{3})$/.exec(peds) ?? [];
  if (whole === undefined || part === undefined) return peds;
  const behind = part.replace(/0+$/, "");
  return `${Number(whole)}${behind === "" ? "" : `.${behind}`}`;
}

export function pedsSubclass(portal: string): string {
  const [, whole, part = ""] = /^(\d{1,3})(?:\.(\d{1,3}))?$/.exec(portal) ?? [];
  return whole === undefined ? portal : `${whole.padStart(3, "0")}${part.padEnd(3, "0")}`;
}

/** How one application follows from another: what the systems say of it, and the portal's code. */
const PARENTAGES: readonly (readonly [said: RegExp, code: string, portal: string])[] = [
  [/provisional/i, "PRO", "Claims Priority from Provisional Application"],
  [/continuation[ -]in[ -]part/i, "CIP", "is a Continuation in part of"],
  [/continuation/i, "CON", "is a Continuation of"],
  [/division/i, "DIV", "is a Division of"],
  [/national stage/i, "NST", "is a National Stage Entry of"],
  [/reissue/i, "REI", "is a Reissue of"],
  [/re-?examination/i, "REX", "is a Reexamination of"],
  [/substitut/i, "SUB", "is a Substitute of"],
];

/** The portal's code for a sentence such as `This application is a Continuation of`; undefined for what is unknown. */
export function parentageCode(said: string): string | undefined {
  return PARENTAGES.find(([words]) => words.test(said))?.[1];
}

/** The sentence without the application it begins with. */
export function parentageWords(said: string): string {
  return said.replace(/^This application /i, "").trim();
}
