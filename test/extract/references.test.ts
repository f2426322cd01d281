import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { extract, referenceKey } from "../../src/extract/index.js";

describe("document numbers", () => {
  test.each<[string, string]>([
    ["U.S. Patent No. 6,123,456", "US6123456"],
    ["US 6,425,718 B1", "US6425718"],
    ["US Patent 7993972", "US7993972"],
    ["U.S. Pat. No. 5,000,000", "US5000000"],
    ["Patent 8709494", "US8709494"],
    ["US 10,672,624", "US10672624"],
    ["US 5 722 618", "US5722618"],
    ["U.S. Patent No.8,055,910", "US8055910"],
    ["USPN 6,123,456", "US6123456"],
    ["US-9123456-B2", "US9123456"],
    ["US D456,789", "USD456789"],
    ["Des. 456,789", "USD456789"],
    ["RE41,234", "USRE41234"],
    ["U.S. Pat. No. Re. 35,312", "USRE35312"],
    ["PP12,345", "USPP12345"],
    ["U.S. Patent No. 5/874,928", "US5874928"],
    ["JP D1544321 S", "JPD1544321"],
    ["US 2018/0130905", "US20180130905"],
    ["U.S. 2017/0311296", "US20170311296"],
    ["US PGPUB No. 2017/0116259; Pub. Date: Apr. 27, 2017", "US20170116259"],
    ["PG Pub 2010/0115446", "US20100115446"],
    ["Pub. No. US 2010/0115446 A1", "US20100115446"],
    ["Patent Application Publication 20100115446", "US20100115446"],
    ["US20100115446A1", "US20100115446"],
    ["US-2015/0123456-A1", "US20150123456"],
    ["U.S. Patent Application No. 20080065606 to Boys", "US20080065606"],
    ["2013/0190527A1", "US20130190527"],
    ["US 2003 0123456 A1", "US20030123456"],
    ["WO 2012136906", "WO2012136906"],
    ["WO 2012/136906 A1", "WO2012136906"],
    ["WO\n2012/136906", "WO2012136906"],
    ["WO 02/10101 A1", "WO0210101"],
    ["wo 2012/136906 a1", "WO2012136906"],
    ["EP 1 234 567 B1", "EP1234567"],
    ["EP2452574A1", "EP2452574"],
    ["EP 0 123 456 A2", "EP0123456"],
    ["JP 2004-159476", "JP2004159476"],
    ["JP-A-2004-159476", "JP2004159476"],
    ["Japanese Patent Publication No. 2004-159476", "JP2004159476"],
    ["JP H05-123456", "JPH05123456"],
    ["KR 10-2010-0012345", "KR1020100012345"],
    ["KR20110012345A", "KR20110012345"],
    ["CN 1804138A", "CN1804138"],
    ["DE 10 2010 012 345 A1", "DE102010012345"],
    ["GB 692578", "GB692578"],
    ["GB 2,311,535", "GB2311535"],
    ["SG 71559", "SG71559"],
    ["FR 2900000", "FR2900000"],
    ["Itagaki; Takeshi US 20150044531 A1 ", "US20150044531"],
    ["20150044531", "US20150044531"],
    ["US 7,725,375 B2", "US7725375"],
    ["US 2013/0341529 A1", "US20130341529"],
  ])("%s is %s", (written, key) => {
    expect(referenceKey(written)).toBe(key);
  });

  test.each([
    "Application No. 16/269,712",
    "application Ser. No. 12/345,678",
    "copending Application No. 15103955.",
    "PCT/US2010/012345",
    "383 U.S. 1, 148 USPQ 459 (1966)",
    "181 F.2d 1019, 86 USPQ 70",
    "(571) 272-1234",
    "571-273-8300",
    "filed on 07/26/2012",
    "1,000,000 cells",
    "a plant 12,345 in size",
    "design 668,832",
    "reissue 45,678",
    "publications of 2009/48582",
    "SEQ ID NO:8128",
    "79 Fed. Reg. 74618",
    "https://www.govinfo.gov/content/pkg/FR-2014-12-16/pdf/2014-29414.pdf",
  ])("%s is no citation", (text) => {
    expect(extract(`See ${text} for that.`).citations).toEqual([]);
  });

  test.each<[string, string]>([
    ["Carey (4,950087)", "US4950087"],
    ["US 2018/130905", "US20180130905"],
    ["U.S. Publication No. 2009/48582", "US20090048582"],
    ["PG Pub 2009/48582", "US20090048582"],
    ["U.S. Pat. No. 6,l23,456", "US6123456"],
    ["U.S. Pat. No. 6,123,45O", "US6123450"],
  ])("%s is repaired and marked", (text, key) => {
    const found = extract(`Note ${text} as well.`);
    expect(found.citations).toMatchObject([{ normalized: key, repaired: true }]);
    expect(found.warnings.map((warning) => warning.code)).toContain("number-repaired");
  });

  const patent = fc.integer({ min: 3_000_000, max: 12_900_000 });
  const grouped = (number: number, separator: string) =>
    String(number).replace(/\B(?=(?:\d{3})+$)/g, separator);
  test("every spelling of a US patent meets in one key", () => {
    fc.assert(
      fc.property(
        patent,
        fc.constantFrom("U.S. Patent No. ", "US ", "US Patent ", "U.S. Pat. No. ", "USPN "),
        fc.constantFrom(",", "", " "),
        fc.constantFrom("", " B1", " B2", " A"),
        (number, lead, separator, kind) => {
          expect(
            extract(`Note ${lead}${grouped(number, separator)}${kind}, which is known.`).citations.map(
              (one) => one.normalized,
            ),
          ).toEqual([`US${number}`]);
        },
      ),
    );
  });
  test("every spelling of a US publication meets in one key", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2001, max: 2026 }),
        fc.integer({ min: 1, max: 499_999 }),
        fc.constantFrom(
          "US ",
          "U.S. Pub. No. ",
          "US PGPUB ",
          "U.S. Patent Application Publication No. ",
          "Pub. No. US ",
        ),
        fc.constantFrom("/", "", "-"),
        fc.constantFrom("", " A1", "A1"),
        (year, serial, lead, separator, kind) => {
          const digits = String(serial).padStart(7, "0");
          expect(
            extract(`Note ${lead}${year}${separator}${digits}${kind}, which is known.`).citations.map(
              (one) => one.normalized,
            ),
          ).toEqual([`US${year}${digits}`]);
        },
      ),
    );
  });
});

