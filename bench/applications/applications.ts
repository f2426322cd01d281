/** Numbers from 0 to 1, always the same ones for a seed. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Words of titles and names; as a vocabulary of some thousand, of which few are frequent. */
const SYLLABLES = [
  "bat",
  "tery",
  "cell",
  "lith",
  "ium",
  "opt",
  "ical",
  "sen",
  "sor",
  "wire",
  "less",
  "poly",
  "mer",
  "data",
  "net",
];
const FIRST = [
  "Steven",
  "Bruce",
  "Anna",
  "Maria",
  "Wei",
  "Takashi",
  "Rajesh",
  "Ingrid",
  "Pedro",
  "Yuki",
  "John",
  "Chih-Ming",
];
const LAST = [
  "Visco",
  "Katz",
  "Nguyen",
  "Smith",
  "Tanaka",
  "Kumar",
  "Svensson",
  "Garcia",
  "Lee",
  "Miller",
  "Schmidt",
  "Chen",
];
const STATES: readonly (readonly [code: number, status: string, share: number])[] = [
  [150, "Patented Case", 0.6],
  [161, "Abandoned  --  Failure to Respond to an Office Action", 0.2],
  [41, "Non Final Action Mailed", 0.1],
  [30, "Docketed New Case - Ready for Examination", 0.1],
];
/** Events in the order in which they come, with their words. */
const EVENTS = [
  ["IEXX", "Initial Exam Team nn"],
  ["SCAN", "IFW Scan & PACR Auto Security Review"],
  ["BIG.", "Entity Status Set To Undiscounted (Initial Default Setting or Status Change)"],
  ["FLRCPT.O", "Filing Receipt"],
  ["OIPE", "Application Dispatched from OIPE"],
  ["DOCK", "Case Docketed to Examiner in GAU"],
  ["PG-ISSUE", "PG-Pub Issue Notification"],
  ["CTNF", "Non-Final Rejection"],
  ["MCTNF", "Mail Non-Final Rejection"],
  ["A...", "Response after Non-Final Action"],
  ["FWDX", "Date Forwarded to Examiner"],
  ["N/=.", "Notice of Allowance Data Verification Completed"],
  ["MN/=.", "Mail Notice of Allowance"],
  ["IFEE", "Issue Fee Payment Received"],
  ["PGM/", "Recordation of Patent Grant Mailed"],
] as const;

/** The state whose share of all a number from 0 to 1 falls into. */
function stateAt(roll: number): (typeof STATES)[number] {
  let below = 0;
  for (const state of STATES) {
    below += state[2];
    if (roll < below) return state;
  }
  return STATES[0]!;
}

