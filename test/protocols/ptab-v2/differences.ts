interface Difference {
  /** Of the records that are loaded here. */
  readonly total?: number;
  /** Documents of one day stand in an order that is not known. */
  readonly unordered?: true;
  readonly why: string;
}

/** Where our answers knowingly differ from recorded ones of PTAB API v2, and why. */
export const DIFFERENCES: ReadonlyMap<string, Difference> = new Map([
  [
    "documents_by_proceeding.json",
    { total: 25, unordered: true, why: "One page was recorded, and is loaded." },
  ],
  ["documents_sorted.json", { total: 25, unordered: true, why: "One page was recorded, and is loaded." }],
  ...[
    "proceedings_by_party.json",
    "proceedings_offset.json",
    "proceedings_offset_1.json",
    "proceedings_offset_2.json",
  ].map((name): [string, Difference] => [
    name,
    { total: 26, why: "One page was recorded; with it, another recorded proceeding of the party is loaded." },
  ]),
]);
