/**
 * Reads the statutes and doctrines that a phrase names, and the ground that a reason tells without them.
 */
export {
  groundByName,
  groundsBefore,
  inferGround,
  lastStatute,
  laterGrounds,
  misspeltGrounds,
  namedGrounds,
  paragraphAlone,
  withAlternatives,
} from "./stated.js";
export { basisOf, type GroundItem, type Grounds, letterOf112, readGrounds } from "./statutes.js";
