import { ArtunitError, type ErrorCode } from "../errors.js";

/** An error as another thread or process is told it. */
export interface Told {
  /** Null for a fault of ours. */
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly where: object;
  readonly stack?: string | undefined;
}

export function told(error: unknown): Told {
  if (error instanceof ArtunitError) {
    const { code, message, where } = error;
    return { code, message, where };
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { code: null, message, where: {}, stack };
}

/** The error again, as it was thrown there. */
export function errorOf({ code, message, where, stack }: Told): Error {
  const error = code === null ? new Error(message) : new ArtunitError(code, message, where);
  if (stack) error.stack = stack;
  return error;
}
