import { consentState } from '@ohjaamo/shared/cases/consent.ts';
import {
  caseActs,
  type ClientView,
  type ConsentView,
  type EpisodeView,
} from '@ohjaamo/shared/cases/contract.ts';
import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { CaseAccess } from '../kernel/caseAccess.ts';
import type { ClientFile, ConsentRow, EpisodeRow } from './repository.ts';

/** What rows are shown with: the tenant's names, and the date that decides whether a consent still holds. */
export interface ViewPlace {
  readonly tenant: Tenant;
  /** Today in the tenant's zone. */
  readonly today: string;
}

/** The code shown for somebody whom the tenant no longer has. */
const UNKNOWN_ORGANISATION = 'UNKNOWN';

/** What the policies open of a case; see `CaseAccess`. */
export type Opened = Pick<CaseAccess, 'may' | 'organisation'>;

/**
 * The client with episodes and consents, newest first, as far as the policies open the case: contact details by their category,
 * all consents to those who may record one, to others those to their own organisation.
 */
export function viewClient(
  { client, episodes, consents }: ClientFile,
  place: ViewPlace,
  access: Opened,
): ClientView {
  const owner = organisationOf(place.tenant, client.createdBy);
  const contact = access.may('VIEW', { category: 'CONTACT_DETAILS', owner });
  const own = consents.filter(({ from, to }) => [from, to].includes(access.organisation));
  const seen = access.may('RECORD_CONSENT') ? consents : own;
  const { id, displayName, identification, contactLanguage, createdAt } = client;
  const { birthDate, phone, email } = client;
  return {
    ...{ id, displayName, identification, contactLanguage, createdAt },
    ...(contact && { birthDate, phone, email }),
    episodes: episodes
      .toSorted((a, b) => b.openedOn.localeCompare(a.openedOn))
      .map((each) => viewEpisode(each, client, place)),
    consents: seen
      .toSorted((a, b) => b.givenAt.localeCompare(a.givenAt))
      .map((each) => viewConsent(each, place)),
    team: client.team.map(({ staffId, part }) => ({
      ...person(place.tenant, staffId),
      organisation: organisationOf(place.tenant, staffId),
      part,
    })),
    withheld: [
      ...(contact || !(birthDate ?? phone ?? email) ? [] : (['CONTACT_DETAILS'] as const)),
      ...(seen.length < consents.length ? (['CONSENTS'] as const) : []),
    ],
    may: caseActs.filter((act) => access.may(act)),
  };
}

/** An open episode is guided by whoever is named now, a closed one by whoever was. */
function viewEpisode(
  { kind: _kind, namedWorker, ...shown }: EpisodeRow,
  { team }: ClientFile['client'],
  { tenant }: ViewPlace,
): EpisodeView {
  const now = team.find(({ part }) => part === 'NAMED')?.staffId;
  return { ...shown, namedWorker: person(tenant, shown.state === 'OPEN' && now ? now : namedWorker) };
}

/** A consent with the state it has today. */
export function viewConsent(
  { kind: _kind, ...consent }: ConsentRow,
  { tenant, today }: ViewPlace,
): ConsentView {
  return {
    ...consent,
    from: { code: consent.from, name: organisationName(tenant, consent.from) },
    to: { code: consent.to, name: organisationName(tenant, consent.to) },
    recordedBy: person(tenant, consent.recordedBy),
    state: consentState(consent, today),
  };
}

function organisationOf(tenant: Tenant, worker: StaffId): string {
  return tenant.staff.find(({ id }) => id === worker)?.organisation ?? UNKNOWN_ORGANISATION;
}

function person(tenant: Tenant, id: StaffId): { id: StaffId; name: string } {
  return { id, name: tenant.staff.find((each) => each.id === id)?.name ?? '' };
}

function organisationName(tenant: Tenant, code: string): LocalizedText {
  return tenant.organisations.find((each) => each.code === code)?.name ?? {};
}
