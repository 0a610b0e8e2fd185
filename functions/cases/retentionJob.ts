import { termsAhead } from '@ohjaamo/shared/cases/datedTerms.ts';
import { lastForgottenDate } from '@ohjaamo/shared/cases/retention.ts';
import { type ClientId, clientId, type IdSource, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, localDate, plainDate, Temporal } from '@ohjaamo/shared/kernel/time.ts';
import { openOrganisations, type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import * as z from 'zod';
import { agendaOf, forgetBooker } from '../booking/index.ts';
import { forgetServiceAccessibility, forgetTexts } from '../feedback/index.ts';
import { eachByItself } from '../kernel/eachByItself.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import type { Table } from '../kernel/table.ts';
import { platformKeys } from '../kernel/tenancy/keys.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { purgeOutreach } from '../outreach/index.ts';
import { readTenant } from '../tenants/index.ts';
import { finishErasure, type PersonGone, purge, readErasure } from './course/erasure.ts';
import { lookAt, type Night } from './course/night.ts';
import { dueCase, listDue, readCaseTerms } from './course/repository.ts';
import { forgetLog } from './logTerm.ts';

/** What the job needs. */
export interface RetentionPorts {
  readonly openScope: OpenScope;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly platform: Table;
  readonly personGone: PersonGone;
}

/** Asked for after a restore: erases again whatever was erased on this date or later, in one municipality or in all. */
const replayed = z.strictObject({ replay: plainDate, tenant: tenantId.optional() });

const ledgerRow = z.object({ clients: z.array(clientId), begun: z.literal(true).optional() });
const heldRow = z.object({ held: z.literal(true).optional(), restriction: z.unknown().optional() });
const forgottenRow = z.object({ until: plainDate });

const JOB = 'applyRetention';

/** Dates before the last night's that are gone through again: a booking may have changed its date backwards meanwhile. */
const DAYS_AGAIN = 7;

/**
 * Keeps the terms of all records: looks at the cases whose day has come, does what is due of each, ends the erasures that have
 * begun, destroys notifications to outreach youth work that nobody needs, forgets who had booked, takes old months of the log away, and the words of old feedback. Every step may be cut off and run again. A night on which the job does not run is made up for.
 * A case that fails keeps no other from its turn, and makes the job fail in the end.
 *
 * A municipality costs its names and rules, one Query of the index, for each case that is due about 4 reads and a write, for each
 * erasure what `purge` says, and for each booking of the dates that have reached their term 1 read and 2 writes.
 *
 * @param event `{ replay, tenant? }` after a restore; anything else is the nightly run
 */
export async function applyRetention(ports: RetentionPorts, event?: unknown): Promise<void> {
  const { openScope, clock, platform } = ports;
  const asked = replayed.safeParse(event);
  if (!asked.success) await forgetServiceAccessibility(platform, clock);
  await forEachTenant({ platform, clock }, JOB, async (id) => {
    if (asked.success && asked.data.tenant !== undefined && asked.data.tenant !== id) return 0;
    const scope = openScope(id, 'eraser');
    if (asked.success) return replay(scope, platform, asked.data.replay);
    const tenant = await readTenant(scope);
    return tenant ? keepTerms(scope, openScope(id, 'logKeeper'), tenant, ports) : 0;
  });
}

async function keepTerms(
  scope: TenantScope,
  log: TenantScope,
  tenant: Tenant,
  { clock, ids, platform, openScope, personGone }: RetentionPorts,
): Promise<number> {
  const read = await readCaseTerms(scope);
  const { zone } = tenant.profile;
  const today = localDate(currentMinute(clock), zone);
  const terms = termsAhead(read.rules, read.decisions, today);
  const [{ rules }] = terms;
  const owner = openOrganisations(tenant).find(({ runsSites }) => runsSites)?.code ?? '';
  const night: Night = {
    scope,
    terms,
    zone,
    today,
    at: new Date(clock.now()).toISOString(),
    owner,
    personGone,
  };
  const cases = await eachByItself(JOB, await listDue(scope, today), async (row) => {
    const { kind, id } = dueCase.parse(row);
    const done = kind === 'CLIENT' ? await lookAt(night, id) : 0;
    // An erasure that this look began, one of an earlier night that was cut off, and one that a person decided on.
    const mark = await readErasure(scope, id);
    return mark ? done + (await finishErasure(scope, platform, mark)) : done;
  });
  const rest = await eachByItself(
    JOB,
    [
      () => purgeOutreach(scope, { today, ids, dryRun: false }),
      () => forgetBookers(scope, tenant, lastForgottenDate(rules, today)),
      () => forgetLog(scope, log, rules, today),
      () => forgetTexts(openScope(scope.tenantId, 'feedbackKeeper'), tenant, today),
    ],
    (part) => part(),
  );
  if (cases.failed + rest.failed > 0) throw new Error('The terms of some records could not be kept');
  return cases.done + rest.done;
}

/** Forgets who booked the times up to a date, from where the last night came to. */
async function forgetBookers(scope: TenantScope, tenant: Tenant, until: string): Promise<number> {
  const place = scope.keys.caseRules('FORGOTTEN');
  const last = (await scope.cases.get(place, forgottenRow))?.until;
  const from = last ? Temporal.PlainDate.from(last).subtract({ days: DAYS_AGAIN }).toString() : '0';
  if (from > until) return 0;
  const sites = await eachByItself(JOB, tenant.sites, async ({ id: site }) => {
    const bookings = new Set((await agendaOf(scope, site, from, until)).map(({ id }) => id));
    const each = await eachByItself(JOB, [...bookings], async (id) =>
      (await forgetBooker(scope, id)) ? 1 : 0,
    );
    if (each.failed > 0) throw new Error('Some bookers could not be forgotten');
    return each.done;
  });
  // The next night begins where this one did, until all of these dates are done.
  if (sites.failed > 0) throw new Error('The bookers of some sites could not be forgotten');
  await scope.cases.put({ ...place, kind: 'FORGOTTEN', until });
  return sites.done;
}

async function replay(scope: TenantScope, platform: Table, since: string): Promise<number> {
  const { pk } = platformKeys.erased(scope.tenantId, '');
  const { items } = await platform.query(pk, ledgerRow, { between: [since, '9999'] });
  let gone = 0;
  for (const { clients, begun } of items) {
    // Of such a line nobody knows whether its erasure began: a hold or a restriction on what came back stands against it.
    if (begun && (await isHeld(scope, clients))) continue;
    gone += await purge(scope, clients);
  }
  return gone;
}

async function isHeld(scope: TenantScope, clients: readonly ClientId[]): Promise<boolean> {
  const heads = clients.map((id) => scope.cases.get(scope.keys.client(id, 'CLIENT'), heldRow));
  return (await Promise.all(heads)).some((head) => head?.held === true || head?.restriction !== undefined);
}
