import { lastForgottenDate } from '@ohjaamo/shared/cases/retention.ts';
import { type ClientId, clientId, type IdSource, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, localDate, plainDate, Temporal } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import * as z from 'zod';
import { agendaOf, forgetBooker } from '../booking/index.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import type { Table } from '../kernel/table.ts';
import { platformKeys } from '../kernel/tenancy/keys.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { purgeOutreach } from '../outreach/index.ts';
import { readTenant } from '../tenants/index.ts';
import { finishErasure, purge, readErasure } from './course/erasure.ts';
import { lookAt, type Night } from './course/night.ts';
import { listDue, readCaseRules } from './course/repository.ts';

/** What the job needs. */
export interface RetentionPorts {
  readonly openScope: OpenScope;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly platform: Table;
}

/** Asked for after a restore: erases again whatever was erased on this date or later, in one municipality or in all. */
const replayed = z.strictObject({ replay: plainDate, tenant: tenantId.optional() });

const ledgerRow = z.object({ clients: z.array(clientId), begun: z.literal(true).optional() });
const heldRow = z.object({ held: z.literal(true).optional() });
const forgottenRow = z.object({ until: plainDate });

/** Dates before the last night's that are gone through again: a booking may have changed its date backwards meanwhile. */
const DAYS_AGAIN = 7;

/**
 * Keeps the terms of all records: looks at the cases whose day has come, does what is due of each, ends the erasures that have
 * begun, destroys notifications to outreach youth work that nobody needs, forgets who had booked. Every step may be cut off and run again. A night on which the job does not run is made up for.
 *
 * A municipality costs its names and rules, one Query of the index, for each case that is due about 4 reads and a write, for each
 * erasure what `purge` says, and for each booking of the dates that have reached their term 1 read and 2 writes.
 *
 * @param event `{ replay, tenant? }` after a restore; anything else is the nightly run
 */
export async function applyRetention(ports: RetentionPorts, event?: unknown): Promise<void> {
  const { openScope, clock, platform } = ports;
  const asked = replayed.safeParse(event);
  await forEachTenant({ platform, clock }, 'applyRetention', async (id) => {
    if (asked.success && asked.data.tenant !== undefined && asked.data.tenant !== id) return 0;
    const scope = openScope(id, 'eraser');
    if (asked.success) return replay(scope, platform, asked.data.replay);
    const tenant = await readTenant(scope);
    return tenant ? keepTerms(scope, tenant, ports) : 0;
  });
}

async function keepTerms(
  scope: TenantScope,
  tenant: Tenant,
  { clock, ids, platform }: RetentionPorts,
): Promise<number> {
  const { rules } = await readCaseRules(scope);
  const { zone } = tenant.profile;
  const today = localDate(currentMinute(clock), zone);
  const owner = tenant.organisations.find(({ runsSites }) => runsSites)?.code ?? '';
  const night: Night = { scope, rules, zone, today, at: new Date(clock.now()).toISOString(), owner };
  let done = 0;
  for (const { kind, id } of await listDue(scope, today)) {
    if (kind === 'CLIENT') done += await lookAt(night, id);
    // An erasure that this look began, one of an earlier night that was cut off, and one that a person decided on.
    const mark = await readErasure(scope, id);
    if (mark) done += await finishErasure(scope, platform, mark);
  }
  done += await purgeOutreach(scope, { today, ids, dryRun: false });
  return done + (await forgetBookers(scope, tenant, lastForgottenDate(rules, today)));
}

/** Forgets who booked the times up to a date, from where the last night came to. */
async function forgetBookers(scope: TenantScope, tenant: Tenant, until: string): Promise<number> {
  const place = scope.keys.caseRules('FORGOTTEN');
  const last = (await scope.cases.get(place, forgottenRow))?.until;
  const from = last ? Temporal.PlainDate.from(last).subtract({ days: DAYS_AGAIN }).toString() : '0';
  if (from > until) return 0;
  let forgotten = 0;
  for (const { id: site } of tenant.sites) {
    const bookings = new Set((await agendaOf(scope, site, from, until)).map(({ id }) => id));
    for (const id of bookings) forgotten += (await forgetBooker(scope, id)) ? 1 : 0;
  }
  await scope.cases.put({ ...place, kind: 'FORGOTTEN', until });
  return forgotten;
}

async function replay(scope: TenantScope, platform: Table, since: string): Promise<number> {
  const { pk } = platformKeys.erased(scope.tenantId, '');
  const { items } = await platform.query(pk, ledgerRow, { between: [since, '9999'] });
  let gone = 0;
  for (const { clients, begun } of items) {
    // Of such a line nobody knows whether its erasure began: a hold on what came back stands against it.
    if (begun && (await isHeld(scope, clients))) continue;
    gone += await purge(scope, clients);
  }
  return gone;
}

async function isHeld(scope: TenantScope, clients: readonly ClientId[]): Promise<boolean> {
  const heads = clients.map((id) => scope.cases.get(scope.keys.client(id, 'CLIENT'), heldRow));
  return (await Promise.all(heads)).some((head) => head?.held === true);
}
