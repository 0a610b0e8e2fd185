/** Where the stand-ins of a soak listen. */
export interface SoakGround {
  readonly dynamodb: string;
  readonly keys: string;
}

/** What one part came to. */
export interface SoakReport {
  /** The section of docs/soak.md, in Markdown without its heading. */
  readonly text: string;
  /** What must not have happened; none when the part held. */
  readonly faults: readonly string[];
}

/** One part of the soak; `amount` is how much of it, and its own measure when absent. */
export type SoakPart = (ground: SoakGround, amount?: number) => Promise<SoakReport>;
