/** An address with the parameters that are given, encoded. */
export function address(path: string, given: Readonly<Record<string, string | null | undefined>>): string {
  const query = Object.entries(given)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
}
