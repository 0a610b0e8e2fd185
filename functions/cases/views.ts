import { isMinor } from '@ohjaamo/shared/cases/age.ts';
import { consentState } from '@ohjaamo/shared/kernel/consents.ts';
import type { ClientView, ConsentView, EpisodeView } from '@ohjaamo/shared/cases/contract.ts';
import { caseActs } from '@ohjaamo/shared/cases/acts.ts';
import { maskedIdentityCode } from '@ohjaamo/shared/cases/identification.ts';
import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import type { ClientId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { CaseAccess } from '../kernel/caseAccess.ts';
import { openTexts } from '../kernel/sealing.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { workerOf as person } from '../tenants/index.ts';
import type { ViewPlace } from './place.ts';
import { clientPlace, consentPlace } from './sealedPlaces.ts';
import type { ClientFile, ClientRow, ConsentRow, EpisodeRow } from './repository.ts';

export { person, type ViewPlace };

/** The code shown for somebody whom the tenant no longer has. */
const UNKNOWN_ORGANISATION = 'UNKNOWN';

/** What the policies open of a case; see `CaseAccess`. */
export type Opened = Pick<CaseAccess, 'may' | 'organisation'>;

/**
 * The client with episodes and consents, newest first, as far as the policies open the case: contact details by their category,
 * where the person lives only to whom a non-disclosure leaves it, all consents to those who may record one, to others those from and
 * to their own organisation. Whoever does not work with the person, a site manager, gets who it is and who works with them.
 */
export async function viewClient(
  scope: TenantScope,
  { client, episodes, consents }: ClientFile,
  place: ViewPlace,
  access: Opened,
): Promise<ClientView> {
  const works = worksWith(access);
  const own = consents.filter(({ from, to }) => works && [from, to].includes(access.organisation));
  const maySeeAll = access.may('RECORD_CONSENT');
  const seen = maySeeAll ? consents : own;
  const reach = await viewReach(scope, client, place, access);
  const { id, version, displayName, identification, contactLanguage, createdAt } = client;
  return {
    ...{ id, version, displayName, identification, contactLanguage, createdAt },
    ...(works && marksOf(client, place)),
    ...(client.restriction && { restrictedSince: client.restriction.since }),
    ...reach.shown,
    episodes: (works ? episodes : [])
      .toSorted((a, b) => b.openedOn.localeCompare(a.openedOn))
      .map((each) => viewEpisode(each, client, place)),
    consents: await Promise.all(
      seen
        .toSorted((a, b) => b.givenAt.localeCompare(a.givenAt))
        .map((each) => viewConsent(scope, { client: id, consent: each, withReason: maySeeAll }, place)),
    ),
    team: client.team.map(({ staffId, part }) => ({
      ...person(place.tenant, staffId),
      organisation: organisationOf(place.tenant, staffId),
      part,
    })),
    withheld: [
      ...reach.withheld,
      ...(seen.length < consents.length ? (['CONSENTS'] as const) : []),
      ...(works ? [] : (['EPISODES'] as const)),
    ],
    may: caseActs.filter((act) => access.may(act)),
  };
}

/** Whoever works with a person may end a consent for them; whoever only names the worker may not. */
function worksWith(access: Opened): boolean {
  return access.may('WITHDRAW_CONSENT');
}

/** What whoever works with the person minds at every step. */
function marksOf(
  { birthDate, interpreterLanguage, shielded, guardianProhibitedAt }: ClientRow,
  { today }: ViewPlace,
): Pick<ClientView, 'minor' | 'interpreterLanguage' | 'shielded' | 'guardianProhibited'> {
  const guardianProhibited = guardianProhibitedAt !== undefined;
  return { minor: isMinor(birthDate, today), interpreterLanguage, shielded, guardianProhibited };
}

/** Whether whoever asks sees how the client is reached, and where the person lives and is met. */
export function mayReach(
  client: ClientRow,
  tenant: Tenant,
  access: Opened,
): { readonly contact: boolean; readonly whereabouts: boolean } {
  const owner = organisationOf(tenant, client.createdBy);
  const contact = access.may('VIEW', { category: 'CONTACT_DETAILS', owner });
  return { contact, whereabouts: contact && (!client.shielded || access.may('SEE_WHEREABOUTS')) };
}

/** How the person is reached and where they live, as far as it is open, and which of it is not. */
async function viewReach(scope: TenantScope, client: ClientRow, place: ViewPlace, access: Opened) {
  const sees = mayReach(client, place.tenant, access);
  const { id, birthDate, phone, email, sealed = {} } = client;
  const { municipality, address, identityCode } = sealed;
  const some = birthDate ?? phone ?? email ?? municipality ?? address;
  if (!sees.contact) return { shown: {}, withheld: some ? (['CONTACT_DETAILS'] as const) : [] };
  const identityCodeMask = identityCode && birthDate && maskedIdentityCode(birthDate);
  const reach = { birthDate, phone, email, ...(identityCodeMask && { identityCodeMask }) };
  const lives = { ...(municipality && { municipality }), ...(address && { address }) };
  if (!sees.whereabouts) {
    return { shown: reach, withheld: municipality || address ? (['WHEREABOUTS'] as const) : [] };
  }
  return { shown: { ...reach, ...(await openTexts(scope, clientPlace(id), lives)) }, withheld: [] };
}

/** An open episode is guided by whoever is named now, a closed one by whoever was. */
function viewEpisode(
  { id, openedOn, state, routeIn, mainActivity, namedWorker }: EpisodeRow,
  { team }: ClientFile['client'],
  { tenant }: ViewPlace,
): EpisodeView {
  const now = team.find(({ part }) => part === 'NAMED')?.staffId;
  return {
    ...{ id, openedOn, state, routeIn, mainActivity },
    namedWorker: person(tenant, state === 'OPEN' && now ? now : namedWorker),
  };
}

/** A consent with the state it has today; why a minor or a guardian decides alone is opened when it is asked for. */
export async function viewConsent(
  scope: TenantScope,
  of: { readonly client: ClientId; readonly consent: ConsentRow; readonly withReason: boolean },
  { tenant, today }: ViewPlace,
): Promise<ConsentView> {
  const { kind: _kind, judgement, toName, sealed = {}, ...consent } = of.consent;
  const { reason } = of.withReason
    ? await openTexts<'reason'>(scope, consentPlace(of.client, consent.id), sealed)
    : {};
  return {
    ...consent,
    ...(judgement && { capacity: { judgement, ...(reason && { reason }) } }),
    from: { code: consent.from, name: organisationName(tenant, consent.from) },
    to: { code: consent.to, name: toName ?? organisationName(tenant, consent.to) },
    recordedBy: person(tenant, consent.recordedBy),
    state: consentState(consent, today),
  };
}

/** Code of the organisation that a worker records for. */
export function organisationOf(tenant: Tenant, worker: StaffId): string {
  return tenant.staff.find(({ id }) => id === worker)?.organisation ?? UNKNOWN_ORGANISATION;
}

function organisationName(tenant: Tenant, code: string): LocalizedText {
  return tenant.organisations.find((each) => each.code === code)?.name ?? {};
}