const names = (text: string) =>
  extract(text).rejections.map((rejection) =>
    rejection.references.map((reference) => `${reference.role[0]}:${reference.name}/${reference.normalized}`),
  );
const claim = "Claim 1 is rejected under 35 U.S.C. 103 as being unpatentable over ";

describe("the references of a rejection", () => {
  test.each<[string, string[]]>([
    [
      "Smith (US 6,123,456) in view of Jones (US 2010/0123456).",
      ["p:Smith/US6123456", "s:Jones/US20100123456"],
    ],
    [
      "Smith et al. (US 6,123,456, hereinafter Smith) and further in view of Jones et al. (hereinafter “Jones”) (U.S. Pub. No. 2010/0123456A1).",
      ["p:Smith/US6123456", "s:Jones/US20100123456"],
    ],
    [
      "US 2008/0042618 A1 (“Cromer”) in view of US 4149649 (“Szego”) as applied to claim 1 above, and further in view of WO 2008/044430 A1 (“Hirakawa”) (US 2010/0047673 A1 used as an English translation).",
      ["p:Cromer/US20080042618", "s:Szego/US4149649", "s:Hirakawa/WO2008044430"],
    ],
    ["Des. 456,789 in view of D345,678.", ["p:null/USD456789", "s:null/USD345678"]],
    [
      "U.S. Patent No. 9104782 to Visioli et al. (hereinafter Visioli) in view of U.S. Patent Application No. 20080065606 to Boys et al. (hereinafter Boys).",
      ["p:Visioli/US9104782", "s:Boys/US20080065606"],
    ],
    [
      "Lin et al, US 7,993,972 (hereafter Lin), in view of Scanlan et al., US 10,672,624, and Lin et al., US 9,818,734 (hereafter Lin 734).",
      ["p:Lin/US7993972", "s:Scanlan/US10672624", "s:Lin 734/US9818734"],
    ],
    [
      "Smith (US 6,123,456) as evidenced by Brown (US 7,111,222).",
      ["p:Smith/US6123456", "e:Brown/US7111222"],
    ],
    [
      "Smith (US 6,123,456) in conjunction with Jones (US 7,222,333) taken in conjunction with Brown.",
      ["p:Smith/US6123456", "s:Jones/US7222333", "s:Brown/null"],
    ],
    [
      "Smith (US 6,123,456), Jones (US 7,222,333), and Brown (US 7,111,222).",
      ["p:Smith/US6123456", "s:Jones/US7222333", "s:Brown/US7111222"],
    ],
    [
      "Smith (US 6,123,456) in view of McDonough (US 7,222,333) or Phillips (US 7,111,222).",
      ["p:Smith/US6123456", "s:McDonough/US7222333", "s:Phillips/US7111222"],
    ],
    ["Smith (US 6,123,456) in view of official notice.", ["p:Smith/US6123456"]],
    ["Smith (US 6,123,456) in view of Bjerge in view of Bjerge.", ["p:Smith/US6123456", "s:Bjerge/null"]],
    [
      "Adams. US Patent Application Publication US 20100169863 A1 (hereinafter Adams).",
      ["p:Adams/US20100169863"],
    ],
  ])("%s", (words, expected) => {
    expect(names(claim + words)).toEqual([expected]);
  });

  test("a short name is resolved to the document it was introduced for", () => {
    const found = extract(
      `${claim}Smith et al. (US 6,123,456) in view of Jones (US 7,222,333).\nClaim 2 is rejected under 35 U.S.C. 103 as being unpatentable over Smith and Jones as applied to claim 1 above, and further in view of Brown (US 7,111,222).`,
    );
    expect(found.rejections[1]!.references.map((reference) => reference.normalized)).toEqual([
      "US6123456",
      "US7222333",
      "US7111222",
    ]);
    expect(found.rejections[1]!.references[0]!.resolvedFrom).not.toBeNull();
  });

  test("official notice is told and is no reference", () => {
    expect(extract(`${claim}Smith (US 6,123,456) in view of Official Notice.`).rejections[0]).toMatchObject({
      officialNotice: true,
      references: [{ normalized: "US6123456" }],
    });
  });

  test.each([
    ["Applicant's Admitted Prior Art (AAPA) in view of Smith (US 6,123,456).", true],
    ["Smith (US 6,123,456) in view of the admission on page 3 of the specification.", true],
    ["Smith (US 6,123,456).", false],
  ])("what is admitted is told and is no reference: over %s", (over, admittedPriorArt) => {
    const [rejection] = extract(`${claim}${over}`).rejections;
    expect(rejection).toMatchObject({
      admittedPriorArt,
      references: [{ name: "Smith", normalized: "US6123456", role: "primary" }],
    });
    expect(rejection!.references).toHaveLength(1);
  });

  test("the reference patent of a double patenting rejection is its reference", () => {
    expect(
      names(
        "Claims 1-5 are rejected on the ground of nonstatutory double patenting as being unpatentable over claims 5, 22 and 23 of U.S. Patent No. 8,055,910 in view of Jones (US 7,222,333).",
      ),
    ).toEqual([["p:null/US8055910", "s:Jones/US7222333"]]);
  });

  test("a copending application is named, without a document number", () => {
    expect(
      names(
        "Claims 1-5 are provisionally rejected on the ground of nonstatutory double patenting as being unpatentable over claims 1-5 of copending Application No. 15/103,955 (reference application).",
      ),
    ).toEqual([["p:application 15103955/null"]]);
  });
});

