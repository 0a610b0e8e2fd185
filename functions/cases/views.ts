import { consentState } from '@ohjaamo/shared/cases/consent.ts';
import type { ClientView, ConsentView, EpisodeView } from '@ohjaamo/shared/cases/contract.ts';
import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { ClientFile, ConsentRow, EpisodeRow } from './repository.ts';

/** What rows are shown with: the tenant's names, and the date that decides whether a consent still holds. */
export interface ViewPlace {
  readonly tenant: Tenant;
  /** Today in the tenant's zone. */
  readonly today: string;
}

/** The client with episodes and consents, newest first. */
export function viewClient({ client, episodes, consents }: ClientFile, place: ViewPlace): ClientView {
  const { kind: _kind, createdBy: _createdBy, episodeOpenedOn: _openedOn, ...shown } = client;
  return {
    ...shown,
    episodes: episodes
      .toSorted((a, b) => b.openedOn.localeCompare(a.openedOn))
      .map((each) => viewEpisode(each, place)),
    consents: consents
      .toSorted((a, b) => b.givenAt.localeCompare(a.givenAt))
      .map((each) => viewConsent(each, place)),
  };
}

function viewEpisode({ kind: _kind, namedWorker, ...shown }: EpisodeRow, { tenant }: ViewPlace): EpisodeView {
  return { ...shown, namedWorker: person(tenant, namedWorker) };
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

function person(tenant: Tenant, id: StaffId): { id: StaffId; name: string } {
  return { id, name: tenant.staff.find((each) => each.id === id)?.name ?? '' };
}

function organisationName(tenant: Tenant, code: string): LocalizedText {
  return tenant.organisations.find((each) => each.code === code)?.name ?? {};
}
