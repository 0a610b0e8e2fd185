/** Attribute names of the primary key in every table. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}
