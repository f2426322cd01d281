/**
 * Reads the statutes and doctrines that a phrase names, and the ground that a reason tells without them.
 */
export { withAlternatives } from "./alternatives.js";
export {
  comparesWithClaims,
  isNonstatutoryAfterAll,
  isProvisionalOverCopending,
  isVerbProvisional,
  NONSTATUTORY_DP,
  restsOnClaims,
  saysProvisional,
} from "./doublePatenting.js";
export type { GroundItem } from "./groundItem.js";
export {
  groundsBefore,
  groundsToldBefore,
  lastStatute,
  laterGrounds,
  misspeltGrounds,
  namedGrounds,
  paragraphAlone,
} from "./placesOfStatutes.js";
export { basisOf, groundByName, inferGround, letterOf112 } from "./reasons.js";
export { type Grounds, readGrounds } from "./statutes.js";
