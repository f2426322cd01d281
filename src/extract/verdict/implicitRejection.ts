import { asSet } from "../claims/index.js";
import { saysProvisional } from "../grounds/index.js";
import type { Ground } from "../model.js";
import type { LiveRejection } from "./liveOrDead.js";

/** Whether some of the claims are rejected on the ground already. */
export function standsIn(
  rejections: readonly LiveRejection[],
  ground: Ground,
  claims: readonly number[],
): boolean {
  return rejections.some(
    (one) => one.ground === ground && one.claims.some((claim) => claims.includes(claim)),
  );
}

/** What is told of a rejection that no sentence states. */
interface Implied extends Pick<LiveRejection, "section" | "ground" | "claims" | "span"> {
  readonly subsection?: string | null;
  readonly basis?: string | null;
  readonly combination?: LiveRejection["combination"];
}

const NO_ART: LiveRejection["combination"] = { references: [], officialNotice: false };

/** A rejection that no sentence states. */
export function implicit({
  section,
  ground,
  subsection = null,
  claims,
  span,
  basis = null,
  combination = NO_ART,
}: Implied): LiveRejection {
  return {
    ground,
    subsection,
    preAia: false,
    provisional: saysProvisional(section.heading.toLowerCase()),
    claims: asSet(claims),
    dependentsInherit: false,
    combination,
    implicit: true,
    basis,
    span,
    // The numbers stand in several sentences.
    claimSpan: null,
    alsoAt: [],
    rule: "implicit/per-claim",
    because: ["defect-told-per-claim"],
    confidence: 0.6,
    statement: null,
    placeholder: false,
    section,
  };
}
