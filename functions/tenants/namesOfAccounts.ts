import type { Table } from '../kernel/table.ts';
import { readMembership } from './accessRepository.ts';

/** The names of those with a role in the service who did what the rows of a log tell. One read for each of them. */
export async function namesOfAccounts(
  platform: Table,
  rows: readonly { readonly by?: string | undefined }[],
): Promise<Map<string, string>> {
  const subjects = [...new Set(rows.flatMap(({ by }) => (by === undefined ? [] : [by])))];
  const found = await Promise.all(
    subjects.map(async (subject) => [subject, await readMembership(platform, subject)] as const),
  );
  return new Map(
    found.flatMap(([subject, who]) => (who?.realm === 'global' ? [[subject, who.displayName] as const] : [])),
  );
}
