import { changePlan, planText } from '@ohjaamo/functions/plans/index.ts';
import { auditTrail } from '@ohjaamo/functions/kernel/audit.ts';
import type { ContextOf } from '@ohjaamo/functions/kernel/http/context.ts';
import type { OpenScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { planPartId } from '@ohjaamo/shared/kernel/ids.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import type { plansRoutes } from '@ohjaamo/shared/plans/contract.ts';
import type { DemoTenant } from './demo.ts';
import { derivedId, derivedRecordId } from './ids.ts';
import type { DemoPersona } from './demo.ts';

/** Whose plan the demo begins with: the persona who works with three organisations. */
const PERSON = 'N02';
const DAY = 86_400_000;

const part = (name: string) => planPartId.parse(derivedRecordId(`plan ${PERSON} ${name}`));

/** Writes the plan of a municipality's persona, by the use case that a worker changes a plan with. One that stands stays as it is. */
export async function writePlan(openScope: OpenScope, demo: DemoTenant, now: number): Promise<void> {
  const persona = demo.people.find(({ row }) => row.person === PERSON);
  if (!persona) return;
  const scope = openScope(demo.tenantId, 'plans');
  if ((await planText(scope, persona.id)) !== undefined) return;
  const clock = { now: () => now - 14 * DAY };
  const actor = {
    ...({ realm: 'tenant', subject: 'demo', tenantId: demo.tenantId } as const),
    ...{ staffId: persona.namedWorker, roles: ['COUNSELLOR' as const] },
  };
  const ids = {
    id: (length: 10 | 20) => (length === 10 ? derivedId : derivedRecordId)(`plan ${PERSON}`),
    secret: () => PERSON,
  };
  const access = {
    ...({ clientId: persona.id, relation: 'NAMED', purpose: 'GUIDANCE', shielded: false } as const),
    organisation: organisationOf(demo, persona.namedWorker),
    may: () => true,
  };
  const context = {
    ...{ scope, actor, clock, ids, sessionHash: 'demo', case: access },
    audit: auditTrail(scope, actor, 'CHANGE_SHARED_PLAN', clock, ids),
    request: {
      parameters: { clientId: persona.id },
      query: {},
      body: { changeId: part('change'), base: 0, set: planOfPersona(demo, persona, now), remove: [] },
    },
  };
  const done = await changePlan(context as unknown as ContextOf<typeof plansRoutes.changePlan>);
  if (!done.ok) throw new Error(`The plan of the demo data was refused: ${done.error.type}`);
}

function planOfPersona(demo: DemoTenant, { namedWorker, team }: DemoPersona, now: number) {
  const day = (days: number): string =>
    Temporal.Instant.fromEpochMilliseconds(now + days * DAY)
      .toZonedDateTimeISO('UTC')
      .toPlainDate()
      .toString();
  const item = (kind: string, name: string, fields: Readonly<Record<string, string>>) =>
    Object.entries(fields).map(([field, value]) => ({ path: `${kind}/${part(name)}/${field}`, value }));
  const [employment = namedWorker, health = namedWorker] = team;
  const by = (worker: typeof namedWorker) => ({
    organisation: organisationOf(demo, worker),
    who: `STAFF#${worker}`,
  });
  return [
    ...item('goals', 'work', { words: 'Haluan töihin, jossa saa tehdä käsillä' }),
    ...item('goals', 'everyday', { words: 'Nukun yöt ja jaksan aamulla' }),
    ...item('actions', 'trial', {
      ...{ goal: part('work'), what: 'Etsitään työkokeilupaikka puualalta', state: 'DOING' },
      ...{ ...by(employment), deadline: day(20) },
    }),
    ...item('actions', 'visit', {
      ...{ goal: part('work'), what: 'Käyn tutustumassa ammattiopiston avoimiin oviin', state: 'OPEN' },
      ...{ organisation: organisationOf(demo, namedWorker), who: 'YOUNG_PERSON', deadline: day(9) },
    }),
    ...item('actions', 'sleep', {
      ...{ goal: part('everyday'), what: 'Jutellaan unesta joka toinen viikko', state: 'DOING' },
      ...by(health),
    }),
    ...item('supporters', 'sister', { name: 'sisko', how: 'herättää aamulla' }),
    { path: 'needs', value: 'Rahat, rytmi ja suunta: mistä aloittaa' },
    { path: 'reviewOn', value: day(45) },
  ];
}

function organisationOf(demo: DemoTenant, worker: DemoPersona['namedWorker']): string {
  return demo.tenant.staff.find(({ id }) => id === worker)?.organisation ?? '';
}
