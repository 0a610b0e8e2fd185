import { type ItemKind, readItems, type Reading } from '@ohjaamo/shared/catalogue/reading.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { CatalogueFault } from './ask.ts';
import { type Catalogue, MOST_IDS } from './client.ts';

/** What is asked for: a page of one of the two lists of a municipality. */
interface Asked {
  readonly list: ItemKind;
  readonly municipality: string;
  readonly page: number;
  readonly since: string | undefined;
  /** Languages that bind the municipality. */
  readonly bound: readonly Language[];
}

/** One page of a list, read. */
export interface Page extends Reading {
  readonly list: ItemKind;
  readonly isLast: boolean;
  /** Whether the list goes on behind what is read of it. */
  readonly isCut: boolean;
}

/** A list that goes on behind so many pages is not read to its end. */
const MOST_PAGES = 300;

/** Reads a page: its ids, then what they say, a hundred at a time and fewer where that is too much for one answer. */
export async function readPage(catalogue: Catalogue, asked: Asked): Promise<Result<Page, CatalogueFault>> {
  const { list, page, bound } = asked;
  const listed = await catalogue.listIds(list, asked.municipality, page, asked.since);
  if (!listed.ok) return fail(listed.error.fault);
  const { ids, pages } = listed.value;
  // The country has services everywhere: a whole list that is empty is no answer, and nothing is to go because of it.
  if (list === 'SERVICE' && page === 1 && asked.since === undefined && ids.length === 0) {
    return fail('UNREADABLE');
  }
  const read = await readIds(catalogue, asked, ids);
  if (!read.ok) return read;
  const parts = read.value.answers.map((answer) => readItems(list, answer, bound));
  const isRead = parts.some(
    ({ items, gone, remarks }) => items.length + gone.length > 0 || remarks.length === 0,
  );
  // Nothing of a whole page can be read: the catalogue has changed, not its items.
  if (parts.length > 0 && !isRead) return fail('UNREADABLE');
  const unreadable = read.value.unreadable.map(
    (id) => ({ id, what: 'UNREADABLE', field: '', value: '' }) as const,
  );
  const isCut = page >= MOST_PAGES && page < pages;
  return succeed({
    list,
    items: parts.flatMap(({ items }) => items),
    gone: parts.flatMap(({ gone }) => gone),
    remarks: [...unreadable, ...parts.flatMap(({ remarks }) => remarks)],
    classNames: Object.assign({}, ...parts.map(({ classNames }) => classNames)) as Page['classNames'],
    isLast: isCut || page >= pages || ids.length === 0,
    isCut,
  });
}

/** What the ids say, as answers: where an answer is too much, it is asked for in halves, down to the one that is too much alone. */
async function readIds(
  catalogue: Catalogue,
  { list }: Asked,
  ids: readonly string[],
): Promise<Result<{ answers: unknown[]; unreadable: string[] }, CatalogueFault>> {
  const answers: unknown[] = [];
  const unreadable: string[] = [];
  const waiting = Array.from({ length: Math.ceil(ids.length / MOST_IDS) }, (_, index) =>
    ids.slice(index * MOST_IDS, (index + 1) * MOST_IDS),
  );
  for (let some = waiting.shift(); some; some = waiting.shift()) {
    const answer = await catalogue.readMany(list, some);
    if (answer.ok) {
      // Another form is not one item's: asking for less of it would be asking again and again.
      if (!Array.isArray(answer.value)) return fail('UNREADABLE');
      answers.push(answer.value);
    } else if (answer.error.fault !== 'TOO_LARGE') {
      return fail(answer.error.fault);
    } else if (some.length === 1) {
      unreadable.push(...some);
    } else {
      const half = Math.ceil(some.length / 2);
      waiting.unshift(some.slice(0, half), some.slice(half));
    }
  }
  return succeed({ answers, unreadable });
}
