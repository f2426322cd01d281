/** The quantile of the normal distribution that leaves 2.5 % on each side. */
const Z = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The interval in which a share lies with 95 % confidence (Wilson 1927). It stays within 0 and 1, and is honest where
 * `part` is 0 or all of `whole`. Null where there is nothing to have a share of.
 */
export function wilson(part: number, whole: number): Interval | null {
  if (whole === 0) return null;
  const share = part / whole;
  const spread = Z * Math.sqrt((share * (1 - share)) / whole + (Z * Z) / (4 * whole * whole));
  const middle = share + (Z * Z) / (2 * whole);
  const scale = 1 + (Z * Z) / whole;
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}

/** The interval of a mean with 95 % confidence, by its standard error; null of fewer than two values. */
export function aroundMean(sum: number, sumOfSquares: number, values: number): Interval | null {
  if (values < 2) return null;
  const mean = sum / values;
  const variance = Math.max(0, (sumOfSquares - values * mean * mean) / (values - 1));
  const spread = Z * Math.sqrt(variance / values);
  return { low: mean - spread, high: mean + spread };
}
