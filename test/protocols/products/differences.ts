/** Where our answers knowingly differ from recorded ones of the Bulk Data Storage System and the portal's products, and why. */
export const DIFFERENCES = {
  /**
   * Products whose recorded answer leaves out files that other recorded answers have. Without dates BDSS listed no file
   * from February of the present year on, and none that ended before the year before; that window moved with the day and
   * is said nowhere. We list every file that is known, so with all answers loaded there are more.
   */
  windowed: new Map([
    ["product_by_short_name.json", ["PTGRXML"]],
    ["products_by_name.json", ["ECORSEXC", "TRASECO"]],
  ]),
  /** Whoever saved the answer kept the first 25 of its 1301 files, and its count; ours is that of the files there are. */
  cut: new Set(["get_bulk_product.json"]),
  /** Headers of recorded errors that are not sent: they are of the machines in front of the service. */
  headers: ["Date", "Strict-Transport-Security", "X-Cnection", "X-Frame-Options", "Content-Language"],
};
