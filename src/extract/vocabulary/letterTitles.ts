import type { LetterKind } from "../model.js";
/**
 * Titles of the USPTO's letters that are neither a non-final nor a final action, as they stand at the head of the
 * letter, in lower case. The first that fits wins.
 */
export interface LetterTitle {
  readonly words: string;
  readonly letter: LetterKind;
  readonly source: string;
}

export const LETTER_TITLES: readonly LetterTitle[] = [
  { words: "interview summary", letter: "interview", source: "MPEP 713.04; PTOL-413" },
  { words: "applicant-initiated interview", letter: "interview", source: "MPEP 713.04; PTOL-413" },
  { words: "examiner-initiated interview", letter: "interview", source: "MPEP 713.04; PTOL-413B" },
  { words: "notice of allowability", letter: "allowance", source: "MPEP 1302.03; PTOL-37" },
  { words: "supplemental notice of allowability", letter: "allowance", source: "MPEP 1302.03; PTOL-37" },
  { words: "notice of allowance", letter: "allowance", source: "MPEP 1303; PTOL-85" },
  {
    words: "decision on request for rehearing",
    letter: "board-decision",
    source: "MPEP 1214.03; 37 CFR 41.52",
  },
  { words: "advisory action", letter: "advisory", source: "MPEP 706.07(f); PTOL-303" },
  { words: "notice of panel decision", letter: null, source: "MPEP 1204.02; PTOL-2297" },
  { words: "notice of non-compliant", letter: null, source: "MPEP 714.03; PTOL-324" },
  { words: "notice of non-responsive", letter: null, source: "MPEP 714.03" },
  { words: "notice of abandonment", letter: null, source: "MPEP 711.02; PTOL-1432" },
  { words: "notice of defective", letter: null, source: "MPEP 1205.03" },
  { words: "response to rule 312", letter: null, source: "MPEP 714.16; PTOL-271" },
  { words: "communication re: appeal", letter: null, source: "MPEP 1208; PTOL-90" },
  { words: "suspension of action", letter: null, source: "MPEP 709; form paragraph 7.54" },
  { words: "order granting", letter: null, source: "MPEP 2246, 2647" },
  { words: "order denying", letter: null, source: "MPEP 2247, 2648" },
  { words: "notice of intent to issue", letter: null, source: "MPEP 2287; PTOL-469" },
  { words: "action closing prosecution", letter: null, source: "MPEP 2671.02; PTOL-2065" },
  { words: "decision granting ex parte reexamination", letter: null, source: "MPEP 2246" },
  { words: "decision granting inter partes reexamination", letter: null, source: "MPEP 2646" },
  { words: "decision denying ex parte reexamination", letter: null, source: "MPEP 2247" },
  {
    words: "statement of reasons for patentability",
    letter: null,
    source: "MPEP 2287; form paragraph 22.16",
  },
  { words: "decision granting petition", letter: "petition-decision", source: "MPEP 1002" },
  { words: "decision dismissing petition", letter: "petition-decision", source: "MPEP 1002" },
  { words: "decision denying petition", letter: "petition-decision", source: "MPEP 1002" },
  { words: "decision granting request for prioritized", letter: null, source: "MPEP 708.02(b)" },
  { words: "decision dismissing request for prioritized", letter: null, source: "MPEP 708.02(b)" },
  { words: "requirement for information", letter: null, source: "37 CFR 1.105; MPEP 704.10" },
  { words: "miscellaneous communication", letter: null, source: "PTOL-90" },
  { words: "continuation sheet (pto-303)", letter: "advisory", source: "MPEP 706.07(f); PTOL-303" },
  { words: "continuation sheet (ptol-303)", letter: "advisory", source: "MPEP 706.07(f); PTOL-303" },
  { words: "right of appeal notice", letter: null, source: "MPEP 2673.02; PTOL-2066" },
];
