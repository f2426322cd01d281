import { dayOf } from "../../../catalog/index.js";
import { facts } from "../../../portal/components.js";
import { type Html, html } from "../../../server/html.js";
import { nextBusinessDay, noBusinessDay } from "./businessDays.js";

const PERIOD = /\bperiod\s+for\s+(?:reply|response)\b[^.]{0,60}\b(?:expire|set\s+to)[^.]{0,160}\./i;
/** What stands before it in its sentence. */
const BEGINNING = /[^.\n]{0,120}$/;
const SIGNED =
  /\/\s*([A-Z][^/\n]{2,60}?)\s*\/[\s,]{0,10}(?:(?:Supervisory\s+|Primary\s+|Assistant\s+)*(?:Patent\s+)?Examiner)/i;

/** What the action itself says of the period for reply and of who signed, in its words, and the day it comes to. */
export function letterFacts(text: string, mailed: string | null): Html | null {
  const period = periodIn(text);
  const signed = SIGNED.exec(text)?.[1]?.trim();
  if (!period && !signed) return null;
  const ends = period && mailed ? endOfPeriod(period, mailed) : null;
  return html`${facts([
    ["Period for reply, as the action states it", period ?? null],
    ["Ends, computed by us", ends && lastDayToReply(ends)],
    ["Signed", signed ?? null],
  ])}
${
  ends
    ? html`<p class="hint">Computed from the day of mailing and the period the action sets (37 CFR 1.134). A day that is a Saturday, a Sunday or a federal holiday within the District of Columbia (5 U.S.C. 6103) gives way to the next business day (37 CFR 1.7(a)); days on which the Office was closed for another reason are not known here. Extensions may be had under 37 CFR 1.136(a), six months from mailing being the most (35 U.S.C. 133). No legal advice.</p>`
    : null
}`;
}

/** The sentence that sets the period, as far as it may be told; looked for by its words, which a long text holds once. */
function periodIn(text: string): string | null {
  const found = PERIOD.exec(text);
  if (found === null) return null;
  const [before = ""] = BEGINNING.exec(text.slice(Math.max(0, found.index - 120), found.index)) ?? [];
  return `${before}${found[0]}`.replace(/\s+/g, " ").trim();
}

const NUMBERS: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };

/** The last day of a period of months or days from the day of mailing; null where it states none. */
export function endOfPeriod(period: string, mailed: string): string | null {
  const [, words = "", digits, unit = ""] =
    /\b(one|two|three|four|five|six|\d{1,3})\s*(?:\((\d{1,3})\)\s*)?-?\s*(months?|days?)\b/i.exec(period) ??
    [];
  const number = Number(digits ?? NUMBERS[words.toLowerCase()] ?? words);
  if (unit === "" || !Number.isInteger(number) || number < 1) return null;
  const [year = 0, month = 0, day = 0] = mailed.split("-").map(Number);
  if (/day/i.test(unit)) return iso(Date.UTC(year, month - 1, day + number));
  // From the 31st the period ends with the month that has no such day (MPEP 710.01(a)).
  const last = new Date(Date.UTC(year, month - 1 + number + 1, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + number, Math.min(day, last)));
}

/** The day by which a reply is in time, and why it is another than the last day of the period. */
export function lastDayToReply(ends: string): string {
  const why = noBusinessDay(ends);
  return why === null ? ends : `${nextBusinessDay(ends)} (${ends} is ${why}; 37 CFR 1.7(a))`;
}

function iso(instant: number): string {
  return dayOf(new Date(instant));
}
