import { type Action, endings, flagBit, isNumericId } from "./action-store.js";
import { type ClaimList, ClaimLists } from "./claim-lists.js";
import { actionSubtypes, actionTypes } from "./columns.js";
import { dateOf, dayOf, instantOf } from "./days.js";
import { Deck } from "./deck.js";
import type { Random } from "./random.js";
import { otherStates, paragraphsOf102, paragraphsOf103, paragraphsOf112, type Shape } from "./shape.js";
import {
  abstractIdeaClasses,
  allArtUnits,
  allClasses,
  documentEndings,
  shareHeldTwice,
  type TechnologyCenter,
  technologyCenters,
} from "./vocabulary.js";

interface Rejection {
  /** Index into `actionTypes` and `actionSubtypes`. */
  readonly type: number;
  readonly subtype: number;
  readonly claims: ClaimList;
  /** Bits 0-3: Alice, Bilski, Mayo, Myriad. */
  readonly decisions: number;
}

/** One ground of one action and how many listed references it rests on. */
export interface Reliance {
  readonly type: number;
  readonly subtype: number;
  readonly references: number;
}

export interface ExaminedAction {
  readonly action: Action;
  readonly rejections: readonly Rejection[];
  readonly reliances: readonly Reliance[];
  /** The second of two rows for one document. */
  readonly isDuplicate: boolean;
}

const lastDay = dayOf("2017-07-11");
const sentinelDay = dayOf("2001-01-01");
const firstInventorToFile = dayOf("2013-03-16");
const aliceDecided = dayOf("2014-06-19");
const bilskiDecided = dayOf("2010-06-28");
const mayoDecided = dayOf("2012-03-20");
const myriadDecided = dayOf("2013-06-13");
const numericIdsFrom = dayOf("2015-10-01");
const heldTwiceByDay = new Map<number, number>();
for (let day = numericIdsFrom; day < dayOf("2016-04-01"); day++) {
  heldTwiceByDay.set(day, shareHeldTwice[dateOf(day).slice(0, 7)] ?? 0);
}
const endingPeriods = documentEndings.map((period) => ({
  from: dayOf(period.from),
  indices: period.endings.map((ending) => endings.indexOf(ending)),
}));

const bit = {
  headerMissing: flagBit("header_missing"),
  formParagraphMissing: flagBit("fp_missing"),
  mismatch: flagBit("rejection_fp_mismatch"),
  closingMissing: flagBit("closing_missing"),
  raises101: flagBit("rejection_101"),
  raises102: flagBit("rejection_102"),
  raises103: flagBit("rejection_103"),
  raises112: flagBit("rejection_112"),
  doublePatenting: flagBit("rejection_dp"),
  objection: flagBit("objection"),
  allowed: flagBit("allowed_claims"),
  several102: flagBit("cite102_gt1"),
  overThree103: flagBit("cite103_gt3"),
  lone103: flagBit("cite103_eq1"),
};

const typeOf = (name: (typeof actionTypes)[number]) => actionTypes.indexOf(name);
const type = {
  101: typeOf("101"),
  102: typeOf("102"),
  103: typeOf("103"),
  112: typeOf("112"),
  doublePatenting: typeOf("nonstatutory double patenting"),
  objected: typeOf("objected"),
  cancelled: typeOf("cancelled"),
  allowed: typeOf("allowed"),
};
const subtypeOf = (letter: string) => (actionSubtypes as readonly string[]).indexOf(letter);

/** Makes the actions of one application after another, in the release's shape, until the shape is used up. */
export class Examination {
  private readonly claims: ClaimLists;
  private readonly actionCounts: Deck;
  private readonly codes: Deck;
  private readonly decks: Record<keyof Shape["decks"], Deck>;
  private readonly centers: readonly { until: number; artUnits: number[]; classes: number[] }[];
  private readonly numericIdsByDay = new Map<number, number>();
  private made = 0;
  private documents = 0;

  constructor(
    private readonly shape: Shape,
    private readonly random: Random,
    seed: number,
  ) {
    this.claims = new ClaimLists(seed);
    this.actionCounts = new Deck(shape.applicationsByActions);
    this.codes = new Deck(shape.documentCodes);
    this.decks = Object.fromEntries(
      Object.entries(shape.decks).map(([name, counts]) => [name, new Deck(counts)]),
    ) as Record<keyof Shape["decks"], Deck>;
    this.centers = cumulated(technologyCenters);
  }

