import type { casesRoutes, StoryEntry } from '@ohjaamo/shared/cases/contract.ts';
import { groupOf, STORY_PAGE } from '@ohjaamo/shared/cases/story.ts';
import { isShownOn } from '@ohjaamo/shared/cases/tasks.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { CaseAccess } from '../kernel/caseAccess.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { openTexts } from '../kernel/sealing.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { latestWords } from '../maps/index.ts';
import { planGoals } from '../plans/index.ts';
import { readShownPlace } from './place.ts';
import { type ClientFile, clientFileOf } from './repository.ts';
import { type EntryPage, type EntryRow, positionOf, readEntries } from './storyRows.ts';
import { person, viewClient } from './views.ts';

type ReadStory = typeof casesRoutes.readStory;

/** So many rows are looked at for one page when most of them are of another group or not open. */
const MOST_LOOKED_AT = 20 * STORY_PAGE;

/**
 * The first view of a case: the client from the rows that opening the case has read, the tasks on the client's row, the plan's goals, the latest map's own words, and
 * the story, the newest entry first, a page of 20 at a time: what the policies open to whoever asks, each entry by its own category and
 * organisation. Beside the opening of the case: one Query for a page of the story that is not narrowed (half a read unit for 4 KB, so
 * 2.5 for twenty notes of 400 characters) and what the plan and the maps take.
 */
export const readStory: UseCase<ReadStory> = async (context) => {
  const { scope, request, clock, case: access } = context;
  const { clientId } = request.parameters;
  const file = clientFileOf(access.head);
  if (!file) return fail(problem('not-found'));
  const [place, page, plan, words] = await Promise.all([
    readShownPlace(scope, clock),
    collect(context),
    readGoals(scope, clientId, access),
    latestWords(scope, access),
  ]);
  const [client, entries] = await Promise.all([
    viewClient(scope, file, place, access),
    Promise.all(
      page.rows.map(async (row) => {
        const texts = await openTexts<StoryText>(scope, { client: clientId, sk: row.sk }, row.sealed);
        return viewEntry(row, texts, place.tenant);
      }),
    ),
  ]);
  const tasks = tasksOf(file.client.tasks, place.today, access);
  const { withheld, older } = page;
  return succeed({
    body: {
      client,
      tasks,
      entries,
      withheld,
      ...(plan && { plan }),
      ...(words && { words }),
      ...(older !== undefined && { older }),
    },
  });
};

/** The tasks that stand in the worker's list by now; they belong to the guidance, so to the register's workers. */
function tasksOf(tasks: ClientFile['client']['tasks'], today: string, access: CaseAccess) {
  if (!access.may('VIEW', { category: 'GUIDANCE' })) return [];
  return Object.entries(tasks)
    .filter(([, task]) => isShownOn(task, today))
    .map(([id, task]) => ({ id, ...task }))
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn));
}

/** What the young person wants, in the plan's words. */
async function readGoals(
  scope: TenantScope,
  client: ClientId,
  access: CaseAccess,
): Promise<string[] | undefined> {
  return access.may('VIEW', { category: 'SHARED_PLAN' }) ? planGoals(scope, client) : undefined;
}

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
