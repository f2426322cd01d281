/** How often what we extract from a text equals what the USPTO says of the same document. */
export interface Agreement {
  /** Documents that both sides describe. */
  readonly documents: number;
  readonly fields: readonly FieldAgreement[];
}

export interface FieldAgreement {
  readonly field: string;
  readonly compared: number;
  readonly equal: number;
  /** Some of the documents in which they differ. */
  readonly examples: readonly Difference[];
}

export interface Difference {
  readonly document: string;
  readonly uspto: string;
  readonly extracted: string;
}
