import { recordConsent } from '@ohjaamo/functions/cases/index.ts';
import { auditTrail } from '@ohjaamo/functions/kernel/audit.ts';
import type { ContextOf, UseCase } from '@ohjaamo/functions/kernel/http/context.ts';
import type { OpenScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { notesOf, writeNote } from '@ohjaamo/functions/notes/index.ts';
import { consentId, noteId, type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import type { notesRoutes } from '@ohjaamo/shared/notes/contract.ts';
import type { DemoTenant } from './demo.ts';
import { derivedId, derivedRecordId } from './ids.ts';
import type { DemoPersona } from './demo.ts';

/** Whose story the demo begins with: the persona who works with three organisations. */
const PERSON = 'N02';
const DAY = 86_400_000;

type NoteBody = ContextOf<typeof notesRoutes.writeNote>['request']['body'];
interface DemoNote extends Pick<NoteBody, 'category' | 'source' | 'text' | 'informant'> {
  readonly daysAgo: number;
  /** Place in the team of whoever wrote it; the named worker when absent. */
  readonly member?: number;
}

const notes: readonly DemoNote[] = [
  {
    ...{ daysAgo: 62, category: 'GUIDANCE', source: 'CLIENT' },
    text: 'Tuli käymään ensimmäistä kertaa. Sanoo, että päivät ovat menneet sekaisin ja töitä pitäisi löytyä ennen kesää. Jutellaan ensin rauhassa, mitä hän itse haluaa.',
  },
  {
    ...{ daysAgo: 48, category: 'MONEY', source: 'AUTHORITY', informant: 'Kelan palveluneuvoja' },
    text: 'Asumistukihakemus on perillä. Käsittely kestää noin kolme viikkoa, lisäselvityksiä ei tarvita.',
  },
  {
    ...{ daysAgo: 30, category: 'EMPLOYMENT', source: 'OBSERVED', member: 0 },
    text: 'Katsottiin yhdessä kolme avointa paikkaa ja tehtiin ansioluettelo valmiiksi. Hakemus kahvilaan lähti.',
  },
  {
    ...{ daysAgo: 12, category: 'GUIDANCE', source: 'CLIENT' },
    text: 'Kävi kokeilupäivän kahvilassa ja jäi hyvä mieli. Aamut ovat vaikeita, mutta bussi menee suoraan ovelle.\nToivoo, että soitetaan ennen maanantaita.',
  },
  {
    ...{ daysAgo: 3, category: 'HOUSING', source: 'OTHER', informant: 'isosisko' },
    text: 'Voi asua siskon luona huhtikuuhun asti.',
  },
];

/** Writes a municipality's demo persona a story, by the use cases that workers write it with. One that stands stays as it is. */
export async function writeNotes(openScope: OpenScope, demo: DemoTenant, now: number): Promise<void> {
  const persona = demo.people.find(({ row }) => row.person === PERSON);
  if (!persona) return;
  if ((await notesOf(openScope(demo.tenantId, 'notes'), persona.id)).length > 0) return;
  const parameters = { clientId: persona.id };
  for (const [index, { daysAgo, member, ...told }] of notes.entries()) {
    const worker = (member === undefined ? undefined : persona.team[member]) ?? persona.namedWorker;
    const act = { role: 'notes', name: `note ${String(index)}`, action: 'WRITE_NOTE' } as const;
    const id = noteId.parse(derivedRecordId(`${PERSON} ${act.name}`));
    const body = { noteId: id, notADiagnosis: false, ...told };
    await run(openScope, demo, { persona, worker, at: now - daysAgo * DAY, ...act }, writeNote, {
      ...{ parameters, query: {}, body },
    });
  }
  for (const body of consentsOf(demo, persona, now)) {
    const act = { role: 'cases', name: body.purpose, action: 'RECORD_CONSENT' } as const;
    const by = { persona, worker: persona.namedWorker, at: now - 45 * DAY, ...act };
    await run(openScope, demo, by, recordConsent, { parameters, query: {}, body });
  }
}

function consentsOf(demo: DemoTenant, { namedWorker, team }: DemoPersona, now: number) {
  const until = Temporal.Instant.fromEpochMilliseconds(now + 300 * DAY)
    .toZonedDateTimeISO('UTC')
    .toPlainDate();
  const given = [
    { to: team[0], categories: ['EMPLOYMENT', 'SHARED_PLAN'] as const, purpose: 'Etsitään yhdessä töitä' },
    { to: team[1], categories: ['WELLBEING'] as const, purpose: 'Mietitään, mikä auttaa jaksamaan' },
  ];
  return given.flatMap(({ to, categories, purpose }) =>
    to === undefined
      ? []
      : {
          consentId: consentId.parse(derivedRecordId(`${PERSON} ${purpose}`)),
          ...{ categories: [...categories], purpose, validUntil: until.toString() },
          ...{ from: organisationOf(demo, namedWorker), to: organisationOf(demo, to) },
          ...{ means: 'ORALLY' as const, language: 'fi', giver: 'SELF' as const },
        },
  );
}

function organisationOf({ tenant }: DemoTenant, worker: StaffId): string {
  return tenant.staff.find(({ id }) => id === worker)?.organisation ?? '';
}

interface Act {
  readonly persona: DemoPersona;
  readonly worker: StaffId;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly role: 'notes' | 'cases';
  readonly name: string;
  readonly action: string;
}

/** Runs a use case as a worker of the persona's team, at an instant. */
async function run<R extends Route>(
  openScope: OpenScope,
  demo: DemoTenant,
  { persona, worker, at, role, name, action }: Act,
  useCase: UseCase<R>,
  request: ContextOf<R>['request'],
): Promise<void> {
  const scope = openScope(demo.tenantId, role);
  const clock = { now: () => at };
  const seed = `${PERSON} ${name}`;
  const ids = {
    id: (length: 10 | 20) => (length === 10 ? derivedId : derivedRecordId)(seed),
    secret: () => seed,
  };
  const actor = {
    ...({ realm: 'tenant', subject: 'demo', tenantId: demo.tenantId, staffId: worker } as const),
    roles: ['COUNSELLOR' as const],
  };
  const access = {
    ...({ clientId: persona.id, relation: 'TEAM', purpose: 'GUIDANCE', shielded: false } as const),
    organisation: organisationOf(demo, worker),
    may: () => true,
  };
  const audit = auditTrail(scope, actor, action, clock, ids);
  const context = { scope, request, actor, clock, ids, audit, sessionHash: 'demo', case: access };
  const done = await useCase(context as unknown as ContextOf<R>);
  if (!done.ok) throw new Error(`${action} of the demo data was refused: ${done.error.type}`);
}
