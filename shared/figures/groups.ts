import type { AgeBand } from '../kernel/codes.ts';
import type { Language } from '../kernel/i18n.ts';
import { type Counts, entriesOf } from './counters.ts';

/** Part of what is counted, looked at by itself: M06 by service and home organisation, M25 by service language and age band. */
export type Group =
  `service_${string}` | `organisation_${string}` | `language_${Language}` | `age_${AgeBand}`;

/** A group's counters bear the names of the whole behind its own, so whatever is made of the whole is made of a group as well. */
const BEHIND = ':';

/** What counts in a group. */
export function inGroup(group: Group, counts: Counts): Counts {
  return Object.fromEntries(
    entriesOf(counts).map(([name, count]) => [`${group}${BEHIND}${name}`, count] as const),
  );
}

/** What of a contact counts in M25. */
const ACCESS = /^(?:walkIns|wait_\d+|answered|solved)$/u;

/** What a contact counts for in M25 by a group of its own. */
export function accessOf(group: Group, counts: Counts): Counts {
  return inGroup(group, Object.fromEntries(entriesOf(counts).filter(([name]) => ACCESS.test(name))));
}

/** What a group has counted, under the names of the whole. */
export function groupOf(counts: Counts, group: Group): Counts {
  const begin = `${group}${BEHIND}`;
  return Object.fromEntries(
    entriesOf(counts)
      .filter(([name]) => name.startsWith(begin))
      .map(([name, count]) => [name.slice(begin.length), count] as const),
  );
}

/** What is counted of all, without what stands behind a group's name. */
export function withoutGroups(counts: Counts): Counts {
  return Object.fromEntries(entriesOf(counts).filter(([name]) => !name.includes(BEHIND)));
}

/** The codes of a kind of group in which anything is counted, in order. */
export function codesOf(counts: Counts, kind: 'service' | 'organisation'): string[] {
  const begin = `${kind}_`;
  const codes = entriesOf(counts)
    .filter(([name, count]) => count > 0 && name.startsWith(begin))
    .map(([name]) => name.slice(begin.length).split(BEHIND)[0] ?? '');
  return [...new Set(codes)].sort();
}
