import type { Parameter } from "../../../server/route.js";
import { SOURCE } from "../../../server/usualParameters.js";
import { SOURCES } from "../values.js";

/** Which rows of Office actions answer, where more than one table is asked. */
export const ROW_SOURCE: Parameter = {
  ...SOURCE,
  kind: "choice",
  choices: SOURCES,
  meaning: "Only rows of this source, preferred or not; the preferred rows when absent.",
};
