import { ArtunitError, type ErrorCode } from "../errors.js";
import type { RangeQuery, Span } from "./tree.js";
import type { NoValue } from "./typedValues.js";

export function badValue(name: string, value: string, span: Span, { says }: NoValue): ArtunitError {
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return new ArtunitError(
    "bad-value",
    `"${name}" cannot be asked for "${shown}" (character ${span.start}): it ${says}`,
    {
      field: name,
      position: span.start,
      hint: `It ${says}`,
    },
  );
}

export function reversed(name: string, { span }: RangeQuery, { says }: NoValue): ArtunitError {
  return new ArtunitError("bad-value", `What "${name}" is asked for (character ${span.start}) ${says}`, {
    field: name,
    position: span.start,
    hint: "Write [lower TO upper].",
  });
}

export function refusal(
  code: ErrorCode,
  field: string,
  span: Span,
  says: string,
  hint: string,
): ArtunitError {
  return new ArtunitError(code, `${says} (character ${span.start}). ${hint}`, {
    field,
    position: span.start,
    hint,
  });
}