  get actionsLeft(): number {
    return this.shape.actions - this.made;
  }

  /** An id for an action that office_actions does not have. */
  foreignDocument(applicationId: number): { readonly idKey: number; readonly ending: number } {
    return this.document(firstActionDay(applicationId, this.random));
  }

  examine(applicationId: number): ExaminedAction[] {
    const { random } = this;
    const filed = filingDay(applicationId);
    let day = firstActionDay(applicationId, random);
    const startsTwice = random.chance(heldTwiceByDay.get(day) ?? 0);
    const count = startsTwice
      ? this.actionCounts.drawWeighted(random, severalActions)
      : this.actionCounts.drawWeighted(random, actionsWithin(lastDay - day));
    if (!startsTwice) day = Math.min(day, lastDay - 30 * count);

    const share = random.fraction();
    const center = this.centers.find((candidate) => share < candidate.until) ?? this.centers[0]!;
    const artUnit = skewed(center.artUnits, random);
    const uspcClass = skewed(center.classes, random);
    const subclass = random.below(900) * 1000 + (random.chance(0.3) ? 10 * random.below(99) : 0);
    const examined: ExaminedAction[] = [];
    let wasFinal: boolean | null = null;
    let hasOddDate = false;
    while (examined.length < count) {
      const left = count - examined.length;
      const isHeldTwice = examined.length === 0 ? startsTwice : random.chance(heldTwiceByDay.get(day) ?? 0);
      const mayRepeat = left > 1 && isHeldTwice;
      const dealt = this.deal(filed, day, uspcClass, wasFinal, hasOddDate || mayRepeat);
      const action = this.act(applicationId, day, artUnit, uspcClass, subclass, dealt);
      examined.push(action);
      if (mayRepeat && this.dealAgain(dealt)) examined.push(this.repeat(action, day));
      wasFinal = action.action.isFinal;
      hasOddDate ||= dealt.date !== 0;
      const remaining = count - examined.length;
      const usual = 100 + random.below(170);
      if (remaining > 0) day += Math.max(1, Math.min(usual, Math.floor((lastDay - day) / remaining)));
    }
    return examined;
  }

  private deal(
    filed: number,
    day: number,
    uspcClass: number,
    wasFinal: boolean | null,
    plainDate: boolean,
  ): Dealt {
    const { random, decks } = this;
    const idea = abstractIdeaClasses[allClasses[uspcClass]!];
    const codeWeights =
      wasFinal === null ? firstActionCodes : wasFinal ? afterFinalCodes : afterNonFinalCodes;
    const code = this.codes.drawWeighted(random, codeWeights);
    const early = filed < firstInventorToFile;
    return {
      code,
      date: plainDate ? decks.date.drawWeighted(random, usualDateOnly) : decks.date.draw(random),
      ground101: decks.ground101.drawWeighted(random, [
        1,
        idea ? idea.raises101 * (day >= aliceDecided ? 2 : 1) : 0.8,
      ]),
      ground102: decks.ground102.draw(random),
      ground103: early
        ? decks.ground103.drawWeighted(random, mostlyLettered103)
        : decks.ground103.draw(random),
      ground112: decks.ground112.draw(random),
      doublePatenting: decks.doublePatenting.draw(random),
      objected: decks.objected.draw(random),
      cancelled: decks.cancelled.drawWeighted(random, code === 1 ? [1, 2] : [1, 0.6]),
      allowed: decks.allowed.draw(random),
      otherState: decks.otherState.draw(random),
    };
  }

  /** Takes the same cards once more, unless one of the faces has run out. */
  private dealAgain(dealt: Dealt): boolean {
    const names = Object.keys(this.decks) as (keyof Shape["decks"])[];
    if (!this.codes.has(dealt.code) || !names.every((name) => this.decks[name].has(dealt[name])))
      return false;
    this.codes.take(dealt.code);
    for (const name of names) this.decks[name].take(dealt[name]);
    return true;
  }

