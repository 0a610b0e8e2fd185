import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import type { SiteNoteVersion } from '@ohjaamo/shared/figures/siteNoteContract.ts';
import {
  MOST_SITE_NOTES,
  namesWorker,
  siteNoteSteps,
  type SiteNoteTexts,
  takesNote,
} from '@ohjaamo/shared/figures/siteNote.ts';
import { closedQuarter } from '@ohjaamo/shared/figures/quarters.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, currentMinute, HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { readTenant } from '../tenants/index.ts';
import { type NoteRecord, noteWrites, readNote, readNotes } from './noteRepository.ts';

type Routes = typeof figuresRoutes;

interface Ports {
  readonly readTenant: typeof readTenant;
}

/** What the sites say of a quarter, with the versions before. One Query of a row a version. */
export const readSiteNotes: UseCase<Routes['readSiteNotes']> = async ({ scope, request, clock }) => {
  const { quarter = closedQuarter(currentMinute(clock), HELSINKI) } = request.query;
  const notes = await readNotes(scope, quarter);
  return succeed({
    body: {
      quarter,
      open: takesNote(quarter, currentMinute(clock), HELSINKI),
      notes: [...notes].flatMap(([site, [newest, ...earlier]]) =>
        newest ? [{ site, ...viewVersion(newest), earlier: earlier.map(viewVersion) }] : [],
      ),
    },
  });
};

/**
 * Writes the note of a site over the version that was seen; the stream tells the network. The same text sent again by the same worker
 * is the same note. A Query of the tenant, a read, and a transaction of three writes.
 */
export function writeSiteNote({ readTenant: read }: Ports): UseCase<Routes['writeSiteNote']> {
  return async (context) => {
    const { siteId, quarter } = context.request.parameters;
    const { version, ...given } = context.request.body;
    const text: SiteNoteTexts = withoutEmpty(given);
    const tenant = await read(context.scope);
    if (!tenant?.sites.some(({ id }) => id === siteId)) return fail(problem('not-found'));
    const named = namesWorker(
      text,
      tenant.staff.map(({ name }) => name),
    );
    if (named.length > 0) {
      const errors = named.map((each) => ({ pointer: `/body/${each}`, code: 'names_worker' }));
      return fail(problem('invalid-request', { errors }));
    }
    if (!isOpen(quarter, context.clock)) return fail(problem('state-conflict'));
    return change(context, 'WRITE', version, text);
  };
}

/** Takes a note back. The same asked again is the same. Reads and writes as {@link writeSiteNote}. */
export function withdrawSiteNote({ readTenant: read }: Ports): UseCase<Routes['withdrawSiteNote']> {
  return async (context) => {
    const tenant = await read(context.scope);
    const { siteId } = context.request.parameters;
    if (!tenant?.sites.some(({ id }) => id === siteId)) return fail(problem('not-found'));
    return change(context, 'WITHDRAW', context.request.body.version);
  };
}

type ChangeContext = Pick<ContextOf<Routes['writeSiteNote']>, 'scope' | 'actor' | 'clock' | 'audit'> & {
  readonly request: Pick<ContextOf<Routes['writeSiteNote']>['request'], 'parameters'>;
};

/** Makes the next version, if nobody has made it since `seen`. */
async function change(
  { scope, actor, clock, audit, request }: ChangeContext,
  step: 'WRITE' | 'WITHDRAW',
  seen: number,
  text?: SiteNoteTexts,
): Promise<Result<{ body: SiteNoteVersion & { site: NoteRecord['site'] } }, Problem>> {
  const { siteId: site, quarter } = request.parameters;
  const standing = await readNote(scope, quarter, site);
  const repeated = standing?.version === seen + 1 && standing.writtenBy === actor.staffId;
  if (repeated && isSame(standing.text, text)) return succeed({ body: { site, ...viewVersion(standing) } });
  if ((standing?.version ?? 0) !== seen) return fail(problem('stale-version'));
  const state = standing ? (standing.text ? 'STANDS' : 'WITHDRAWN') : 'NONE';
  if (siteNoteSteps[state][step] === 'REFUSE') return fail(problem('state-conflict'));
  // The last version is for taking back what stands.
  if (seen >= MOST_SITE_NOTES - (step === 'WRITE' ? 1 : 0)) return fail(problem('cap-reached'));
  const note: NoteRecord = {
    ...{ site, version: seen + 1, writtenBy: actor.staffId },
    writtenAt: new Date(clock.now()).toISOString(),
    ...(text && { text }),
  };
  const done = await scope.work.transact([...noteWrites(scope, quarter, note), ...audit.writes([])]);
  return done.ok ? succeed({ body: { site, ...viewVersion(note) } }) : fail(problem('stale-version'));
}

function isOpen(quarter: string, clock: Clock): boolean {
  return takesNote(quarter, currentMinute(clock), HELSINKI);
}

function isSame(one: SiteNoteTexts | undefined, other: SiteNoteTexts | undefined): boolean {
  return one?.fi === other?.fi && one?.sv === other?.sv && one?.en === other?.en;
}

function withoutEmpty({ fi, sv, en }: SiteNoteTexts): SiteNoteTexts {
  return { fi, ...(sv !== undefined && { sv }), ...(en !== undefined && { en }) };
}

function viewVersion({ version, writtenAt, text }: NoteRecord) {
  return { version, writtenAt, ...(text && { text }) };
}
