import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import type { Ids } from '../ids.ts';
import { phoneCodes } from '../refers.ts';
import { link, none, type SamplesOf } from './sample.ts';

const ofClient = ({ clientId }: Ids) => ({ clientId });
const codeOf = (ids: Ids) => phoneCodes.get(ids.link) ?? '00000000';
/** What a step has no need of. */
const details = {
  on: '2027-02-08',
  at: '10:00',
  place: 'Ohjaamo',
  outcome: 'OTHER',
  text: 'Sovittu',
} as const;

export const referralsSamples: SamplesOf<typeof referralsRoutes> = {
  listReferrals: { request: (ids) => ({ parameters: ofClient(ids) }) },
  draftReferral: {
    request: (ids) => ({
      parameters: ofClient(ids),
      body: {
        referralId: ids.referralId,
        kind: 'ORGANISATION',
        organisation: `${ids.organisation}-2`,
        municipality: undefined,
        name: 'Yhdistys',
        email: 'somebody@association.example',
        wish: 'SERVICE',
        categories: ['HOUSING'],
        warm: true,
        notes: [],
        words: 'Asunto haussa',
        senderPhone: '040 0000000',
      },
    }),
    chosen: ['referralId'],
  },
  groundReferral: {
    request: (ids) => ({
      parameters: { ...ofClient(ids), referralId: ids.draftedReferralId },
      body: {
        consentId: ids.consentId,
        means: 'ORALLY',
        language: 'fi',
        validUntil: '2027-05-31',
        reason: 'Ymmärtää, mistä on kyse',
        provision: undefined,
        provisionName: undefined,
      },
    }),
    chosen: ['consentId'],
  },
  sendReferral: {
    request: (ids) => ({
      parameters: { ...ofClient(ids), referralId: ids.groundedReferralId },
      body: { secret: randomIds.secret(128) },
    }),
  },
  moveReferral: {
    request: (ids) => ({
      parameters: { ...ofClient(ids), referralId: ids.sentReferralId },
      body: { step: 'WITHDRAW', ...details },
    }),
  },
  listReceived: none,
  readReceived: { request: (ids) => ({ parameters: { referralId: ids.sentReferralId } }) },
  moveReceived: {
    request: (ids) => ({
      parameters: { referralId: ids.sentReferralId },
      body: {
        step: 'OPEN',
        reason: 'OTHER',
        join: false,
        clientId: undefined,
        episodeId: undefined,
        ...details,
      },
    }),
  },
  readReferralLink: { request: (ids) => ({ parameters: link(ids) }) },
  openReferralLink: {
    request: (ids) => ({ parameters: link(ids), body: { phoneCode: codeOf(ids) } }),
  },
  answerReferralLink: {
    request: (ids) => ({
      parameters: link(ids),
      body: { phoneCode: codeOf(ids), step: 'DECLINE', reason: 'OTHER_AREA', text: 'Toinen alue' },
    }),
  },
};
