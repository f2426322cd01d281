/** Words that decide and that a line may break: they are read in one piece. */
export const BROKEN_WORDS: ReadonlySet<string> = new Set(
  [
    "claims claimed rejected rejection rejections rejecting unpatentable patentable anticipated obvious indefinite",
    "objected objection objections allowed allowable allowance cancelled canceled cancellation withdrawn pending",
    "maintained overcome persuasive provisionally provisional patenting nonstatutory statutory obviousness",
    "combination combined evidenced disclosed unpatentability anticipation hereinafter respectively directed",
    "consideration examination independent dependent dependents applicant applicants examiner application copending",
    "enablement description indefiniteness failing particularly distinctly paragraph further",
  ].flatMap((words) => words.split(" ")),
);
