import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const FORM = /^artunit_([ko])_([0-9a-f]{48})([0-9a-f]{8})$/;

/**
 * A new key: a beginning by which people and scanners of secrets know it (`artunit_k_`, the operator's `artunit_o_`), 192
 * random bits and the CRC-32 of all before it, so that a mistyped one is told from a wrong one.
 */
export function makeKey(isOperator: boolean): string {
  const start = `artunit_${isOperator ? "o" : "k"}_${randomBytes(24).toString("hex")}`;
  return start + checksum(start);
}

/** Whether it has the form of a key that is made here, and whether its checksum fits. */
export function formOfKey(key: string): "sound" | "mistyped" | "foreign" {
  if (!key.startsWith("artunit_")) return "foreign";
  const fits = FORM.exec(key);
  return fits && checksum(key.slice(0, -8)) === fits[3] ? "sound" : "mistyped";
}

function checksum(start: string): string {
  return crc32(start).toString(16).padStart(8, "0");
}
