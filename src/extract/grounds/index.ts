/**
 * Reads the statutes and doctrines that a phrase names, and the ground that a reason tells without them.
 */
export { withAlternatives } from "./alternativeGrounds.js";
export { basisOf } from "./basis.js";
export {
  comparesWithClaims,
  conflictBefore,
  isNonstatutoryAfterAll,
  isProvisionalOverCopending,
  isVerbProvisional,
  NONSTATUTORY_DP,
  restsOnClaims,
  saysProvisional,
} from "./doublePatenting.js";
export { groundByName, inferGround } from "./groundByReason.js";
export type { GroundItem } from "./groundItem.js";
export { type Grounds, readGrounds } from "./statutes.js";
export {
  groundsBefore,
  groundsToldBefore,
  lastStatute,
  laterGrounds,
  misspeltGrounds,
  namedGrounds,
  paragraphAlone,
} from "./whereStatutesStand.js";
