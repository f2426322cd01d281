/** What must change in `written` to become `received` (RFC 7396; a null removes). */
export function mergePatch(
  written: Readonly<Record<string, unknown>>,
  received: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(received))
    if (!isSame(written[name], value)) patch[name] = value;
  for (const name of Object.keys(written)) if (!(name in received)) patch[name] = null;
  return patch;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
