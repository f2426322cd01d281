import { expect, test } from "vitest";
import { normalizeReference } from "../../src/extract/index.js";

/** One number of each office and of each way of writing it. */
test.each([
  ["U.S. Patent No. 6,123,456", "US6123456"],
  ["US 2018/0130905 A1", "US20180130905"],
  ["US 2018/130905", "US20180130905"],
  ["U.S. Patent No. 5/874,928", "US5874928"],
  ["U.S. Design Patent No. D412,345", "USD412345"],
  ["US RE35,612", "USRE35612"],
  ["WO 2012/136906 A1", "WO2012136906"],
  ["WO 99/12345", "WO9912345"],
  ["JP H05-123456", "JPH05123456"],
  ["JP 2004 159476", "JP2004159476"],
  ["KR 10 2010 0123456", "KR1020100123456"],
  ["CN 200810012345.6", "CN2008100123456"],
  ["DE 10 2009 012345", "DE102009012345"],
  ["EP 1 234 567 B1", "EP1234567"],
  ["Japanese Patent Publication No. 2004-159476", "JP2004159476"],
  ["79 FR 74618", null],
  ["PCT/JP2010/012345", null],
  ["application no. 16/269,712", null],
])("%s is %s", (written, key) => {
  expect(normalizeReference(written)).toBe(key);
});
