/** One measured figure beside its reference from the same run. */
export interface Row {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  /** The same measure of something known; `null` when there is none. */
  readonly reference: number | null;
  /** `value / reference`. */
  readonly ratio: number | null;
  /** What `ratio` (or `value`, without a reference) should not exceed, or for a score of 100 should reach; `null` when none is set yet. */
  readonly goal: number | null;
  readonly ok: boolean;
}
