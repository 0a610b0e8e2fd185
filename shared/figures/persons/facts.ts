import type { AgeBand, Identification } from '../../kernel/codes.ts';
import type { Language } from '../../kernel/i18n.ts';
import type { SiteId, StaffId } from '../../kernel/ids.ts';
import type {
  destinations,
  destinationSources,
  FollowUpMonths,
  mainActivities,
} from '../../cases/episode.ts';

/** A contact with the person; dates are those of the tenant's zone. */
export interface MetContact {
  readonly id: string;
  readonly site: SiteId;
  readonly date: string;
  /** Epoch minutes. */
  readonly start: number;
  readonly staffIds: readonly StaffId[];
  readonly ageBand: AgeBand;
  readonly party: string;
  readonly identification: Identification;
  readonly state: 'RECORDED' | 'VOIDED';
}

/** A follow-up with the day from which it is asked; `reached` once somebody has asked. */
export interface FollowUpFact {
  readonly months: FollowUpMonths;
  readonly on: string;
  readonly reached?: boolean | undefined;
  readonly destination?: (typeof destinations)[number] | undefined;
}

/** An episode as it stands. */
export interface EpisodeFact {
  readonly id: string;
  readonly openedOn: string;
  readonly mainActivity: (typeof mainActivities)[number];
  readonly namedWorker: StaffId;
  readonly closing?:
    | {
        readonly on: string;
        readonly destination: (typeof destinations)[number];
        /** Absent when the calendar closed it. */
        readonly source?: (typeof destinationSources)[number] | undefined;
        /** Of those only who agreed to be asked. */
        readonly followUps: readonly FollowUpFact[];
      }
    | undefined;
}

/** A referral that was sent; what has not happened has no day. */
export interface ReferralFact {
  readonly id: string;
  readonly sentBy: StaffId;
  /** Code of the receiving organisation; of those that are none of the municipality's, what they are. */
  readonly to: { readonly code: string } | 'OTHER_MUNICIPALITY' | 'OUTSIDE';
  readonly sentOn: string;
  readonly seenOn?: string | undefined;
  /** It was taken or given back. */
  readonly endedOn?: string | undefined;
  readonly acceptedOn?: string | undefined;
  /** The day of the first meeting, once it was kept. */
  readonly metOn?: string | undefined;
}

/** A finished map by its areas; an area that was skipped has no value. */
export interface MapFact {
  readonly instrument: string;
  /** UTC instant at which it was finished, and its date. */
  readonly at: string;
  readonly on: string;
  readonly values: Readonly<Record<string, number>>;
}

/** Everything that the person-based figures read of one person. Nothing of it is kept: only what it counts for is. */
export interface PersonFacts {
  readonly language: Language;
  readonly namedWorker?: StaffId | undefined;
  readonly contacts: readonly MetContact[];
  readonly episodes: readonly EpisodeFact[];
  readonly hasPlan: boolean;
  /** When the plan is to be looked at together again. */
  readonly reviewOn?: string | undefined;
  readonly referrals: readonly ReferralFact[];
  readonly maps: readonly MapFact[];
}

/** What the figures know of the municipality's workers and organisations. */
export interface Staffing {
  readonly organisationOf: (worker: StaffId) => string | undefined;
  readonly homeSiteOf: (worker: StaffId) => SiteId | undefined;
  readonly typeOf: (organisation: string) => string | undefined;
}

/** A quarter's first and last date, and the date on which it is counted. */
export interface CountedPeriod {
  readonly from: string;
  readonly to: string;
  readonly today: string;
}
