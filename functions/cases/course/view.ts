import type { CourseView } from '@ohjaamo/shared/cases/contract.ts';
import {
  type FollowUpMonths,
  followUpMonths,
  followUpOn,
  followUpState,
} from '@ohjaamo/shared/cases/episode.ts';
import { stepsByTerms, termsAhead } from '@ohjaamo/shared/cases/datedTerms.ts';
import { agesOutOn } from '@ohjaamo/shared/cases/retention.ts';
import { maySeeTask } from '@ohjaamo/shared/cases/tasks.ts';
import type { CaseTask } from '@ohjaamo/shared/kernel/caseTasks.ts';

import type { CaseAccess } from '../../kernel/caseAccess.ts';
import { openTexts } from '../../kernel/sealing.ts';
import type { TenantScope } from '../../kernel/tenancy/scope.ts';
import { type ClientFile, readClientFile } from '../repository.ts';
import type { EpisodeRow } from '../rows.ts';
import { person, type ViewPlace } from '../views.ts';
import { closedOnOf } from './closedOn.ts';
import { readCaseTerms, readCourseRows } from './repository.ts';
import { courseKeys, type FollowUpRow, type HandoverRow } from './rows.ts';

/** Everything a course is shown from, read at one moment. */
interface Shown {
  readonly scope: TenantScope;
  readonly file: ClientFile;
  readonly place: ViewPlace;
  readonly access: CaseAccess;
  readonly followUps: readonly FollowUpRow[];
}

type EpisodeView = CourseView['episodes'][number];

/**
 * The course of a case: episodes, newest first, with how they ended and what came after, tasks, and what the calendar does next,
 * as far as the policies open it; that a hold is on, and that erasing was asked for, are for whoever keeps the case. `undefined` when there is no such client. 6 reads.
 */
export async function viewCourse(
  scope: TenantScope,
  access: CaseAccess,
  place: ViewPlace,
): Promise<CourseView | undefined> {
  const [file, rows, read] = await Promise.all([
    readClientFile(scope, access.clientId),
    readCourseRows(scope, access.clientId),
    readCaseTerms(scope),
  ]);
  if (!file) return undefined;
  const { client, episodes } = file;
  const shown: Shown = { scope, file, place, access, followUps: rows.followUps };
  const sorted = episodes.toSorted((a, b) => (a.openedOn < b.openedOn || a.state === 'CLOSED' ? 1 : -1));
  const handovers = rows.handovers.filter(({ owner }) => maySee(access, owner));
  const { birthDate: born, episodeOpenedOn: lastActiveOn } = client;
  const facts = { birthDate: born, lastActiveOn, closedOn: closedOnOf(file), held: client.held ?? false };
  const terms = termsAhead(read.rules, read.decisions, place.today);
  const [{ rules }] = terms;
  const erasedOn = stepsByTerms(facts, terms).find(({ what }) => what === 'ERASE')?.on;
  const birthDate = access.may('VIEW', { category: 'CONTACT_DETAILS' }) ? client.birthDate : undefined;
  const isOpen = facts.closedOn === undefined;
  const sees = { guidance: access.may('VIEW', { category: 'GUIDANCE' }), keeps: access.may('CLOSE_EPISODE') };
  return {
    today: place.today,
    episodes: await Promise.all(sorted.map((each) => viewEpisode(shown, each))),
    tasks: viewTasks(client.tasks, place.today).filter((task) => maySeeTask(task, sees)),
    ...(birthDate !== undefined && { agesOut: { on: agesOutOn(birthDate, rules), years: rules.upperAge } }),
    handovers: await Promise.all(handovers.map((each) => viewHandover(shown, each))),
    // A closed case that nothing erases would tell of the hold.
    ...(sees.keeps && {
      ...(erasedOn !== undefined && { erasedOn }),
      held: facts.held,
      ...(client.erasureAsked && { erasureAskedOn: client.erasureAsked.on }),
    }),
    withheld: [
      ...(episodes.some(({ closing }) => closing && !maySee(access, closing.owner))
        ? (['DESTINATION'] as const)
        : []),
      ...(handovers.length < rows.handovers.length ? (['HANDOVER'] as const) : []),
    ],
    may: {
      close: isOpen && sees.keeps,
      reopen: !isOpen && access.may('RECORD'),
      record: access.may('RECORD'),
      askErasure: sees.keeps,
    },
  };
}

/** What a young person went on to is about the guidance as a whole. */
function maySee(access: CaseAccess, owner: string): boolean {
  return access.may('VIEW', { category: 'GUIDANCE', owner });
}

async function viewEpisode(shown: Shown, row: EpisodeRow): Promise<EpisodeView> {
  const { id, openedOn, state, routeIn, mainActivity, closing } = row;
  const base = { id, openedOn, state, routeIn, mainActivity };
  if (!closing) return { ...base, followUps: [] };
  const { scope, access, file, place } = shown;
  const ended = { ...base, closedOn: closing.on };
  if (!maySee(access, closing.owner)) return { ...ended, followUps: [] };
  const words = await openTexts<'ownWords' | 'workerWords'>(
    scope,
    { client: file.client.id, sk: `EPISODE#${id}` },
    row.sealed ?? {},
  );
  const { destination, reason, source, by, followUp } = closing;
  return {
    ...ended,
    closing: {
      ...{ destination, reason, ...words },
      ...(source && { source }),
      ...(by && { by: person(place.tenant, by) }),
    },
    followUps: followUp ? await viewFollowUps(shown, id, closing.on) : [],
  };
}

function viewFollowUps(shown: Shown, episode: EpisodeRow['id'], closedOn: string) {
  return Promise.all(
    followUpMonths.map(async (months: FollowUpMonths) => {
      const on = followUpOn(closedOn, months);
      const row = shown.followUps.find((each) => each.episode === episode && each.months === months);
      const state = followUpState({ on, done: row !== undefined }, shown.place.today);
      return { months, on, state, ...(row && { done: await viewFollowUp(shown, row) }) };
    }),
  );
}

async function viewFollowUp({ scope, file, place }: Shown, row: FollowUpRow) {
  const { episode, months, on, by, reached, destination } = row;
  const at = { client: file.client.id, sk: courseKeys.followUp(episode, months) };
  const { words } = await openTexts<'words'>(scope, at, row.sealed);
  return {
    ...{ on, by: person(place.tenant, by), reached },
    ...(destination && { destination }),
    ...(words !== undefined && { words }),
  };
}

async function viewHandover({ scope, file, place }: Shown, row: HandoverRow) {
  const at = { client: file.client.id, sk: courseKeys.handover(row.id) };
  const { to = '', text = '' } = await openTexts<'to' | 'text'>(scope, at, row.sealed);
  return { id: row.id, at: row.at, by: person(place.tenant, row.by), to, text };
}

/** The tasks of a client, those due first. */
export function viewTasks(tasks: Readonly<Record<string, CaseTask>>, today: string): CourseView['tasks'] {
  return Object.entries(tasks)
    .map(([task, each]) => ({ task, ...each, overdue: each.dueOn < today }))
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn) || one.task.localeCompare(other.task));
}
