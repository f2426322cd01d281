import type { Reader } from "../../ingest/reader.js";

/** Papers beside the metadata of a weekly archive: `PTAB_20150605_WK22/PDF_image/NAME.pdf`. */
const PAPER = /(?:^|\/)PTAB_\d{8}_WK\d+\S*\/.*\.pdf$/i;

/**
 * Lets the PDFs of the weekly archives pass, which would have the whole archive refused. They hold images and are not
 * kept; each is told among what could not be read.
 */
export const PAPERS: Reader = {
  name: "papers of the board",
  recognise: (member, head) =>
    PAPER.test(member.name) && Buffer.from(head.subarray(0, 4)).toString("latin1") === "%PDF"
      ? { kind: "papers of the board (not kept)" }
      : null,
  async *read(member) {
    yield {
      kind: "flawed",
      rejected: {
        line: 1,
        reason: "not-kept: the PDF of a paper, whose metadata is loaded",
        raw: member.name,
      },
    };
  },
};
