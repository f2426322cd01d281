import { ART_UNIT_NAMED, NUMBER_AT_HEAD, NUMBER_ON_FIRST_LINES } from "../vocabulary/index.js";

/** The first lines of a letter. */
const FIRST_LINES = 2_000;

/** What the head of an action tells of its application: eight digits, four digits; null where it does not. */
export interface HeadOfAction {
  readonly applicationNumber: string | null;
  readonly artUnit: string | null;
}

/** Reads the running head of the pages, given apart or within the text, and the first lines of the letter. */
export function readHeadOfAction(text: string, head = ""): HeadOfAction {
  const everywhere = `${head}\n${text}`;
  const number = NUMBER_AT_HEAD.exec(everywhere) ?? NUMBER_ON_FIRST_LINES.exec(text.slice(0, FIRST_LINES));
  return {
    applicationNumber: number?.slice(1).join("") ?? null,
    artUnit: ART_UNIT_NAMED.exec(everywhere)?.[1] ?? null,
  };
}
