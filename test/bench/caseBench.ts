import { openCase } from '@ohjaamo/functions/access/index.ts';
import { dataRoleOf } from '@ohjaamo/functions/cases/dataRole.ts';
import { casesDispatch } from '@ohjaamo/functions/cases/dispatch.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { notesDispatch } from '@ohjaamo/functions/notes/dispatch.ts';
import { startKeyService } from '@ohjaamo/infra/local/keys.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import {
  clientId,
  type ClientId,
  consentId,
  episodeId,
  noteId,
  randomIds,
  type TenantId,
} from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { notesRoutes } from '@ohjaamo/shared/notes/contract.ts';
import { call, localHouse, type LocalEndpoints, seedTenant, testClock } from '../support/localHouse.ts';
import { service, site, staffMember, town } from '../support/schedule.ts';
import { watchWire } from './monthTown.ts';
import type { Row } from './row.ts';
import { counsellors, median } from './workload.ts';

const NOW = '2027-02-01T08:30+02:00';
const MANY = 500;
const FEW = 5;
const ROUNDS = 80;
const GOAL_UNITS = 10;
const GOAL_RATIO = 1.5;

/** What a note of about 400 characters says. */
const TEXT =
  'Haluaa hakea syksyllä kouluun ja kysyy, mitä tukea siihen saa; sovittiin, mitä katsotaan yhdessä. '.repeat(
    4,
  );

/**
 * `case-view-read-units`: every read unit of the first view of a case with 500 notes, in a function that remembers nothing yet: the
 * opening of the case, the tenant's names, the data key, the client, the plan's goals and the first page of the story.
 * `case-view-500-vs-5`: the time of that view beside the one of a case with five notes, in turn.
 */
export async function caseBench(dynamodb: string): Promise<Row[]> {
  const keys = await startKeyService();
  try {
    const endpoints = { dynamodb, keys: keys.endpoint };
    const written = await writeCases(endpoints);
    return [await readUnits(endpoints, written), await manyBesideFew(endpoints, written)];
  } finally {
    await keys.stop();
    delete process.env['AWS_ENDPOINT_URL_KMS'];
  }
}

interface Written {
  readonly tenantId: TenantId;
  readonly actor: TenantActor;
  readonly many: ClientId;
  readonly few: ClientId;
}

/** A new process would look the same: nothing is remembered but what the house reads itself. */
function openHouse(endpoints: LocalEndpoints, now = NOW) {
  const clock = testClock(now);
  const house = localHouse(endpoints, clock);
  return {
    house,
    clock,
    cases: moduleHandler(casesRoutes, casesDispatch(house), { ...house, memberRole: dataRoleOf, openCase }),
    notes: moduleHandler(notesRoutes, notesDispatch, { ...house, memberRole: 'notes', openCase }),
  };
}

type Opened = ReturnType<typeof openHouse>;

/** A municipality of thirty workers with two cases that have an episode and two consents each. */
async function writeCases(endpoints: LocalEndpoints): Promise<Written> {
  const opened = openHouse(endpoints);
  const place = site('keskusta');
  const [counsellor] = counsellors;
  if (!counsellor) throw new Error('The workload has counsellors');
  const tenant = town({
    sites: [place],
    staff: counsellors.map((id) => staffMember(id, 'YOUTH', { homeSite: place.id })),
    services: [service('INDIV', { staff: [...counsellors] })],
  });
  const tenantId = await seedTenant(opened.house, tenant);
  const actor: TenantActor = {
    ...{ realm: 'tenant', subject: 'subject-of-the-bench', tenantId, staffId: counsellor },
    roles: ['COUNSELLOR'],
  };
  const few = await writeCase(opened, actor, FEW);
  return { tenantId, actor, few, many: await writeCase(opened, actor, MANY) };
}

async function writeCase(
  { cases, notes, clock }: Opened,
  actor: TenantActor,
  count: number,
): Promise<ClientId> {
  const client = clientId.parse(randomIds.id(20));
  const begin = Date.parse(NOW);
  clock.set(NOW);
  await must(
    call(cases, casesRoutes.openClient, {
      actor,
      body: {
        ...{ clientId: client, episodeId: episodeId.parse(randomIds.id(20)), displayName: 'Asiakas' },
        ...{ identification: 'LIGHT', contactLanguage: 'fi', phone: '+358 40 0000000' },
        ...{ routeIn: 'SCHOOL', mainActivity: 'STUDENT' },
      },
    }),
  );
  for (const to of ['KELA', 'KELA'])
    await must(
      call(cases, casesRoutes.recordConsent, {
        actor,
        parameters: { clientId: client },
        body: {
          ...{ consentId: consentId.parse(randomIds.id(20)), categories: ['MONEY'], from: 'YOUTH', to },
          ...{ purpose: 'Asumistuen hakeminen', validUntil: '2027-12-31', means: 'ORALLY', language: 'fi' },
        },
      }),
    );
  for (let number = 1; number <= count; number++) {
    clock.set(new Date(begin + number * 60_000).toISOString());
    await must(
      call(notes, notesRoutes.writeNote, {
        actor,
        parameters: { clientId: client },
        body: {
          ...{ noteId: noteId.parse(randomIds.id(20)), category: 'GUIDANCE', source: 'CLIENT' },
          text: `${String(number)}. ${TEXT}`,
        },
      }),
    );
  }
  return client;
}

async function must(answering: Promise<{ readonly status: number; readonly text: string }>): Promise<void> {
  const { status, text } = await answering;
  if (status >= 300) throw new Error(`The bench was refused: ${text}`);
}

/** Looks at a case as its page does. */
async function view({ cases }: Opened, actor: TenantActor, client: ClientId): Promise<void> {
  const answer = await call(cases, casesRoutes.readStory, { actor, parameters: { clientId: client } });
  if (answer.status !== 200 || answer.body.entries.length < FEW) throw new Error(answer.text);
}

async function readUnits(endpoints: LocalEndpoints, { tenantId, actor, many }: Written): Promise<Row> {
  const opened = openHouse(endpoints);
  const wire = watchWire(opened.house, tenantId, 'cases');
  await view(opened, actor, many);
  const value = wire
    .filter(
      ({ input }) => 'KeyConditionExpression' in input || ('Key' in input && !('UpdateExpression' in input)),
    )
    .reduce((sum, { units }) => sum + units, 0);
  return {
    ...{ id: 'case-view-read-units', value, unit: 'units', reference: null, ratio: null, goal: GOAL_UNITS },
    ok: value > 0 && value <= GOAL_UNITS,
  };
}

async function manyBesideFew(endpoints: LocalEndpoints, { actor, many, few }: Written): Promise<Row> {
  const opened = openHouse(endpoints);
  const times = { many: [] as number[], few: [] as number[] };
  for (let round = -ROUNDS / 4; round < ROUNDS; round++)
    for (const [name, client] of [
      ['few', few],
      ['many', many],
    ] as const) {
      const began = performance.now();
      await view(opened, actor, client);
      if (round >= 0) times[name].push(performance.now() - began);
    }
  const [value, reference] = [median(times.many), median(times.few)];
  const ratio = value / reference;
  return {
    ...{ id: 'case-view-500-vs-5', value, unit: 'ms', reference, ratio, goal: GOAL_RATIO },
    ok: ratio <= GOAL_RATIO,
  };
}
