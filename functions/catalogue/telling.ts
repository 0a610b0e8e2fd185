import type { TellingOutcome } from '@ohjaamo/shared/catalogue/contract.ts';
import { type Difference, differencesOf, factsOf } from '@ohjaamo/shared/catalogue/facts.ts';
import {
  gapsOf,
  goneLocation,
  type ServiceLocation,
  serviceLocation,
} from '@ohjaamo/shared/catalogue/serviceLocation.ts';
import { type DayNumber, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { hoursOn } from '@ohjaamo/shared/schedule/datedHours.ts';
import { openingOn } from '@ohjaamo/shared/schedule/opening.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type { Site, TenantProfile } from '@ohjaamo/shared/tenants/profile.ts';
import { hashOf } from '../kernel/hash.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { Refusal } from './ask.ts';
import type { Catalogue } from './client.ts';
import { noteTold, type SiteRow, type Told } from './tellingRepository.ts';

/** What one telling goes by. */
export interface TellingPorts {
  readonly scope: TenantScope;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  /** The address of the service, `https://…` without a closing slash. */
  readonly origin: string;
  /** The token to write with, asked for when it is needed; absent = a dry run. */
  readonly signIn?: () => Promise<Result<string, Refusal>>;
  /** Whether somebody asked: then it is told again although we have told it before. */
  readonly isAsked: boolean;
}

/** A site as it stands when it is told. */
export interface SiteToTell {
  readonly profile: TenantProfile;
  readonly site: Site;
  readonly row: SiteRow;
  readonly plan: Pick<SitePlan, 'exceptions' | 'hours'>;
  readonly organizationId: string;
  /** The date there, `2027-02-01`. */
  readonly today: string;
  readonly told: Told | undefined;
  /** It is closed for good. */
  readonly isGone: boolean;
}

/** A telling that has begun is let run for so long before another one takes it up. */
const SENDS_FOR = 10 * 60_000;

/** What the catalogue would be told of a site now. */
export function placeOf({ today, row, plan, isGone, ...known }: SiteToTell, origin: string): ServiceLocation {
  // What changes later is told as days that differ.
  const hours = { hours: hoursOn(plan.hours, today), openingOn: (day: DayNumber) => openingOn(plan, day) };
  const place = serviceLocation({ ...known, plan: hours, entry: row.entry, origin, today: dayNumber(today) });
  return isGone ? goneLocation(place) : place;
}

/**
 * Compares one site with what the catalogue has of it, and tells it unless this is a dry run: what is the same is not sent, and what we
 * have sent before is sent again only when somebody asks. That a place is no more is sent once, also when a text of it is missing. Before anything is sent it is noted, so that of two runs at one time one sends.
 * Gives the outcome, or `undefined` when another run is at it.
 */
export async function tellSite(ports: TellingPorts, known: SiteToTell): Promise<TellingOutcome | undefined> {
  const { scope, catalogue, clock, signIn, isAsked } = ports;
  const { told, row, today, isGone } = known;
  if (told?.outcome === 'SENDING' && clock.now() - Date.parse(told.at) < SENDS_FOR) return undefined;
  const place = placeOf(known, ports.origin);
  const channelId = row.entry.channelId ?? told?.channelId;
  const noting = notes(scope, known, clock);
  if (!isGone && gapsOf({ ...known, entry: row.entry }).length > 0) return noting('INCOMPLETE');
  const theirs = await readTheirs(catalogue, channelId);
  if (!theirs.ok) return noting(outcomeOf(theirs.error));
  const differences = differencesOf(factsOf(place, today), factsOf(theirs.value, today));
  if (!signIn) return noting('DRY_RUN', { differences });
  const hash = hashOf(place);
  if (isGone && channelId !== undefined && theirs.value === undefined) {
    return noting('UNCHANGED', { sentHash: hash, isGone });
  }
  const isTold = hash === told?.sentHash && !isAsked;
  if (!isGone && (differences.length === 0 || isTold)) return noting('UNCHANGED', { differences });
  const token = await signIn();
  if (!token.ok) return noting(outcomeOf(token.error), { differences });
  if (!(await noting('SENDING', { differences }))) return undefined;
  const sent = await catalogue.tell(place, token.value, channelId);
  if (sent.ok) {
    const id = sent.value ?? channelId;
    const noted = { differences, sentHash: hash, ...(id !== undefined && { channelId: id }) };
    return noting('SENT', { ...noted, ...(isGone && { isGone }) });
  }
  const { error } = sent;
  // Nothing of ours is there: a place that is no more is not made for that.
  if (isGone && error.fault === 'NOT_FOUND') return noting('UNCHANGED', { sentHash: hash, isGone });
  return noting(outcomeOf(error), { differences, refusals: refusalsOf(error) });
}

/** What the catalogue says of the place; nothing when it does not have it, or does not show it yet. */
async function readTheirs(
  catalogue: Catalogue,
  channelId: string | undefined,
): Promise<Result<unknown, Refusal>> {
  if (channelId === undefined) return succeed(undefined);
  const read = await catalogue.readChannel(channelId);
  return !read.ok && read.error.fault === 'NOT_FOUND' ? succeed(undefined) : read;
}

interface Noted {
  readonly differences?: readonly Difference[];
  readonly refusals?: Told['refusals'];
  readonly sentHash?: string;
  readonly channelId?: string;
  readonly isGone?: boolean;
}

/** Notes outcome after outcome over what was read, until another run has noted one: then it gives `undefined`. */
function notes(scope: TenantScope, { told, site }: SiteToTell, clock: Clock) {
  let standing: Told | undefined = told;
  return async (outcome: TellingOutcome, noted: Noted = {}): Promise<TellingOutcome | undefined> => {
    const { sentHash, channelId, version = 0 } = standing ?? {};
    standing = await noteTold(scope, {
      ...(sentHash !== undefined && { sentHash }),
      ...(channelId !== undefined && { channelId }),
      refusals: [],
      ...noted,
      differences: [...(noted.differences ?? [])],
      ...{ site: site.id, version, at: new Date(clock.now()).toISOString(), outcome },
    });
    return standing && outcome;
  };
}

function outcomeOf({ fault }: Refusal): TellingOutcome {
  if (fault === 'NOT_ALLOWED') return 'NOT_ALLOWED';
  return fault === 'REFUSED' || fault === 'NOT_FOUND' ? 'REFUSED' : 'NOT_REACHED';
}

function refusalsOf({ fields }: Refusal): Told['refusals'] {
  return Object.entries(fields).map(([field, messages]) => ({ field, messages: [...messages] }));
}