describe("the context of a citation", () => {
  const text = [
    "This application is a continuation of 12/345,678, now U.S. Patent No. 8,000,001.",
    `${claim}Smith (US 6,123,456).`,
    "Smith discloses a widget (col. 3, lines 20-35; Fig. 2; paragraph [0042]).",
    "Response to Arguments\nApplicant argues that Green (US 5,555,555) teaches away.",
    "Conclusion\nThe prior art made of record and not relied upon is considered pertinent to applicant's disclosure: Kibkalo et al. (US Pat. 7,493,258).",
    "This application is a continuation of US Patent 9,111,222.",
    "Any inquiry concerning this communication should be directed to A B whose telephone number is (571) 272-1234.",
  ].join("\n");
  test.each([
    ["US8000001", "mentioned-family"],
    ["US6123456", "relied"],
    ["US5555555", "mentioned"],
    ["US7493258", "of-record-not-relied"],
    ["US9111222", "mentioned-family"],
  ])("%s is %s", (key, context) => {
    expect(extract(text).citations.find((one) => one.normalized === key)?.context).toBe(context);
  });
  test("passages belong to the reference named before them", () => {
    expect(
      extract(text)
        .citations.find((one) => one.normalized === "US6123456")!
        .passages.map((passage) => [passage.kind, passage.text]),
    ).toEqual([
      ["column-line", "col. 3, lines 20-35"],
      ["figure", "Fig. 2"],
      ["paragraph", "paragraph [0042]"],
    ]);
  });
});

describe("literature that a rejection knows by name alone", () => {
  const over = (words: string) =>
    extract(`Claim 1 is rejected under 35 U.S.C. 103 as being unpatentable over ${words}`).rejections[0]!
      .references;
  test.each([
    ["the Merck Index.", ["npl"]],
    [
      "Smith (US 6,123,456) in view of Goodman and Gilman's The Pharmacological Basis of Therapeutics.",
      ["us-patent", "npl"],
    ],
    ["Kotler, Marketing Management in view of Official Notice.", ["npl"]],
    ["3GPP TS 36.331 V10.1.0 (hereinafter 3GPP) in view of Ono (US 6,123,456).", ["npl", "us-patent"]],
    ["the IEEE 802.11 standard in view of Ono (US 6,123,456).", ["npl", "us-patent"]],
    ["Howard in view of Ono (US 6,123,456).", ["us-patent", "us-patent"]],
    ["Sony, Panasonic Electronics in view of Ono (US 6,123,456).", ["us-patent", "us-patent"]],
  ])("%s", (words, kinds) => {
    expect(over(words).map((one) => one.kind)).toEqual(kinds);
  });

  test("the rejection and the list of citations say the same of it", () => {
    const found = extract(
      'Claim 1 is rejected under 35 U.S.C. 103 as being unpatentable over Kingma et al. in view of Vaswani et al.\nKingma, "Adam: a method for stochastic optimization", arXiv, 2014, teaches momentum.',
    );
    expect(found.rejections[0]!.references[0]!.kind).toBe("npl");
    expect(found.citations.map((one) => [one.raw, one.kind])).toEqual([
      ["Kingma et al", "npl"],
      ["Vaswani et al", "us-patent"],
    ]);
  });
});
