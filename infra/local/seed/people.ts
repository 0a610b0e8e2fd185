import {
  assignWorker,
  changeClient,
  identifyClient,
  openClient,
  readIdentification,
  setGuardianProhibition,
  setShield,
} from '@ohjaamo/functions/cases/index.ts';
import { auditTrail } from '@ohjaamo/functions/kernel/audit.ts';
import type { ContextOf, UseCase } from '@ohjaamo/functions/kernel/http/context.ts';
import type { OpenScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { clientId, type ClientId, episodeId, type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { DemoPersona, DemoTenant } from './demo.ts';

import { derivedId, derivedRecordId } from './ids.ts';
import type { PersonaRow } from './personaRow.ts';

/** Finds the workers of a persona. */
export function buildPersona(row: PersonaRow, staffIdOf: (code: string) => StaffId): DemoPersona {
  return {
    row,
    id: personaId(row.person),
    namedWorker: staffIdOf(row.named_worker),
    team: row.team.map(staffIdOf),
  };
}

/** The client's id of a persona, by its code in the files. */
export function personaId(person: string): ClientId {
  return clientId.parse(derivedRecordId(`person ${person}`));
}

const WEEK = 7 * 86_400_000;

/**
 * Opens a municipality's demo clients, some weeks before `now` (milliseconds since 1970), by the use cases that workers open them
 * with: rows, search, story and trail come out as they do by hand. Who is there already stays as is.
 */
export async function writePeople(openScope: OpenScope, demo: DemoTenant, now: number): Promise<void> {
  const scope = openScope(demo.tenantId, 'cases');
  for (const persona of demo.people) {
    const known = await readIdentification(scope, persona.id);
    if (!known) await writePersona(openScope, demo, persona, now);
  }
}

async function writePersona(
  openScope: OpenScope,
  demo: DemoTenant,
  persona: DemoPersona,
  now: number,
): Promise<void> {
  const { row, id, team } = persona;
  const as = worker(openScope, demo, persona, now - row.weeks_ago * WEEK);
  const parameters = { clientId: id };
  const birthDate = row.birth_date;
  const opened = await as('OPEN_CLIENT', openClient, { parameters: {}, query: {}, body: opening(persona) });
  const { version } = opened;
  if (row.identification !== 'LIGHT' && birthDate !== undefined) {
    const code = row.identity_code?.text;
    const told = { displayName: row.display_name, birthDate, means: 'IDENTITY_CARD' } as const;
    const body = { version, ...told, ...(code !== undefined && { identityCode: code }) };
    await as('IDENTIFY_CLIENT', identifyClient, { parameters, query: {}, body });
  }
  if (row.interpreter ?? row.municipality ?? row.address) {
    await as('CHANGE_CLIENT', changeClient, { parameters, query: {}, body: reaching(row, version + 1) });
  }
  for (const staffId of team) {
    const body = { staffId, part: 'TEAM', reason: 'Mukana alusta asti' } as const;
    await as('ASSIGN_WORKER', assignWorker, { parameters, query: {}, body });
  }
  if (row.guardian_prohibited === 'yes') {
    const body = { inForce: true, reason: 'Nuori ei halua, että huoltajalle kerrotaan' };
    await as('SET_GUARDIAN_PROHIBITION', setGuardianProhibition, { parameters, query: {}, body });
  }
  if (row.shielded === 'yes') {
    const body = { inForce: true, reason: 'Turvakielto on voimassa, nuori kertoi itse' };
    await as('SET_SHIELD', setShield, { parameters, query: {}, body });
  }
}

function opening({ row, id }: DemoPersona): ContextOf<typeof casesRoutes.openClient>['request']['body'] {
  return {
    clientId: id,
    episodeId: episodeId.parse(derivedRecordId(`episode ${row.person}`)),
    displayName: row.display_name,
    identification: 'LIGHT',
    ...(row.birth_date !== undefined && { birthDate: row.birth_date }),
    contactLanguage: row.language,
    ...(row.phone !== undefined && { phone: row.phone }),
    routeIn: row.route_in,
    mainActivity: row.main_activity,
  };
}

function reaching(row: PersonaRow, version: number) {
  const { phone, municipality, address } = row;
  return {
    version,
    displayName: row.display_name,
    contactLanguage: row.language,
    ...(row.interpreter !== undefined && { interpreterLanguage: row.interpreter }),
    ...(phone !== undefined && { phone }),
    ...(municipality !== undefined && { municipality }),
    ...(address !== undefined && { address }),
  };
}

/** Runs use cases of the cases module as the persona's named worker, at an instant. */
function worker(openScope: OpenScope, demo: DemoTenant, { id, namedWorker }: DemoPersona, at: number) {
  const scope = openScope(demo.tenantId, 'cases');
  const roles = ['COUNSELLOR'] as const;
  const actor = {
    ...({ realm: 'tenant', subject: 'demo', tenantId: demo.tenantId, staffId: namedWorker } as const),
    roles: [...roles],
  };
  const clock = { now: () => at };
  const organisation = demo.tenant.staff.find((each) => each.id === namedWorker)?.organisation ?? '';
  const access = {
    ...({ clientId: id, relation: 'NAMED', organisation, purpose: 'GUIDANCE', shielded: false } as const),
    may: () => true,
  };
  let count = 0;
  return async <R extends Route>(action: string, useCase: UseCase<R>, request: ContextOf<R>['request']) => {
    const seed = `${id} ${action} ${String(count++)}`;
    const ids = {
      id: (length: 10 | 20) => (length === 10 ? derivedId : derivedRecordId)(seed),
      secret: () => seed,
    };
    const audit = auditTrail(scope, actor, action, clock, ids);
    const context = { scope, request, actor, sessionHash: 'demo', audit, clock, ids, case: access };
    const done = await useCase(context as unknown as ContextOf<R>);
    if (!done.ok) throw new Error(`${action} of the demo data was refused: ${done.error.type}`);
    if ('unchanged' in done.value) throw new Error('A change answers in full');
    return done.value.body;
  };
}
