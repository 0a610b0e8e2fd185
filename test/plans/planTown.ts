import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { planPartId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { plansRoutes, type PlanView } from '@ohjaamo/shared/plans/contract.ts';
import type * as z from 'zod';
import { consentForm, openedClient } from '../cases/caseTown.ts';
import { people, type Person, workTown } from '../support/workTown.ts';

const { readPlan, changePlan, signPlan, freezePlan, readPlanCopy, printPlanCopy } = plansRoutes;
type ChangeForm = Partial<z.input<typeof changePlan.body>>;

/** An id of a part of a plan, a change or a copy. */
export const newId = () => planPartId.parse(randomIds.id(20));

export const REVIEW = '2027-04-01';

/** A town with a client of the counsellor; a counsellor of Kela is in the team, without a consent. */
export async function planTown(now?: string) {
  const town = await workTown(now);
  const client = await openedClient(town);
  const parameters = { clientId: client };
  await town.as('counsellor', casesRoutes.assignWorker, {
    parameters,
    body: { staffId: people.partner.id, part: 'TEAM', reason: 'Raha-asiat' },
  });
  await town.opens('counsellor', client);
  await town.opens('partner', client);
  const plan = {
    read: (person: Person = 'counsellor') => town.as(person, readPlan, { parameters }),
    change: (person: Person, form: ChangeForm) =>
      town.as(person, changePlan, {
        parameters,
        body: changePlan.body.parse({ changeId: newId(), base: 0, set: [], remove: [], ...form }),
      }),
    sign: (version: number, person: Person = 'counsellor') =>
      town.as(person, signPlan, { parameters, body: { version } }),
    freeze: (person: Person, version: number, copyId = newId()) =>
      town.as(person, freezePlan, { parameters, body: { copyId, version } }),
    copy: (person: Person, copyId: ReturnType<typeof newId>) =>
      town.as(person, readPlanCopy, { parameters: { ...parameters, copyId } }),
    print: (person: Person, copyId: ReturnType<typeof newId>, language: 'fi' | 'sv' | 'en' = 'fi') =>
      town.as(person, printPlanCopy, { parameters: { ...parameters, copyId }, query: { language } }),
  };
  return {
    ...town,
    client,
    parameters,
    plan,
    /** The young person agrees that Kela sees the plan. */
    async consent() {
      const body = consentForm({ categories: ['SHARED_PLAN'] });
      await town.as('counsellor', casesRoutes.recordConsent, { parameters, body });
      return body.consentId;
    },
    withdraw: (consentId: ReturnType<typeof consentForm>['consentId']) =>
      town.as('counsellor', casesRoutes.withdrawConsent, {
        parameters: { ...parameters, consentId },
        body: {},
      }),
    /** A goal with a review date, ready to be signed. */
    async agreed(words = 'Oma koti') {
      const goal = newId();
      const set = [
        { path: `goals/${goal}/words`, value: words },
        { path: 'reviewOn', value: REVIEW },
      ];
      const answer = await plan.change('counsellor', { set });
      if (answer.status !== 200) throw new Error(answer.text);
      return { goal, version: answer.body.version };
    },
  };
}

/** The settings of a new action. */
export function action(id: string, parts: Readonly<Record<string, string>> = {}) {
  const fields = { what: 'Haetaan asumistukea', organisation: 'YOUTH', state: 'OPEN', ...parts };
  return Object.entries(fields).map(([name, value]) => ({ path: `actions/${id}/${name}`, value }));
}

/** The values of a field as a reader sees them. */
export function texts(field: PlanView['needs']): string[] {
  return field.map(({ value }) => value);
}
