import type { Schema } from "../../server/route.js";
import { object } from "../../server/schemas.js";

/** What every answer to a question about a dataset begins with. */
export const ECHO: Readonly<Record<string, Schema>> = {
  snapshot: { type: "string", description: "The snapshot the answer comes from." },
  dataset: { type: "string", description: "Key and version of the dataset." },
  criteria: { type: "string", description: "The criteria as received." },
  meaning: { type: "string", description: "The criteria in words." },
  duplicates: { type: "string", enum: ["include", "exclude"] },
  source: { type: ["string", "null"] },
};

export const ERROR: Schema = object({
  code: { type: "string", description: "Never changes; see the list of error codes." },
  message: { type: "string" },
  field: { type: ["string", "null"], description: "The parameter or field that is wrong." },
  position: { type: ["integer", "null"], description: "Character of the criteria, from 0." },
  suggestion: { type: ["string", "null"], description: "What was probably meant." },
  requestId: { type: "string" },
});
