import type { Leaf } from "../nestedTable.js";
import { TRIAL_LEAVES } from "./trialLeaves.js";

/** Every place of a trial proceeding that can be asked, as the portal's schema and its recorded answers have it. */
export const PROCEEDING_LEAVES: readonly Leaf[] = [
  ["trialNumber", "code", "Trial number.", "PGR2026-00055"],
  ["lastModifiedDateTime", "timestamp", "Last modified date time.", "2026-06-05T19:10:56"],
  ...TRIAL_LEAVES,
  [
    "trialMetaData.fileDownloadURI",
    "code",
    "File download URI (trial).",
    "https://api.uspto.gov/api/v1/patent/ptab-files/PGR/2026/0005",
  ],
];
