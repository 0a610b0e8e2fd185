import { carryReferrals } from '@ohjaamo/functions/referrals/index.ts';
import type { Message } from '@ohjaamo/functions/kernel/mail.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import {
  type ClientId,
  consentId,
  randomIds,
  referralId,
  type ReferralId,
  type StaffId,
} from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import type { TenantState } from '@ohjaamo/shared/tenants/life.ts';
import * as z from 'zod';
import { clientForm, consentForm } from '../cases/caseTown.ts';
import { staffMember, worker } from '../support/schedule.ts';
import { type Person, workTown, type WorkTown } from '../support/workTown.ts';

const routes = referralsRoutes;
type Draft = z.input<typeof routes.draftReferral.body>;
type Move = z.input<typeof routes.moveReferral.body>;
type Received = z.input<typeof routes.moveReceived.body>;

const taskRow = z.object({
  tasks: z.record(z.string(), z.object({ kind: z.string(), dueOn: z.string() })),
});

/** A referral to Kela about money, with contact details. */
export function draftForm(parts: Partial<Draft> = {}) {
  return routes.draftReferral.body.parse({
    referralId: referralId.parse(randomIds.id(20)),
    kind: 'ORGANISATION',
    organisation: 'KELA',
    wish: 'GUIDANCE',
    categories: ['MONEY', 'CONTACT_DETAILS'],
    warm: false,
    words: 'Asumistuki yhdessä, kiitos',
    ...parts,
  });
}

/** A consent as it is given with a referral. */
export function givenNow(parts: Record<string, unknown> = {}) {
  return {
    consentId: consentId.parse(randomIds.id(20)),
    means: 'ORALLY' as const,
    language: 'fi',
    validUntil: '2027-12-31',
    ...parts,
  };
}

/** A town in which people are referred. The counsellor of the youth services knows the young person. */
export async function referralTown() {
  const town = await workTown();
  // A second worker of Kela, who sees the same list as the first.
  const second = worker(9);
  const scope = town.house.scope(town.tenantId, 'provisioning');
  await scope.work.transact([
    scope.work.putWrite({
      ...scope.keys.tenant(`STAFF#${second}`),
      kind: 'STAFF',
      value: staffMember(second, 'KELA'),
    }),
  ]);
  const colleague: Actor = {
    ...{ realm: 'tenant', subject: 'second-of-kela', tenantId: town.tenantId },
    ...{ staffId: second, roles: ['PARTNER_WORKER'] },
  };
  return { ...town, colleague, ...actsOf(town, colleague) };
}

export type ReferralTown = Awaited<ReturnType<typeof referralTown>>;

