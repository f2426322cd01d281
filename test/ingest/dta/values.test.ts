import { expect, test } from "vitest";
import { numberReader, numberText } from "../../../src/ingest/dta/numbers.js";
import { countedBy, timeText } from "../../../src/ingest/dta/stataDays.js";

test.each([
  ["%td", 19_052, "2012-02-29"],
  ["%d", 19_052, "2012-02-29"],
  ["%tdCCYY-NN-DD", 19_052, "2012-02-29"],
  ["%dD_m_Y", 19_052, "2012-02-29"],
  ["%-td", -1, "1959-12-31"],
  ["%td", 19_052.9, "2012-02-29"],
  ["%td", -1e9, null],
  ["%td", 1e12, null],
  ["%tc", 19_052 * 86_400_000, "2012-02-29T00:00:00"],
  ["%tcHH:MM", 19_052 * 86_400_000 + 1, "2012-02-29T00:00:00.001"],
  // 24 leap seconds had passed on that day, 25 after the one that ended the 30th of June.
  ["%tC", 19_052 * 86_400_000 + 24_000, "2012-02-29T00:00:00"],
  ["%tC", 19_174 * 86_400_000 + 24_000 - 1_000, "2012-06-29T23:59:59"],
  ["%tC", 19_175 * 86_400_000 + 24_000 - 1_000, "2012-06-30T23:59:59"],
  ["%tC", 19_175 * 86_400_000 + 24_000, "2012-06-30T23:59:59"],
  ["%tC", 19_175 * 86_400_000 + 25_000, "2012-07-01T00:00:00"],
  ["%tw", 0, "1960w1"],
  ["%tw", -1, "1959w52"],
  ["%tm", 625, "2012m2"],
  ["%tq", 209, "2012q2"],
  ["%th", 105, "2012h2"],
] as const)("shown as %s, %d is %s", (format, value, text) => {
  const counted = countedBy(format);
  expect(counted).not.toBeNull();
  expect(timeText(value, counted as Exclude<typeof counted, null | "business-day">)).toBe(text);
});

test.each(["%9.0g", "%08.0f", "%ty", "%10.2fc", "%12s", "%tg"])("%s is no day", (format) => {
  expect(countedBy(format)).toBeNull();
});

test.each([
  [12_000_001, "double", "%10.0g", "12000001"],
  [9_000_001, "long", "%08.0f", "09000001"],
  [73, "int", "%03.0f", "073"],
  [73, "int", "%03.0g", "073"],
  [-7, "int", "%03.0f", "-7"],
  [7, "double", "%0200.0f", "7".padStart(24, "0")],
  [0.1, "double", "%9.0g", "0.1"],
  [Math.fround(0.1), "float", "%9.0g", "0.1"],
  [Math.fround(16_777_217), "float", "%9.0g", "16777216"],
  [-0, "double", "%9.0g", "0"],
] as const)("%d as %s shown as %s is written %s", (value, type, format, text) => {
  expect(numberText(value, type, format)).toBe(text);
});

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");

// The values of the format's description: the largest number, `.`, `.a` and `.z`.
test.each([
  ["byte", "64", 100],
  ["byte", "65", null],
  ["byte", "66", null],
  ["byte", "7f", null],
  ["byte", "81", -127],
  ["int", "7f e4", 32_740],
  ["int", "7f e5", null],
  ["int", "7f ff", null],
  ["long", "7f ff ff e4", 2_147_483_620],
  ["long", "7f ff ff e5", null],
  ["long", "7f ff ff ff", null],
  ["float", "7e ff ff ff", 1.7014117331926443e38],
  ["float", "7f 00 00 00", null],
  ["float", "7f 00 08 00", null],
  ["float", "7f 00 d0 00", null],
  ["double", "7f df ff ff ff ff ff ff", 8.988465674311579e307],
  ["double", "7f e0 00 00 00 00 00 00", null],
  ["double", "7f e0 01 00 00 00 00 00", null],
  ["double", "7f e0 1a 00 00 00 00 00", null],
  ["double", "ff f0 00 00 00 00 00 00", null],
] as const)("as %s, %s is %s, in either order of bytes", (type, bytes, value) => {
  expect(numberReader(type, true)(hex(bytes), 0)).toBe(value);
  expect(numberReader(type, false)(hex(bytes).reverse(), 0)).toBe(value);
});
