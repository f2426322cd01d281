/** 1, 2, 3, 5 as "1-3,5". */
export function short(claims: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < claims.length; i++) {
    const first = claims[i]!;
    let last = first;
    while (claims[i + 1] === last + 1) last = claims[++i]!;
    parts.push(first === last ? `${first}` : `${first}-${last}`);
  }
  return parts.join(",");
}
