import { WO_NUMBER } from "../../vocabulary/index.js";
import type { OfficeFormat } from "./groupsOfDigits.js";

/** International publications: "WO 2012/136906", "WO 99/12345", "WO2012136906" (MPEP 1857). */
export const WO: OfficeFormat = {
  says: "A year of two or four digits and a number of five or six.",
  read: (cluster) => WO_NUMBER.exec(cluster)?.[0] ?? null,
};
