import { datasetName, HOUSE } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import type { Predicate } from "../../query/index.js";
import { readStoredNumbers } from "../../query/index.js";
import type { Asked } from "../../server/route.js";
import type { Question } from "./question.js";

/** Narrows a question to lists of ids or application numbers, as the parameters `ids` and `applications` give them. */
export function withIdentifiers(question: Question, asked: Asked): Question {
  const { dataset } = question;
  const { document, application } = dataset.table.roles;
  const published = (column: string | undefined): readonly string[] =>
    column !== undefined && dataset.fields.some((each) => each.column === column) ? [column] : [];
  const narrowings: Predicate[] = [];
  const ids = asked.list("ids");
  if (ids) {
    const columns = [...published(HOUSE.record), ...published(document)];
    if (columns.length === 0) throw nothingCalledSo(question, "ids", "neither row ids nor document ids");
    narrowings.push({ kind: "or", children: columns.map((column) => ({ kind: "in", column, values: ids })) });
  }
  const applications = asked.list("applications");
  if (applications) {
    if (application === undefined) throw nothingCalledSo(question, "applications", "no application numbers");
    narrowings.push({
      kind: "in",
      column: application,
      values: rejoined(applications).flatMap((each) => readStoredNumbers(each, "applications")),
    });
  }
  if (narrowings.length === 0) return question;
  const predicate: Predicate = { kind: "and", children: [...narrowings, question.predicate] };
  return { ...question, predicate, selection: { ...question.selection, predicate } };
}

/** An identifier that no record has would be a silent nothing. */
function nothingCalledSo({ dataset }: Question, parameter: string, lacks: string): ArtunitError {
  return new ArtunitError(
    "bad-parameter",
    `The records of ${datasetName(dataset)} have ${lacks}. Ask without "${parameter}", or by criteria.`,
    { field: parameter },
  );
}

/** A list in a URL is split at its commas, also at the one that 14/574,014 is written with. */
function rejoined(parts: readonly string[]): readonly string[] {
  const numbers: string[] = [];
  for (const part of parts) {
    const before = numbers.at(-1);
    if (before !== undefined && /(^|\D)\d{2}\/?\d{3}$/.test(before) && /^\d{3}$/.test(part))
      numbers[numbers.length - 1] = `${before},${part}`;
    else numbers.push(part);
  }
  return numbers;
}
