import { linkOf } from '@ohjaamo/shared/feedback/link.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { inLanguage } from '@ohjaamo/shared/kernel/i18n.ts';
import type { IdSource, TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { Site } from '@ohjaamo/shared/tenants/profile.ts';
import {
  askableAddress,
  type BookingRecord,
  bookingsOf,
  claimAsking,
  giveAskingBack,
} from '../booking/index.ts';
import { eachByItself } from '../kernel/eachByItself.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import { handOver } from '../kernel/handOver.ts';
import type { SendMail } from '../kernel/mail.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { remindOfAccessibility } from './accessibility/remind.ts';
import { serviceShelf, shelfOf } from './accessibility/shelf.ts';
import { invitationText } from './invitationText.ts';
import { putInvitation, voidInvitation } from './linkRepository.ts';

/** What the job that asks needs. */
export interface AskingPorts {
  readonly openScope: OpenScope;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly platform: Table;
  readonly sendMail: SendMail;
  /** The address of the service, `https://…` without a closing slash. */
  readonly origin: string;
}

const JOB = 'askAfterVisits';
/** Days back whose visits are asked about: a visit is often marked as kept a day late, and after three nobody remembers. */
const DAYS_BACK = 3;

/**
 * Asks by e-mail, on the day after a visit, how it was: once for each visit, of whoever left an address and did not decline. The invitation
 * is made first and counted; it holds no trace of whom it went to. When the mail is refused for now, invitation and claim are taken
 * back and the next day's run asks. With them go the reminders of feedback about accessibility that has to be answered.
 *
 * A site costs one Query of its agenda and a read of each booking of three days; an invitation two writes beside the mail.
 */
export async function askAfterVisits(ports: AskingPorts): Promise<void> {
  const shelf = serviceShelf(ports.platform);
  await remindOfAccessibility(shelf, localDate(currentMinute(ports.clock), shelf.zone), ports);
  return forEachTenant(ports, JOB, (tenantId) => askIn(ports, tenantId));
}

async function askIn(ports: AskingPorts, tenantId: TenantId): Promise<number> {
  const scope = ports.openScope(tenantId, 'feedbackInviter');
  const tenant = await readTenant(scope);
  if (!tenant) return 0;
  const today = localDate(currentMinute(ports.clock), tenant.profile.zone);
  const from = dateOfDay(dayNumber(today) - DAYS_BACK);
  const to = dateOfDay(dayNumber(today) - 1);
  const sites = await eachByItself(JOB, tenant.sites, async (site) => {
    const visits = await bookingsOf(scope, site.id, from, to);
    const asked = await eachByItself(JOB, visits, (visit) => ask(ports, scope, { visit, site, today }));
    if (asked.failed > 0) throw new Error('Some could not be asked');
    return asked.done;
  });
  const reminded = await remindOfAccessibility(shelfOf(scope, tenant.profile.zone), today, ports);
  if (sites.failed > 0) throw new Error('Some sites could not ask');
  return sites.done + reminded;
}

interface Visited {
  readonly visit: BookingRecord;
  readonly site: Site;
  readonly today: string;
}

async function ask(
  { ids, origin, sendMail }: AskingPorts,
  scope: TenantScope,
  { visit, site, today }: Visited,
): Promise<number> {
  const to = askableAddress(visit);
  if (to === undefined || !(await claimAsking(scope, visit))) return 0;
  const invitation = { site: site.id, day: today, secret: ids.secret(128) };
  try {
    await putInvitation(scope, invitation);
    const { language } = visit;
    const link = linkOf(scope.tenantId, { ...invitation, of: { day: today } });
    const address = `${origin}/${language}/f/${link}`;
    await handOver(() =>
      sendMail({ to, ...invitationText(language, inLanguage(site.name, language), address) }),
    );
  } catch (error) {
    await voidInvitation(scope, invitation);
    await giveAskingBack(scope, visit);
    throw error;
  }
  return 1;
}
