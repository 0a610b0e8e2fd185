import { localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { staffId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import type { Write } from './table.ts';
import type { TenantScope } from './tenancy/scope.ts';

// Whoever takes practice into use has checked its content; whoever goes by it reads what it needs of it.
const practiceRow = z.lazy(() =>
  z.object({
    value: z.object({
      kind: z.string(),
      name: z.string(),
      /** Absent for practice that was taken out of use again. */
      inUse: z
        .object({
          title: localizedText,
          content: z.record(z.string(), z.unknown()),
          at: z.string(),
          by: staffId,
        })
        .optional(),
    }),
  }),
);
type PracticeRow = z.infer<typeof practiceRow>['value'];

/** Practice that the municipality goes by, as it was taken into use: later changes of the copy wait until they are taken too. */
export interface PracticeInUse extends NonNullable<PracticeRow['inUse']> {
  readonly kind: string;
  readonly name: string;
}

/** What is in use of a kind of templates, the one taken first first: one Query. */
export async function practiceInUse(scope: TenantScope, kind: string): Promise<PracticeInUse[]> {
  const { pk } = scope.keys.practice('', '');
  const { items } = await scope.work.query(pk, practiceRow, { begins: `${kind}#` });
  return items
    .flatMap(({ value: { kind: of, name, inUse } }) => (inUse ? [{ kind: of, name, ...inUse }] : []))
    .sort((one, other) => (one.at < other.at ? -1 : 1));
}

/** The write that makes practice stand in use, or no longer. */
export function practiceWrite(scope: TenantScope, value: PracticeRow): Write {
  return scope.work.putWrite({ ...scope.keys.practice(value.kind, value.name), kind: 'PRACTICE', value });
}
