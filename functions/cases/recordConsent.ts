import { isMinor } from '@ohjaamo/shared/cases/age.ts';
import { consentFaults } from '@ohjaamo/shared/cases/consent.ts';
import type { casesRoutes, ConsentView } from '@ohjaamo/shared/cases/contract.ts';
import { giverFaults, judgementOf } from '@ohjaamo/shared/cases/minors.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { openOrganisations } from '@ohjaamo/shared/tenants/profile.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { sealTexts } from '../kernel/sealing.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import { readPlace } from './place.ts';
import { type ClientRow, type ConsentRow, putConsent, readClientFile } from './repository.ts';
import { factsOf } from './rows.ts';
import { consentPlace } from './sealedPlaces.ts';
import { type ViewPlace, viewConsent } from './views.ts';

type RecordConsent = typeof casesRoutes.recordConsent;
type Asked = ContextOf<RecordConsent>['request']['body'];

/**
 * Records a consent of a client; of a minor's also who gave it and, when one alone did, how the ability to decide was judged, with
 * the reason sealed. Nobody of another organisation takes one to the own organisation, which would open the case to oneself. Asked
 * again with the same id and content, it answers with what stands. 2 reads, 2 writes and the trail's.
 */
export const recordConsent: UseCase<RecordConsent> = async (context) => {
  const { scope, request, audit, clock, case: access } = context;
  const { clientId } = request.parameters;
  const widensOwnRights = request.body.to === access.organisation;
  if (!access.may('RECORD_CONSENT', { widensOwnRights })) return fail(problem('access-refused'));
  const [place, file] = await Promise.all([readPlace(scope, clock), readClientFile(scope, clientId)]);
  if (!file) return fail(problem('not-found'));
  const faults = faultsOf(request.body, file.client, place);
  if (faults.length > 0) {
    const errors = faults.map(({ field, code }) => ({ pointer: `/body/${field}`, code }));
    return fail(problem('invalid-request', { errors }));
  }
  const consent = await rowOf(context);
  const done = await putConsent(scope, clientId, consent, [
    timelineWrite(scope, clientId, entryOf(consent, 'CONSENT_GIVEN', consent.givenAt)),
    ...audit.writes([clientId], factsOf(consent)),
  ]);
  const view = (row: ConsentRow) =>
    viewConsent(scope, { client: clientId, consent: row, withReason: true }, place);
  if (done.ok) return succeed({ body: await view(consent) });
  if (done.error === 'not-found') return fail(problem('not-found'));

  const { standing } = done.error;
  const [stands, asked] = await Promise.all([view(standing), view(consent)]);
  if (!isSame(stands, asked)) return fail(problem('id-already-used'));
  await audit.append([clientId], 'DONE');
  return succeed({ body: stands });
};

function faultsOf(asked: Asked, client: ClientRow, { tenant, today }: ViewPlace) {
  const organisations = openOrganisations(tenant).map(({ code }) => code);
  const given = {
    giver: asked.giver,
    judged: asked.capacityReason !== undefined,
    minor: isMinor(client.birthDate, today),
    guardianProhibited: client.guardianProhibitedAt !== undefined,
  };
  const giver = giverFaults(given).map(({ field, code }) => ({
    field: field === 'capacity' ? 'capacityReason' : field,
    code,
  }));
  return [...consentFaults(asked, today, organisations), ...giver];
}

async function rowOf({ scope, request, actor, clock }: ContextOf<RecordConsent>): Promise<ConsentRow> {
  const { consentId: id, categories, capacityReason: reason, ...told } = request.body;
  const place = consentPlace(request.parameters.clientId, id);
  return {
    kind: 'CONSENT',
    id,
    categories: [...new Set(categories)].sort(),
    ...told,
    ...(reason !== undefined && {
      judgement: judgementOf(told.giver),
      sealed: await sealTexts(scope, place, { reason }),
    }),
    givenAt: new Date(clock.now()).toISOString(),
    recordedBy: actor.staffId,
  };
}

/** What the story tells of a consent: to those who may see what it opens. */
export function entryOf(consent: ConsentRow, what: 'CONSENT_GIVEN' | 'CONSENT_WITHDRAWN', at: string) {
  const { id, from: owner, recordedBy, categories } = consent;
  const by = what === 'CONSENT_GIVEN' ? { by: recordedBy } : {};
  return {
    id: `${id}-${what}`,
    at,
    what,
    category: categories[0] ?? 'GUIDANCE',
    owner,
    record: id,
    ...by,
  } as const;
}

/** Whether the standing consent says what is asked; when it was given and withdrawn is not part of the asking. */
function isSame(standing: ConsentView, asked: ConsentView): boolean {
  return (
    standing.categories.join() === asked.categories.join() &&
    standing.from.code === asked.from.code &&
    standing.to.code === asked.to.code &&
    standing.capacity?.reason === asked.capacity?.reason &&
    standing.recordedBy.id === asked.recordedBy.id &&
    (['purpose', 'validUntil', 'means', 'language', 'giver'] as const).every(
      (field) => standing[field] === asked[field],
    )
  );
}