  private act(
    applicationId: number,
    day: number,
    artUnit: number,
    uspcClass: number,
    subclass: number,
    dealt: Dealt,
  ): ExaminedAction {
    const { random } = this;
    const rejections: Rejection[] = [];
    const reliances: Reliance[] = [];
    let flags = 0;
    let cite103Max = 0;
    const reject = (kind: number, letter = "", decisions = 0) =>
      rejections.push({
        type: kind,
        subtype: subtypeOf(letter),
        claims: this.claims.draw(random),
        decisions,
      });

    if (dealt.ground101) {
      flags |= bit.raises101;
      reject(type[101], "", this.decisions(day, uspcClass));
    }
    for (const letter of paragraphsOf102[dealt.ground102]!) {
      flags |= bit.raises102;
      reject(type[102], letter);
      const references = 1 + indexIn(referencesPer102, random);
      if (references > 1 && random.chance(0.6)) flags |= bit.several102;
      reliances.push({ type: type[102], subtype: subtypeOf(letter), references: this.listed(references) });
    }
    for (const letter of paragraphsOf103[dealt.ground103]!) {
      flags |= bit.raises103;
      reject(type[103], letter);
      const references = 1 + indexIn(referencesPer103, random);
      const inOneSentence = random.chance(0.55);
      const most = inOneSentence
        ? references
        : Math.ceil(references / 2) + random.below(Math.floor(references / 2) + 1);
      if (most === 1 || (!inOneSentence && random.chance(0.2))) flags |= bit.lone103;
      if (most > 3) flags |= bit.overThree103;
      cite103Max = Math.max(cite103Max, most);
      reliances.push({ type: type[103], subtype: subtypeOf(letter), references: this.listed(references) });
    }
    for (const letter of paragraphsOf112[dealt.ground112]!) {
      flags |= bit.raises112;
      reject(type[112], letter);
    }
    if (dealt.doublePatenting) {
      flags |= bit.doublePatenting;
      reject(type.doublePatenting);
    }
    if (dealt.objected) {
      flags |= bit.objection;
      reject(type.objected);
    }
    if (dealt.cancelled) reject(type.cancelled);
    if (dealt.allowed) {
      flags |= bit.allowed;
      reject(type.allowed);
    }
    if (dealt.otherState) reject(typeOf(otherStates[dealt.otherState]!));
    if (random.chance(0.12)) flags |= bit.headerMissing;
    if (random.chance(0.2)) flags |= bit.formParagraphMissing;
    if (random.chance(0.12)) flags |= bit.mismatch;
    if (random.chance(0.04)) flags |= bit.closingMissing;

    const onlyNumericId = heldTwiceByDay.has(day) && random.chance(0.15);
    const action: Action = {
      applicationId,
      ...(onlyNumericId ? this.numericDocument(day) : this.document(day)),
      isFinal: dealt.code === 1,
      day: [day, sentinelDay, -1][dealt.date]!,
      artUnit: random.chance(0.97) ? artUnit : random.below(allArtUnits.length),
      uspcClass,
      subclass,
      flags,
      cite103Max,
      signatureType: indexIn(signatures, random),
    };
    this.made++;
    return { action, rejections, reliances, isDuplicate: false };
  }

  private repeat(first: ExaminedAction, day: number): ExaminedAction {
    this.made++;
    // The pair is one document under a 15-character and a 9-digit id; which row comes first does not matter.
    const numeric = isNumericId(first.action.idKey) ? this.document(day) : this.numericDocument(day);
    return { ...first, action: { ...first.action, ...numeric }, isDuplicate: true };
  }

  private decisions(day: number, uspcClass: number): number {
    const { random } = this;
    const name = allClasses[uspcClass]!;
    let decisions = 0;
    if (day >= aliceDecided && random.chance(abstractIdeaClasses[name]?.alice ?? 0.03)) decisions |= 1;
    if (day >= bilskiDecided && random.chance(day < aliceDecided ? 0.06 : 0.01)) decisions |= 2;
    const isLifeScience =
      name === "435" || name === "424" || name === "514" || name === "536" || name === "530";
    if (day >= mayoDecided && random.chance(isLifeScience ? 0.3 : 0.02)) decisions |= 4;
    if (day >= myriadDecided && isLifeScience && random.chance(0.25)) decisions |= 8;
    return decisions;
  }

  /** References that the file can list: one ground in fifty rests on other literature alone. */
  private listed(references: number): number {
    return this.random.chance(0.02) ? 0 : references;
  }

