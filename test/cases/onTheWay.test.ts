import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import {
  type ClientId,
  episodeId,
  guardianId,
  handoverId,
  notificationId,
  randomIds,
} from '@ohjaamo/shared/kernel/ids.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { plansRoutes } from '@ohjaamo/shared/plans/contract.ts';
import { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { planForm } from '../employers/employersTown.ts';
import { newId as newPart } from '../plans/planTown.ts';
import { draftForm } from '../referrals/referralTown.ts';
import type { TestCall } from '../support/house.ts';
import { people, workTown } from '../support/workTown.ts';
import { clientForm, consentForm } from './caseTown.ts';

const anyRow = z.looseObject({ sk: z.string() });

/** A minor with a case, whose record is taken into another one in the moment in which a worker writes into it. */
async function oneOnTheWay() {
  const town = await workTown();
  const { clientId: client, episodeId: episode, ...form } = clientForm({ birthDate: '2011-03-01' });
  await town.as('counsellor', casesRoutes.openClient, {
    body: { clientId: client, episodeId: episode, ...form },
  });
  await town.opens('counsellor', client);
  const scope = town.house.scope(town.tenantId, 'merger');
  const rows = async () =>
    (await scope.cases.query(scope.keys.client(client, '').pk, anyRow, { consistent: true })).items;
  const takenIn = () =>
    scope.cases.update({
      Key: scope.keys.client(client, 'CLIENT'),
      UpdateExpression: 'SET mergedInto = :into',
      ExpressionAttributeValues: { ':into': 'i'.repeat(20) },
    });
  return { town, client, episode, rows, takenIn };
}

/** What a worker sends about a client, with everything in it that the client does not decide. */
interface Sent {
  readonly route: Route;
  readonly request: (client: ClientId, episode: string) => object;
}

const about = (body: object) => (client: ClientId) => ({ parameters: { clientId: client }, body });
const id = () => randomIds.id(20);

const acts: Readonly<Record<string, Sent>> = {
  'a consent': {
    route: casesRoutes.recordConsent,
    request: about(consentForm({ giver: 'BOTH' })),
  },
  'a new worker': {
    route: casesRoutes.assignWorker,
    request: about({ staffId: people.outreachWorker.id, part: 'DEPUTY', reason: 'Sijaistaa' }),
  },
  'a non-disclosure': {
    route: casesRoutes.setShield,
    request: about({ inForce: true, reason: 'Turvakielto' }),
  },
  'a prohibition to tell the guardian': {
    route: casesRoutes.setGuardianProhibition,
    request: about({ inForce: true, reason: 'Ei halua' }),
  },
  'a guardian': {
    route: casesRoutes.addGuardian,
    request: about({ guardianId: guardianId.parse(id()), name: 'Huoltaja', relation: 'PARENT' }),
  },
  'a child-welfare notification': {
    route: casesRoutes.recordChildWelfare,
    request: about({
      ...{ notificationId: notificationId.parse(id()), notifiedOn: '2027-02-01', way: 'PHONE' },
      ...{ policeTold: false, personTold: true },
    }),
  },
  'an agreement about the time after': {
    route: casesRoutes.recordHandover,
    request: about({ handoverId: handoverId.parse(id()), to: 'Etsivä', text: 'Soittaa keväällä' }),
  },
  'a wish to be erased': {
    route: casesRoutes.askErasure,
    request: about({ asked: true, ground: 'PERSON_ASKS' }),
  },
  'the end of the episode': {
    route: casesRoutes.closeEpisode,
    request: (client, episode) => ({
      parameters: { clientId: client, episodeId: episodeId.parse(episode) },
      body: { destination: 'UNKNOWN', reason: 'MOVED', source: 'WORKER', followUp: true },
    }),
  },
  'a referral': { route: referralsRoutes.draftReferral, request: about(draftForm()) },
  'a work trial': { route: employersRoutes.planTrial, request: about(planForm()) },
  'wishes of work': {
    route: employersRoutes.recordWishes,
    request: about({ version: 0, kinds: [], fields: [], languages: [] }),
  },
  'a plan with a review': {
    route: plansRoutes.changePlan,
    request: about({
      ...{ changeId: newPart(), base: 0, remove: [] },
      set: [{ path: 'reviewOn', value: '2027-04-01' }],
    }),
  },
};

describe('What is on its way while its record is taken into another one', () => {
  it.each(Object.entries(acts))(
    'is not written where nobody looks: %s',
    async (_name, { route, request }) => {
      const [lone, late] = [await oneOnTheWay(), await oneOnTheWay()];
      const sentOf = ({ client, episode }: typeof lone) => request(client, episode) as TestCall<Route>;
      expect((await lone.town.as('counsellor', route, sentOf(lone))).status).toBeLessThan(300);

      const before = await late.rows();
      const answer = await late.town.asWhile(late.takenIn, 'counsellor', route, sentOf(late));
      expect([404, 409, 412]).toContain(answer.status);
      expect((await late.rows()).map(({ mergedInto: _into, ...row }) => row)).toEqual(before);
    },
  );
});
