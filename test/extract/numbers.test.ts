import { expect, test } from "vitest";
import { referenceKey } from "../../src/extract/index.js";

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
  // The series in words, and zeros left out.
  ["Plant 12,345", "USPP12345"],
  ["US Plant Pat. No. 12,345 P2", "USPP12345"],
  ["Reissue 45,678", "USRE45678"],
  ["Reissued Patent 45678 E1", "USRE45678"],
  ["Design 668,832", "USD668832"],
  ["Design Patent No. 1,012,345", "USD1012345"],
  ["US D1,012,345 S", "USD1012345"],
  ["U.S. Patent No. Des. 98,765", "USD98765"],
  ["Statutory Invention Registration H1,234", "USH1234"],
  ["SIR No. H1234", "USH1234"],
  ["Defensive Publication T912,345", "UST912345"],
  ["US Publication No. 2009/48582", "US20090048582"],
  ["United States Pub. 2009/48582 A1", "US20090048582"],
  ["US 2009/1", "US20090000001"],
  ["US 2001-2005", null],
  ["Reissue application 15/123,456", null],
  ["Design 3", null],
  // What is numbered is no document, or may be one of an office as well as none.
  ["Pan 6807434", "US6807434"],
  ["DE WITT 6807434", "US6807434"],
  ["SE Hardware 1234567", null],
  ["IN Software 6807434", null],
  ["Part No. 1234567", null],
  ["Tanaka, PMID 1234567", null],
  ["79 FR 74618", null],
  ["PCT/JP2010/012345", null],
  ["application no. 16/269,712", null],
])("%s is %s", (written, key) => {
  expect(referenceKey(written)).toBe(key);
});
