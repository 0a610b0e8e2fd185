import { consentCategories } from '@ohjaamo/shared/kernel/caseCategories.ts';
import type { SentPackage } from '@ohjaamo/shared/referrals/views.ts';
import type { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { openOrganisations } from '@ohjaamo/shared/tenants/profile.ts';
import type { CaseAccess } from '../kernel/caseAccess.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readArrivals } from './arrivals.ts';
import type { Municipalities } from '../tenants/index.ts';
import { nothingOf, packageOf } from './package.ts';
import { readLink, readConsents } from './linkRepository.ts';
import { type Place, readPlace } from './place.ts';
import type { ReferralRow } from './record.ts';
import { type Found, readPerson, readReferrals } from './repository.ts';
import { viewReferral } from './views.ts';

/**
 * Whether whoever asks may know of a referral: those of the organisation that sent it, and who may see all that it carries. That
 * somebody was sent to a place of help is as private as what went along.
 */
export function mayKnow(access: CaseAccess, { from, categories }: ReferralRow): boolean {
  return (
    access.organisation === from ||
    categories.every((category) => access.may('VIEW', { category, owner: from }))
  );
}

/** Of what arrived, the parts that whoever asks may see. */
function seenOf(access: CaseAccess, { contact, parts, words, ...who }: SentPackage): SentPackage {
  const all = consentCategories.every((category) => access.may('VIEW', { category }));
  return {
    ...who,
    ...(contact && access.may('VIEW', { category: 'CONTACT_DETAILS' }) && { contact }),
    parts: parts.filter(({ category }) => access.may('VIEW', { category })),
    // The sender's words may be about anything.
    ...(words !== undefined && all && { words }),
  };
}

/** Of a draft, the ticked categories that would carry nothing if it were sent now. At most three Queries. */
async function emptyIn(scope: TenantScope, access: CaseAccess, { person, referral }: Found, place: Place) {
  // Only a draft is gathered for: notes, maps and plan are loaded with it.
  const { gatherMaterial } = await import('./material.ts');
  const parts = await gatherMaterial(scope, access, referral, { language: person.contactLanguage, place });
  return nothingOf(packageOf({ person, parts, words: undefined }, referral.categories), referral.categories);
}

/** The referrals of a client. Three Queries more for each draft. Two Queries, 1 read, 1 more for each link, and the municipalities of the network. */
export function listReferrals(municipalities: Municipalities): UseCase<typeof referralsRoutes.listReferrals> {
  return async ({ scope, request, clock, case: access }) => {
    const { clientId } = request.parameters;
    const [place, person, referrals, arrivals, consents, others] = await Promise.all([
      readPlace(scope, clock),
      readPerson(scope, clientId),
      readReferrals(scope, clientId),
      readArrivals(scope, clientId),
      readConsents(scope, clientId),
      municipalities.list(),
    ]);
    if (!person) return fail(problem('not-found'));
    const known = referrals.filter((each) => mayKnow(access, each));
    const mayRefer = access.may('REFER');
    const shown = known.map(async (referral) => {
      const own = access.organisation === referral.from;
      const link = referral.to.kind === 'OUTSIDE' ? await readLink(scope, referral.id) : undefined;
      const draft = own && (referral.state === 'DRAFT' || referral.state === 'CONSENTED');
      return {
        ...(await viewReferral(
          scope,
          { person, referral },
          { place, consents, link, mayRefer: mayRefer && own },
        )),
        ...(draft && { nothingOf: await emptyIn(scope, access, { person, referral }, place) }),
      };
    });
    const { slug: home } = place.tenant.profile;
    return succeed({
      body: {
        referrals: await Promise.all(shown),
        withheld: known.length < referrals.length,
        arrived: arrivals.flatMap(({ sent, ...each }) =>
          sent ? [{ ...each, sent: seenOf(access, sent) }] : [],
        ),
        organisations: openOrganisations(place.tenant).map(({ code, name }) => ({ code, name })),
        municipalities: others.filter(({ slug }) => slug !== home),
        today: place.today,
      },
    });
  };
}