/** Records of one year of filing, of the members and about the size that recorded ones have (some 12 KB). */
export function* applications(year: number, from: number, count: number, seed: number): Generator<object> {
  const next = random(seed * 1_000 + year);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  // Of two numbers the less is small more often: few words are frequent.
  const word = () => {
    const rank = Math.floor(Math.min(next(), next()) * 3_000);
    return pick2(rank) + (rank >= 225 ? (SYLLABLES[rank % 13] ?? "") : "");
  };
  const pick2 = (rank: number) => SYLLABLES[rank % 15]! + SYLLABLES[Math.floor(rank / 15) % 15]!;
  const day = (after = 0) =>
    new Date(Date.UTC(year, 0, 1) + Math.floor(next() * 365 + after) * 86_400_000).toISOString().slice(0, 10);
  for (let at = 0; at < count; at++) yield application(from + at);

  function application(nth: number): object {
    const number = String(16_000_000 + nth);
    const roll = next();
    const [code, status] = stateAt(roll);
    const filed = day();
    const granted = code === 150 ? { patentNumber: String(10_000_000 + nth), grantDate: day(900) } : {};
    const inventors = Array.from({ length: 1 + Math.floor(next() * 4) }, person);
    const unit = String(1600 + Math.floor(next() * 22) * 100 + Math.floor(next() * 40));
    const firm = `${word().toUpperCase()} ${word().toUpperCase()} LLP`;
    const events = EVENTS.slice(0, code === 150 ? 15 : 9).flatMap(
      ([eventCode, eventDescriptionText], index) => {
        const eventDate = day(index * 60);
        return [
          { eventCode, eventDescriptionText, eventDate },
          ...(next() < 0.6
            ? [{ eventCode: "EML_NTR", eventDescriptionText: "Email Notification", eventDate }]
            : []),
        ];
      },
    );
    const [main, sub] = [String(100 + Math.floor(next() * 600)), String(1 + Math.floor(next() * 500))];
    return {
      eventDataBag: events.reverse(),
      applicationMetaData: {
        firstInventorToFileIndicator: next() < 0.9 ? "Y" : "N",
        applicationStatusCode: code,
        applicationTypeCode: "UTL",
        entityStatusData: {
          smallEntityStatusIndicator: next() < 0.3,
          businessEntityStatusCategory: "Regular Undiscounted",
        },
        filingDate: filed,
        uspcSymbolText: `${main}/${sub}`,
        nationalStageIndicator: false,
        firstInventorName: inventors[0]!.inventorNameText,
        cpcClassificationBag: Array.from(
          { length: 4 },
          () => `H01M  ${Math.floor(next() * 60)}/${Math.floor(next() * 90)}`,
        ),
        effectiveFilingDate: filed,
        publicationDateBag: [day(500)],
        publicationSequenceNumberBag: [String(200_000 + (nth % 99_999)).padStart(7, "0")],
        earliestPublicationDate: day(500),
        applicationTypeLabelName: "Utility",
        applicationStatusDate: day(1_000),
        class: main,
        applicationTypeCategory: "REGULAR",
        inventorBag: inventors,
        applicationStatusDescriptionText: status,
        ...granted,
        applicantBag: [
          {
            applicantNameText: `${word()} ${word()} Corporation`,
            correspondenceAddressBag: [place("postal")],
          },
        ],
        firstApplicantName: `${word()} Corporation`,
        customerNumber: 20_000 + Math.floor(next() * 90_000),
        groupArtUnitNumber: unit,
        earliestPublicationNumber: `US${year + 1}0${200_000 + (nth % 99_999)}A1`,
        inventionTitle: Array.from({ length: 4 + Math.floor(next() * 6) }, () => word().toUpperCase()).join(
          " ",
        ),
        applicationConfirmationNumber: 1_000 + Math.floor(next() * 9_000),
        examinerNameText: `${pick(LAST).toUpperCase()}, ${pick(FIRST).toUpperCase()} ${word().toUpperCase()}`,
        subclass: sub,
        publicationCategoryBag: ["Pre-Grant Publications - PGPub"],
        docketNumber: `${word().toUpperCase()}${Math.floor(next() * 10_000)}US`,
      },
      parentContinuityBag:
        next() < 0.4
          ? [
              {
                parentApplicationStatusCode: 150,
                firstInventorToFileIndicator: false,
                claimParentageTypeCode: "CON",
                claimParentageTypeCodeDescriptionText: "is a Continuation of",
                parentApplicationStatusDescriptionText: "Patented Case",
                parentApplicationNumberText: String(14_000_000 + nth),
                parentApplicationFilingDate: day(-1_000),
                childApplicationNumberText: number,
                parentPatentNumber: String(9_000_000 + nth),
              },
            ]
          : [],
      patentTermAdjustmentData: {
        applicantDayDelayQuantity: 0,
        overlappingDayQuantity: 0,
        ipOfficeAdjustmentDelayQuantity: 0,
        cDelayQuantity: 0,
        adjustmentTotalQuantity: Math.floor(next() * 400),
        bDelayQuantity: 0,
        nonOverlappingDayDelayQuantity: 304,
        aDelayQuantity: 304,
        patentTermAdjustmentHistoryDataBag: events.map((event, index) => ({
          applicantDayDelayQuantity: 0,
          eventDescriptionText: event.eventDescriptionText,
          eventSequenceNumber: events.length - index,
          originatingEventSequenceNumber: 0,
          ptaPTECode: "PTA",
          ipOfficeDayDelayQuantity: 0,
          eventDate: event.eventDate,
        })),
      },
      lastIngestionDateTime: "2026-05-02T13:00:02",
      recordAttorney: {
        customerNumberCorrespondenceData: {
          powerOfAttorneyAddressBag: [{ ...place("commercial"), nameLineOneText: firm }],
          patronIdentifier: 22_434,
        },
        powerOfAttorneyBag: Array.from({ length: 3 }, () => attorney(firm)),
        attorneyBag: Array.from({ length: 4 }, () => attorney(firm)),
      },
      applicationNumberText: number,
      correspondenceAddressBag: [{ ...place("commercial"), nameLineOneText: firm }],
    };
  }

  function place(postalAddressCategory: string) {
    return {
      cityName: pick(["Oakland", "Berkeley", "Tokyo", "Munich", "Boston"]),
      geographicRegionName: "CALIFORNIA",
      geographicRegionCode: "CA",
      countryCode: "US",
      postalCode: String(10_000 + Math.floor(next() * 89_999)),
      countryName: "UNITED STATES",
      postalAddressCategory,
    };
  }

  function person() {
    const [firstName, lastName] = [pick(FIRST), pick(LAST)];
    return {
      firstName,
      lastName,
      countryCode: "US",
      inventorNameText: `${firstName} ${lastName}`,
      correspondenceAddressBag: [{ ...place("residence"), nameLineOneText: `${lastName}, ${firstName}` }],
    };
  }

  function attorney(firm: string) {
    return {
      activeIndicator: "ACTIVE",
      firstName: pick(FIRST).toUpperCase(),
      lastName: pick(LAST).toUpperCase(),
      registrationNumber: String(30_000 + Math.floor(next() * 50_000)),
      attorneyAddressBag: [
        { ...place("commercial"), nameLineOneText: firm, addressLineOneText: "PO BOX 70250" },
      ],
      telecommunicationAddressBag: [{ telecommunicationNumber: "510-663-1100", telecomTypeCode: "TEL" }],
      registeredPractitionerCategory: "ATTNY",
    };
  }
}