  private document(day: number): { readonly idKey: number; readonly ending: number } {
    const { random } = this;
    const filed = instantOf(day - 2 - random.below(20)) + random.below(86_400_000);
    // The low 23 bits count the documents, in scrambled order, so that no two ids are alike.
    const unique = Math.imul(this.documents++, 0x9e3779b1) & 8_388_607;
    const idKey = filed - (filed % 8_388_608) + unique;
    const period = endingPeriods.findLast((candidate) => candidate.from <= day) ?? endingPeriods[0]!;
    return { idKey, ending: period.indices[random.below(period.indices.length)]! };
  }

  private numericDocument(day: number): { readonly idKey: number; readonly ending: number } {
    const serial = this.numericIdsByDay.get(day) ?? 0;
    this.numericIdsByDay.set(day, serial + 1);
    return { idKey: 100_700_000 + (day - numericIdsFrom) * 12_000 + ((serial * 7) % 12_000), ending: 0 };
  }
}

/** Faces of the cards dealt to one action. */
type Dealt = Readonly<Record<keyof Shape["decks"] | "code", number>>;

// Weights that turn the shares of a deck into those of a situation: nearly every first action is non-final.
const firstActionCodes = [60, 1];
const afterNonFinalCodes = [0.12, 1];
const afterFinalCodes = [0.72, 1];
const usualDateOnly = [1, 0, 0];
/** Before the America Invents Act, 103 had lettered paragraphs. */
const mostlyLettered103 = [1, 1, 0.02, 0.02];
/** Applications with years left before the release ends have more actions than those that had only begun. */
function actionsWithin(days: number): readonly number[] {
  return roomyActions[Math.min(roomyActions.length - 1, Math.floor(days / 150))]!;
}
const roomyActions = Array.from({ length: 14 }, (_, room) =>
  Array.from({ length: 23 }, (_, count) => (count > room + 1 ? 0.05 : count === 1 && room > 8 ? 0.6 : 1)),
);
const severalActions = Array.from({ length: 23 }, (_, count) => (count > 1 ? 1 : 0));

const referencesPer102 = [0.68, 0.87, 0.95, 0.98, 1];
const referencesPer103 = [0.14, 0.48, 0.73, 0.86, 0.93, 0.97, 1];
const signatures = [0.3, 0.65, 0.73, 0.999, 1];

/** The first of the rising bounds that a random fraction stays below. */
function indexIn(bounds: readonly number[], random: Random): number {
  const fraction = random.fraction();
  for (let i = 0; i < bounds.length; i++) if (fraction < bounds[i]!) return i;
  return bounds.length - 1;
}

/** Filing dates rise with the application number, series by series. */
const series = [
  { first: 12_000_000, from: dayOf("2008-01-01"), to: dayOf("2010-11-30") },
  { first: 13_000_000, from: dayOf("2010-12-01"), to: dayOf("2013-10-31") },
  { first: 14_000_000, from: dayOf("2013-11-01"), to: dayOf("2016-01-15") },
  { first: 15_000_000, from: dayOf("2016-01-16"), to: dayOf("2018-06-30") },
];

function filingDay(applicationId: number): number {
  const { first, from, to } = series.findLast((candidate) => candidate.first <= applicationId) ?? series[0]!;
  return from + Math.floor(((applicationId - first) / 1_000_000) * (to - from));
}

/** Eight months to three years after filing, and never past the end of the release. */
function firstActionDay(applicationId: number, random: Random): number {
  const filed = filingDay(applicationId);
  const usual = filed + 240 + Math.floor((random.fraction() + random.fraction()) * 450);
  return usual <= lastDay - 60 ? usual : Math.max(filed + 60, lastDay - 60 - random.below(240));
}

function skewed(choices: readonly number[], random: Random): number {
  return choices[Math.floor(choices.length * random.fraction() ** 1.5)]!;
}

function cumulated(centers: readonly TechnologyCenter[]) {
  let until = 0;
  return centers.map((center) => {
    until += center.share;
    return {
      until,
      artUnits: center.artUnits.map((name) => allArtUnits.indexOf(name)),
      classes: center.classes.map((name) => allClasses.indexOf(name)),
    };
  });
}
