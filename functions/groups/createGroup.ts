import type { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import { missingLanguages } from '@ohjaamo/shared/groups/meetings.ts';
import { dateOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { type Problem, problem, problemStatus } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import { hashOf } from '../kernel/hash.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { viewGroup } from './deskViews.ts';
import { commitMeetings, datesAsText, lookAt, meetingsFrom } from './makeMeetings.ts';
import { siteFor, type SiteOfTenant } from './place.ts';
import { longestSeries } from './planSeries.ts';
import type { GroupRecord } from './record.ts';
import { groupWrite, readGroupRecord } from './repository.ts';

type Create = (typeof groupsRoutes)['createGroup'];
type Made = Awaited<ReturnType<UseCase<Create>>>;

/** The dates that a series would have, with what stands in their way. Writes nothing. */
export const previewSeries: UseCase<(typeof groupsRoutes)['previewSeries']> = async ({
  request,
  scope,
  actor,
  clock,
}) => {
  const place = await siteFor(scope, actor, request.parameters.siteId);
  if (!place) return fail(problem('not-found'));
  const looked = await lookAt(scope, place, request.body, request.body.series, clock);
  if (!looked.ok) return looked;
  const { slots, closed, resources } = looked.value;
  const { zone } = place.tenant.profile;
  return succeed({
    body: {
      meetings: slots.map(({ day, time, conflicts }) => ({
        date: dateOfDay(day),
        ...(time && {
          start: formatOffsetDateTime(time.start, zone),
          end: formatOffsetDateTime(time.end, zone),
        }),
        conflicts: [...conflicts],
      })),
      closed: datesAsText(closed),
      longest: longestSeries(resources.length),
    },
  });
};

/**
 * Makes a group with all its meetings in one transaction, or nothing: the calendar sheets of leaders and room, and the group's
 * own row. Asked again with the same id and content, it answers with what stands. Writes two units for every kilobyte of each
 * sheet, one sheet per resource and meeting, and of the group.
 */
export const createGroup: UseCase<Create> = async (context) => {
  const { request, scope, actor } = context;
  const [place, standing] = await Promise.all([
    siteFor(scope, actor, request.parameters.siteId),
    readGroupRecord(scope, request.parameters.siteId, request.body.groupId),
  ]);
  if (!place) return fail(problem('not-found'));
  if (standing) return repeated(context, place, standing);
  const made = await make(context, place);
  if (made.ok || problemStatus[made.error.type] !== 409) return made;
  // What stands in the way may be this very group, made by the same wish a moment ago.
  const first = await readGroupRecord(scope, place.site.id, request.body.groupId);
  return first ? repeated(context, place, first) : made;
};

async function make({ request, scope, clock }: ContextOf<Create>, place: SiteOfTenant): Promise<Made> {
  const incomplete = missingTexts(request.body, place);
  if (incomplete) return fail(incomplete);
  const looked = await lookAt(scope, place, request.body, request.body.series, clock);
  if (!looked.ok) return looked;
  const { groupId, series: _, ...told } = request.body;
  const meetings = meetingsFrom(looked.value, told, groupId, []);
  if (!meetings.ok) return meetings;
  const at = new Date(clock.now()).toISOString();
  const group: GroupRecord = {
    kind: 'GROUP',
    id: groupId,
    siteId: place.site.id,
    version: 1,
    ...told,
    meetings: meetings.value,
    contentHash: contentHash(request.body),
    createdAt: at,
    changedAt: at,
  };
  const writes = [groupWrite(scope, group)];
  const done = await commitMeetings(scope, place, { add: group.meetings, writes }, clock);
  if (done.ok) return succeed({ body: viewGroup(group, place, { now: clock.now() / 60_000 }) });
  return fail(done.error === 'refused' ? problem('id-already-used') : done.error);
}

function repeated({ request, clock }: ContextOf<Create>, place: SiteOfTenant, standing: GroupRecord) {
  return standing.contentHash === contentHash(request.body)
    ? succeed({ body: viewGroup(standing, place, { now: clock.now() / 60_000 }) })
    : fail(problem('id-already-used'));
}

function contentHash(body: ContextOf<Create>['request']['body']): string {
  return hashOf(body);
}

/** Refuses texts that lack a language of the municipality, with the place of each. */
export function missingTexts(
  { name, description }: { readonly name: LocalizedText; readonly description: LocalizedText },
  { tenant }: SiteOfTenant,
): Problem | undefined {
  const errors = Object.entries({ name, description }).flatMap(([field, text]) =>
    missingLanguages(text, tenant.profile.languages).map((language) => ({
      pointer: `/body/${field}/${language}`,
      code: 'missing_language',
    })),
  );
  return errors.length > 0 ? problem('invalid-request', { errors }) : undefined;
}
