import type { Told } from "../../threads/told.js";

/** What a question is about: a snapshot's folder, and the question as `sent` makes it. */
type Questions =
  | "count"
  | "page"
  | "groups"
  | "groupBatches"
  | "search"
  | "documents"
  | "together"
  | "explain";

export type Asked =
  | { readonly kind: "open"; readonly id: number; readonly folder: string }
  | { readonly kind: "close"; readonly id: number; readonly folder: string }
  | { readonly kind: Questions; readonly id: number; readonly folder: string; readonly request: unknown }
  /** The next piece of a stream, which has the id of the question that began it. */
  | { readonly kind: "next"; readonly id: number; readonly stream: number }
  /** Nobody waits for the answer any more. */
  | { readonly kind: "abort"; readonly id: number; readonly of: number }
  | { readonly kind: "drop"; readonly id: number; readonly stream: number };

export type Answered =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: Told };

/** A piece of a stream; behind the last one stands what its maker says at the end. */
export interface Piece<Item> {
  readonly isDone: boolean;
  readonly item: Item | null;
  readonly last: unknown;
}
