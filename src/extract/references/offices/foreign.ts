import type { DocumentNumber } from "../documentNumber.js";
import { withKind } from "../kindCode.js";
import { CN } from "./cn.js";
import { DE } from "./de.js";
import type { OfficeFormat } from "./groupsOfDigits.js";
import { JP } from "./jp.js";
import { KR } from "./kr.js";
import { OTHERS } from "./others.js";
import { WO } from "./wo.js";

/** The offices whose numbers are written in a way of their own. How many digits each has is in vocabulary/offices.ts. */
export const OFFICE_FORMATS: ReadonlyMap<string, OfficeFormat> = new Map([
  ["WO", WO],
  ["JP", JP],
  ["KR", KR],
  ["CN", CN],
  ["DE", DE],
]);

/** The letter of an era right before the digits of an office's number; "" where there is none. */
export function eraBefore(country: string, lower: string, at: number): string {
  const { era } = OFFICE_FORMATS.get(country) ?? OTHERS;
  return era?.(lower.slice(Math.max(0, at - ERA_REACH), at)) ?? "";
}
/** "tokukai heisei ": no era is longer. */
const ERA_REACH = 20;

/** A foreign number whose digits begin at `at` and whose code or name at `from`; null if the digits fit no such number. */
export function readForeign(
  clean: string,
  country: string,
  from: number,
  at: number,
  cluster: string,
  rule: string,
  era = "",
): DocumentNumber | null {
  const format = OFFICE_FORMATS.get(country) ?? OTHERS;
  const taken = format.read(cluster, country, era);
  if (!taken) return null;
  const number = format.number?.(taken, era) ?? era + taken.replace(/\D/g, "");
  const end = at + taken.length;
  return withKind(clean, { start: from, end, kind: "foreign", country, number, repaired: false, rule });
}
