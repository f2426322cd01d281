/** Files of the planted family, large enough to be built in several ranges. */

export const MARK_COUNT = 3_000;
export const HEARING_COUNT = 200;

const day = (at: number) => `20${String(10 + (at % 10))}-0${1 + (at % 9)}-1${at % 10}`;

/** Lists as a table holds them: numbers joined with commas, texts as JSON. */
export function marksCsv(from = 0, to = MARK_COUNT): string {
  const lines = Array.from({ length: to - from }, (_, i) => {
    const at = from + i;
    const owners = at % 3 === 0 ? "" : `"[""Owner ${at % 50}"",""=Acme, Inc.""]"`;
    const classes = at % 4 === 0 ? "" : `"${at % 9},${(at % 5) + 20}"`;
    return `${70_000_000 + at * 7},00${at % 90},${at % 2},${["order", "select", ""][at % 3]},${day(at)},${at / 8},${day(at)}T12:00:0${at % 10},${classes},${owners}`;
  });
  return ["mark_number,art_unit,is_live,group,registered_on,weight,seen_at,classes,owners", ...lines].join(
    "\n",
  );
}

/** The first marks again, seen later and heavier. */
export function laterMarksCsv(): string {
  return [
    "mark_number,art_unit,is_live,group,registered_on,weight,seen_at,classes,owners",
    ...Array.from(
      { length: 10 },
      (_, at) => `${70_000_000 + at * 7},0099,1,order,${day(at)},1000.5,2026-01-01T00:00:00,9,`,
    ),
  ].join("\n");
}

export function weighingsCsv(): string {
  return [
    "weighing_number,art_unit,weighed_on,is_final,order,grams",
    ...Array.from(
      { length: MARK_COUNT },
      (_, at) =>
        `${1_000_000 + (at % 1_500)},0${100 + (at % 40)},${day(at)},${at % 2},${at % 7},${at === 5 ? "much" : at / 4}`,
    ),
  ].join("\n");
}

export function hearingsJson(changed = 0): string {
  const hearing = (at: number, isChanged: boolean) => ({
    hearingIdentifier: `H-${at}`,
    applicationNumberText: `14/574,${String(at % 100).padStart(3, "0")}`,
    hearingData: {
      heardDate: day(at),
      art_unit: `00${at % 90}`,
      judgeBag: [`Judge ${at % 7}`, ...(isChanged ? ["Judge New"] : [])],
      minutes: at % 5 === 0 ? [] : [at % 60, 30],
      notKnown: { deep: [1, null, "x"] },
    },
    lastIngestionDateTime: isChanged ? "2026-01-01T00:00:00" : "2020-01-31T12:00:00",
  });
  const count = changed > 0 ? changed : HEARING_COUNT;
  return JSON.stringify({
    count,
    plantedHearingDataBag: Array.from({ length: count }, (_, at) => hearing(at, changed > 0)),
  });
}
