import type { casesRoutes, StoryEntry } from '@ohjaamo/shared/cases/contract.ts';
import { groupOf, STORY_PAGE } from '@ohjaamo/shared/cases/story.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { CaseAccess } from '../kernel/caseAccess.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { openTexts } from '../kernel/sealing.ts';
import { readShownTenant } from './place.ts';
import { type EntryPage, type EntryRow, positionOf, readEntries } from './storyRows.ts';

type ReadStory = typeof casesRoutes.readStory;

/** So many rows are looked at for one page when most of them are of another group or not open. */
const MOST_LOOKED_AT = 20 * STORY_PAGE;

/**
 * The story of a case, the newest entry first, a page of 20 at a time: what the policies open to whoever asks, each entry by its own
 * category and organisation. One Query for a page that is not narrowed: half a read unit for 4 KB, so 2.5 for twenty notes of 400
 * characters; beside the tenant's names.
 */
export const readStory: UseCase<ReadStory> = async (context) => {
  const { scope, request } = context;
  const [tenant, page] = await Promise.all([readShownTenant(scope), collect(context)]);
  const entries = await Promise.all(
    page.rows.map((row) => {
      const place = { client: request.parameters.clientId, sk: row.sk };
      return openTexts<StoryText>(scope, place, row.sealed).then((texts) => viewEntry(row, texts, tenant));
    }),
  );
  return succeed({
    body: { entries, withheld: page.withheld, ...(page.older !== undefined && { older: page.older }) },
  });
};

/** Takes rows until a page is full, those that are asked for and open. */
async function collect({ scope, request, case: access }: ContextOf<ReadStory>) {
  const { show, before, fresh } = request.query;
  const maySee = remembered(access);
  const rows: EntryRow[] = [];
  let withheld = false;
  let position = before;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += STORY_PAGE) {
    const page: EntryPage = await readEntries(scope, request.parameters.clientId, {
      before: position,
      fresh: fresh !== undefined,
    });
    for (const row of page.rows) {
      if (rows.length === STORY_PAGE) return { rows, withheld, older: position };
      position = positionOf(row);
      if (show && groupOf(row.what) !== show) continue;
      if (maySee(row)) rows.push(row);
      else withheld = true;
    }
    if (!page.more) return { rows, withheld, older: undefined };
    if (rows.length === STORY_PAGE) break;
  }
  return { rows, withheld, older: position };
}

/** The policies are asked once for each category and organisation of a page. */
function remembered(access: CaseAccess): (row: EntryRow) => boolean {
  const known = new Map<string, boolean>();
  return ({ category, owner }) => {
    const name = `${category} ${owner}`;
    const answer = known.get(name) ?? access.may('VIEW', { category, owner });
    known.set(name, answer);
    return answer;
  };
}

type StoryText = 'text' | 'informant' | 'correction' | 'reason' | 'struck';
type Texts = Readonly<Partial<Record<StoryText, string>>>;

function viewEntry(row: EntryRow, texts: Texts, tenant: Tenant): StoryEntry {
  const { id, at, what, by, category, owner, record, note } = row;
  const worker = what === 'WORKER_NAMED' ? tenant.staff.find((each) => each.id === record) : undefined;
  return {
    ...{ id, at, what, category },
    ...(by && { by: person(tenant, by) }),
    organisation: { code: owner, name: tenant.organisations.find(({ code }) => code === owner)?.name ?? {} },
    ...(record !== undefined && { record }),
    ...(worker && { worker: { id: worker.id, name: worker.name } }),
    ...(texts.text !== undefined && { text: texts.text }),
    ...(note && { note: viewNote(note, texts, tenant) }),
  };
}

function viewNote(
  { source, state, shortened, corrections, corrected }: NonNullable<EntryRow['note']>,
  { informant, correction: text = '', reason = '', struck }: Texts,
  tenant: Tenant,
): NonNullable<StoryEntry['note']> {
  return {
    ...{ source, state, shortened, corrections },
    ...(informant !== undefined && { informant }),
    ...(corrected && { corrected: { at: corrected.at, by: person(tenant, corrected.by), text, reason } }),
    ...(struck !== undefined && { struck }),
  };
}

function person(tenant: Tenant, id: StaffId): { id: StaffId; name: string } {
  return { id, name: tenant.staff.find((each) => each.id === id)?.name ?? '' };
}
