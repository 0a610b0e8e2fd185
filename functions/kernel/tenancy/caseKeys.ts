import type { ClientId, ReferralId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Key } from './key.ts';

/** The keys of one tenant's Cases table; `prefix` is what every key of the tenant begins with. */
export function caseKeys(prefix: string) {
  return {
    client: (client: ClientId, sk: string): Key => ({ pk: `${prefix}CLIENT#${client}`, sk }),
    /** Whom a word of a name, a telephone or a tag belongs to; `hash` is keyed, so no name stands in a key. */
    find: (hash: string, client: ClientId): Key => ({ pk: `${prefix}FIND#${hash}`, sk: client }),
    /** Whose personal identity code it is, by the code's keyed hash; the row names the client in `clientId`. */
    identity: (fingerprint: string): Key => ({ pk: `${prefix}IDENTITY#${fingerprint}`, sk: 'IDENTITY' }),
    /** The tenant's wrapped data key. */
    dataKey: (): Key => ({ pk: `${prefix}DATAKEY`, sk: 'DATAKEY' }),
    /** Whose cases a worker opened in one hour, `2027-02-01T12`. */
    watch: (worker: StaffId, hour: string): Key => ({ pk: `${prefix}WATCH#${worker}`, sk: hour }),
    /** What an administrator looks into: access in danger, abnormal searching; `sk` begins with the instant. */
    review: (sk: string): Key => ({ pk: `${prefix}REVIEW`, sk }),
    /** Notifications to outreach youth work that are kept, in one partition: no client's. */
    outreach: (sk: string): Key => ({ pk: `${prefix}OUTREACH`, sk }),
    /** What is left of a year's destroyed ones: rows that nobody is in. */
    outreachCount: (year: string, sk: string): Key => ({ pk: `${prefix}OUTREACH#${year}`, sk }),
    /** Employers, their places and events, in one partition: no client's data. */
    employer: (sk: string): Key => ({ pk: `${prefix}EMPLOYER`, sk }),
    /** What was referred to an organisation; `sk` is the referral. */
    received: (organisation: string, sk: string): Key => ({ pk: `${prefix}REFERRALS#${organisation}`, sk }),
    /** What a receiver without an account opens by a link. */
    referralLink: (referral: ReferralId): Key => ({ pk: `${prefix}REFERRALLINK#${referral}`, sk: 'LINK' }),
    /** Referrals from other municipalities, which belong to nobody here before they are accepted. */
    envelope: (referral: ReferralId): Key => ({ pk: `${prefix}ENVELOPE`, sk: referral }),
    /** What the courier is to carry out of the municipality: mails, envelopes, answers. */
    outbox: (sk: string): Key => ({ pk: `${prefix}OUTBOX`, sk }),
    /** A map that is kept without a name; `code` is the keyed hash of the code it opens with. */
    keptMap: (code: string): Key => ({ pk: `${prefix}KEPTMAP#${code}`, sk: 'MAP' }),
    /** The situation maps that a municipality uses: `REGISTER`, and each version of an instrument. */
    instrument: (sk: string): Key => ({ pk: `${prefix}INSTRUMENT`, sk }),
    /** Index of a named worker's clients. */
    worker: (worker: StaffId, client: ClientId) => ({
      workerPk: `${prefix}WORKER#${worker}`,
      workerSk: client,
    }),
    /** Index of the cases by the date of the night that next looks at each, on the client's own row. */
    due: (date: string, client: ClientId | '') => ({
      workerPk: `${prefix}DUE`,
      workerSk: `${date}#${client}`,
    }),
    /** The contacts of a client, whose records stand by themselves; `sk` begins with the start. */
    contacts: (client: ClientId, sk: string): Key => ({ pk: `${prefix}CONTACTS#${client}`, sk }),
    /** How long the municipality keeps what: `CASES`; until which date it has forgotten who booked: `FORGOTTEN`; and until which month its log: `LOG`. */
    caseRules: (sk: 'CASES' | 'FORGOTTEN' | 'LOG'): Key => ({ pk: `${prefix}RULES`, sk }),
  };
}
