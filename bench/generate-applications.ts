import { generateApplications } from "./applications/generate.js";

/**
 * `node build/bench/generate-applications.js FOLDER [COUNT] [SEED]`: file wrappers as the portal's bulk files hold them, a file
 * for each year of filing. The same seed gives the same bytes.
 */
const [folder = "applications", count = "500000", seed = "1"] = process.argv.slice(2);
await generateApplications(folder, Number(count), Number(seed));
