import type { Predicate } from "../../query/index.js";
import { readApplicationNumber } from "../../query/index.js";
import type { Question } from "./question.js";
import type { Asked } from "./route.js";

/** Narrows a question to lists of ids or application numbers, as the parameters `ids` and `applications` give them. */
export function withIdentifiers(question: Question, asked: Asked): Question {
  const narrowings: Predicate[] = [];
  const ids = asked.list("ids");
  if (ids) {
    const columns = ["record_id", "document_id"].filter((column) =>
      question.dataset.fields.some((each) => each.column === column),
    );
    narrowings.push({ kind: "or", children: columns.map((column) => ({ kind: "in", column, values: ids })) });
  }
  const applications = asked.list("applications");
  if (applications)
    narrowings.push({
      kind: "in",
      column: "application_number",
      values: rejoined(applications).map((each) => readApplicationNumber(each, "applications")),
    });
  if (narrowings.length === 0) return question;
  const predicate: Predicate = { kind: "and", children: [...narrowings, question.predicate] };
  return { ...question, predicate, selection: { ...question.selection, predicate } };
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