function actsOf(town: WorkTown, colleague: Actor) {
  const of = (client: ClientId, referral: ReferralId) => ({ clientId: client, referralId: referral });
  return {
    /** Opens a client as the counsellor. */
    async client(parts: Parameters<typeof clientForm>[0] = {}): Promise<ClientId> {
      const body = clientForm({ displayName: 'Testi Tunturi', email: 'nuori@example.org', ...parts });
      const answer = await town.as('counsellor', casesRoutes.openClient, { body });
      if (answer.status !== 201) throw new Error(answer.text);
      return body.clientId;
    },
    async consents(client: ClientId, parts: Parameters<typeof consentForm>[0] = {}) {
      const body = consentForm(parts);
      const parameters = { clientId: client };
      const answer = await town.as('counsellor', casesRoutes.recordConsent, { parameters, body });
      if (answer.status !== 201) throw new Error(answer.text);
      return body.consentId;
    },
    withdraws: (client: ClientId, consent: string) =>
      town.as('counsellor', casesRoutes.withdrawConsent, {
        parameters: { clientId: client, consentId: consentId.parse(consent) },
        body: {},
      }),
    drafts: (client: ClientId, parts: Partial<Draft> = {}) =>
      town.as('counsellor', routes.draftReferral, {
        parameters: { clientId: client },
        body: draftForm(parts),
      }),
    grounds: (client: ClientId, referral: ReferralId, body: z.input<typeof routes.groundReferral.body>) =>
      town.as('counsellor', routes.groundReferral, { parameters: of(client, referral), body }),
    sends: (client: ClientId, referral: ReferralId, secret = randomIds.secret(128)) =>
      town.as('counsellor', routes.sendReferral, { parameters: of(client, referral), body: { secret } }),
    moves: (client: ClientId, referral: ReferralId, body: Move) =>
      town.as('counsellor', routes.moveReferral, { parameters: of(client, referral), body }),
    /** The referrals of a client as the counsellor sees them. */
    referrals: async (client: ClientId, person: Person = 'counsellor') =>
      (await town.as(person, routes.listReferrals, { parameters: { clientId: client } })).body,
    list: async (person: Person = 'partner') => (await town.as(person, routes.listReceived)).body.referrals,
    looks: (referral: ReferralId, person: Person = 'partner') =>
      town.as(person, routes.readReceived, { parameters: { referralId: referral } }),
    answers: (referral: ReferralId, body: Received, person: Person = 'partner') =>
      town.as(person, routes.moveReceived, { parameters: { referralId: referral }, body }),
    /** The colleague of the partner, who works for the same organisation. */
    colleagueLooks: (referral: ReferralId) =>
      town.asActor(colleague, routes.readReceived, { parameters: { referralId: referral } }),
    colleagueAnswers: (referral: ReferralId, body: Received) =>
      town.asActor(colleague, routes.moveReceived, { parameters: { referralId: referral }, body }),
    /** The counsellor takes a worker into the team. */
    joinsTeam: (client: ClientId, staffId: StaffId) =>
      town.as('counsellor', casesRoutes.assignWorker, {
        parameters: { clientId: client },
        body: { staffId, part: 'TEAM', reason: 'Raha-asiat' },
      }),
    /** Tasks on the client's row. */
    async tasks(client: ClientId) {
      const { cases, keys } = town.house.scope(town.tenantId, 'cases');
      return (await cases.get(keys.client(client, 'CLIENT'), taskRow))?.tasks ?? {};
    },
    /** A sent referral to Kela, resting on a consent. */
    async sent(parts: Partial<Draft> = {}) {
      const client = await this.client();
      const consent = await this.consents(client);
      const draft = await this.drafts(client, parts);
      if (draft.status !== 201) throw new Error(draft.text);
      const { id } = draft.body;
      await this.grounds(client, id, { consentId: consent });
      const sent = await this.sends(client, id);
      if (sent.status !== 200) throw new Error(sent.text);
      return { client, consent, id };
    },
  };
}

/** Lets the courier do the errands of these towns once; gives the mails it sent. */
export function courierOf(...towns: readonly WorkTown[]) {
  const [first] = towns;
  if (!first) throw new Error('No town');
  const mails: Message[] = [];
  const post = { closed: false };
  const states = new Map<string, TenantState>(towns.map(({ tenantId }) => [tenantId, 'ACTIVE']));
  const run = () =>
    carryReferrals({
      openScope: first.house.openScope,
      clock: first.clock,
      origin: 'https://ohjaamo.example',
      platform: {
        ...first.house.platform,
        query: () => Promise.resolve({ items: [...states].map(([sk, state]) => ({ sk, state })) }),
        get: (key: { readonly sk: string }) => {
          const state = states.get(key.sk);
          return Promise.resolve(state && { state });
        },
      } as unknown as typeof first.house.platform,
      sendMail: (message) => {
        if (post.closed) return Promise.reject(new Error('Closed'));
        mails.push(message);
        return Promise.resolve();
      },
    });
  /** Puts a town into a state of its life, or out of the register. */
  const standsAs = (town: WorkTown, state: TenantState | undefined) => {
    if (state) states.set(town.tenantId, state);
    else states.delete(town.tenantId);
  };
  return { run, mails, post, standsAs };
}
