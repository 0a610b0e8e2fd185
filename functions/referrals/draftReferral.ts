import type { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { openOrganisations } from '@ohjaamo/shared/tenants/profile.ts';
import { clientStands } from '../kernel/clientStands.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { readConsents } from './linkRepository.ts';
import type { Municipalities } from '../tenants/index.ts';
import { openReferral, sealReferral } from './package.ts';
import { type Place, readPlace } from './place.ts';
import type { ReferralRow } from './record.ts';
import { draftWrite, readPerson, readReferral } from './repository.ts';
import { viewReferral } from './views.ts';

type Draft = typeof referralsRoutes.draftReferral;
type Asked = ContextOf<Draft>['request']['body'];

/**
 * Drafts a referral. Whoever refers can give on only what they may see themselves, and contact details not while a non-disclosure
 * for personal safety is in force. Asked again with the same id and content, it answers with what stands.
 */
export function draftReferral(municipalities: Municipalities): UseCase<Draft> {
  return async ({ scope, request, actor, audit, clock, case: access }) => {
    const asked = request.body;
    const { clientId } = request.parameters;
    if (!asked.categories.every((category) => access.may('VIEW', { category }))) {
      return fail(problem('access-refused'));
    }
    const [place, person] = await Promise.all([readPlace(scope, clock), readPerson(scope, clientId)]);
    if (!person) return fail(problem('not-found'));
    if (person.shielded && asked.categories.includes('CONTACT_DETAILS'))
      return wrong('categories', 'shielded');
    const to = await receiverAsked(asked, place, municipalities);
    if (!to.ok) return wrong(to.error, 'unknown_receiver');
    const draft = await rowOf(scope, clientId, asked, {
      ...{ to: to.value, from: access.organisation, createdBy: actor.staffId, at: place.at },
    });
    const done = await scope.cases.transact([
      clientStands(scope, clientId),
      draftWrite(scope, clientId, draft),
      ...audit.writes([clientId]),
    ]);
    const standing = done.ok ? draft : await readReferral(scope, clientId, draft.id);
    if (!standing) return fail(problem('not-found'));
    if (!done.ok) {
      if (!(await isSame(scope, clientId, standing, draft, asked))) return fail(problem('id-already-used'));
      await audit.append([clientId], 'DONE');
    }
    const view = { place, consents: await readConsents(scope, clientId), link: undefined, mayRefer: true };
    return succeed({ body: await viewReferral(scope, { person, referral: standing }, view) });
  };
}

function wrong(field: string, code: string) {
  return fail(problem('invalid-request', { errors: [{ pointer: `/body/${field}`, code }] }));
}

async function receiverAsked(
  { kind, organisation, municipality, name, email }: Asked,
  { tenant }: Place,
  municipalities: Municipalities,
): Promise<Result<ReferralRow['to'], 'organisation' | 'municipality' | 'name' | 'email'>> {
  if (kind === 'ORGANISATION') {
    const known =
      organisation !== undefined && openOrganisations(tenant).some(({ code }) => code === organisation);
    return known ? succeed({ kind, code: organisation }) : fail('organisation');
  }
  if (kind === 'OUTSIDE') {
    if (name === undefined) return fail('name');
    return email === undefined ? fail('email') : succeed({ kind, name, email });
  }
  const found = municipality && (await municipalities.find(municipality));
  if (!found || found.slug === tenant.profile.slug) return fail('municipality');
  return succeed({ kind, tenantId: found.tenantId, slug: found.slug, name: found.name });
}

async function rowOf(
  scope: ContextOf<Draft>['scope'],
  client: ContextOf<Draft>['request']['parameters']['clientId'],
  { referralId: id, wish, categories, warm, words, senderPhone, notes = [] }: Asked,
  { to, from, createdBy, at }: Pick<ReferralRow, 'to' | 'from' | 'createdBy'> & { readonly at: string },
): Promise<ReferralRow> {
  return {
    kind: 'REFERRAL',
    ...{ id, version: 1, state: 'DRAFT', createdAt: at, createdBy, from, to, wish, warm },
    categories: [...new Set(categories)].sort(),
    notes: [...new Set(notes)].sort(),
    openedBy: [],
    history: [{ step: 'DRAFT', at, by: createdBy }],
    sealed: await sealReferral(scope, client, { id }, { words, senderPhone }),
  };
}

/** Whether what stands was drafted by the same request; what happened to it since is not part of the asking. */
async function isSame(
  scope: ContextOf<Draft>['scope'],
  client: ContextOf<Draft>['request']['parameters']['clientId'],
  standing: ReferralRow,
  draft: ReferralRow,
  { words, senderPhone }: Asked,
): Promise<boolean> {
  const told = ({ to, from, createdBy, wish, warm, categories, notes }: ReferralRow) =>
    JSON.stringify([to, from, createdBy, wish, warm, categories, notes]);
  const texts = await openReferral(scope, client, standing);
  return told(standing) === told(draft) && texts.words === words && texts.senderPhone === senderPhone;
}
