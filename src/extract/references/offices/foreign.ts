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
  const taken = (OFFICE_FORMATS.get(country) ?? OTHERS).read(cluster, country, era);
  if (!taken) return null;
  const number = era + taken.replace(/\D/g, "");
  const end = at + taken.length;
  return withKind(clean, { start: from, end, kind: "foreign", country, number, repaired: false, rule });
}
