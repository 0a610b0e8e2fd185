/**
 * The provisions of law on which a referral may disclose without a consent (L03). `law` is what stands on the row and on the log: the
 * number of the act in the Statutes of Finland and the section.
 */
export const provisions = [
  /** Child-welfare notification of those who work with children and young people. */
  { name: 'CHILD_WELFARE', law: '417/2007 §25' },
  /** Notification to outreach youth work. */
  { name: 'OUTREACH', law: '1285/2016 §11' },
  /** A threat to life or health, told to the police. */
  { name: 'DANGER', law: '1285/2016 §28' },
] as const;

/** Another provision, which the worker names with the reason. */
export const OTHER_PROVISION = 'OTHER';

/** What a referral may name. */
export const provisionsAsked = [
  ...provisions.map(({ law }) => law),
  OTHER_PROVISION,
] as readonly string[] as readonly [
  (typeof provisions)[number]['law'],
  ...(typeof provisions)[number]['law'][],
  typeof OTHER_PROVISION,
];

/** A provision of the list by what stands on the row; `undefined` for one in somebody's own words. */
export function provisionNamed(law: string): (typeof provisions)[number] | undefined {
  return provisions.find((each) => each.law === law);
}
