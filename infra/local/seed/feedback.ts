import { putInvitation, screenFeedback, takeAnswer, textIdOf } from '@ohjaamo/functions/feedback/index.ts';
import { auditTrail } from '@ohjaamo/functions/kernel/audit.ts';
import type { ContextOf } from '@ohjaamo/functions/kernel/http/context.ts';
import type { OpenScope, TenantScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import type { feedbackRoutes } from '@ohjaamo/shared/feedback/contract.ts';
import { feedbackChannels } from '@ohjaamo/shared/kernel/feedback.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import type { DemoSite, DemoTenant } from './demo.ts';
import { derivedId, derivedRecordId } from './ids.ts';

/** How many answers each site has: two sites with many, one with so few that its mean is hidden. */
const answersOf: Readonly<Record<string, number>> = { 'HEL-1': 31, 'ROI-1': 24, 'ROI-3': 4 };
/** Invitations that nobody answered. */
const UNANSWERED = 9;
/** Days back over which the answers spread. */
const DAYS = 28;

const gradesInTurn = [9, 10, 8, 10, 9, 10, 9, 7, 10, 9] as const;
const valuesInTurn = [5, 4, 5, 5, 3, 5, 4, 2, 5] as const;

/** What nobody in particular has written. */
const texts: readonly (readonly [Language, string])[] = [
  ['fi', 'Kiva kun sai vain tulla eikä tarvinnut selittää ovella mitään.'],
  ['fi', 'Joku oikeasti kuunteli loppuun asti.'],
  ['sv', 'Bra att man fick komma utan tid.'],
  ['fi', 'Odotus oli vähän pitkä, mutta kahvi auttoi.'],
  ['en', 'They explained the papers so that I understood them.'],
  ['fi', 'Sain hakemuksen tehtyä yhdessä. Yksin en olisi jaksanut.'],
  ['fi', 'Toivoisin iltaan enemmän aikoja.'],
  ['fi', 'Ovi oli vaikea löytää. Iso kyltti auttaisi.'],
  ['fi', 'Tuntui, että minulla on nyt suunnitelma.'],
  ['sv', 'Lugnt och trevligt.'],
  ['fi', 'Samasta asiasta ei tarvinnut kertoa kahdesti, kiitos siitä.'],
  ['en', 'Please have more in English on the wall.'],
  ['fi', 'Soittakaa minulle 040 1234567, jäi vielä kysyttävää.'],
];
/** The last texts wait for whoever screens them. */
const WAITING = 3;

/**
 * Puts in invented answers of the weeks before `now` (milliseconds since 1970), as they come in from tablets, links and paper; figures
 * follow from the stream. Nobody stands behind them.
 */
export async function giveFeedback(
  openScope: OpenScope,
  tenants: readonly DemoTenant[],
  now: number,
): Promise<void> {
  for (const demo of tenants) {
    const scope = openScope(demo.tenantId, 'feedback');
    for (const site of demo.sites) {
      const count = answersOf[site.code] ?? 0;
      for (let number = 0; number < count; number++) await answer(scope, demo, site, { number, now });
      if (count > 10) await screen(scope, demo, site, now);
    }
  }
}

async function answer(
  scope: TenantScope,
  { tenant }: DemoTenant,
  { code, siteId }: DemoSite,
  { number, now }: { readonly number: number; readonly now: number },
): Promise<void> {
  const date = dateOf(tenant.profile.zone, number, now);
  const channel = feedbackChannels[number % 3] ?? 'TABLET';
  const [language, text] = (answersOf[code] ?? 0) > 10 ? (texts[number] ?? ['fi']) : (['fi'] as const);
  const value = (question: number) => valuesInTurn[(number * 2 + question) % valuesInTurn.length] ?? 5;
  const given = {
    formId: formIdOf(code, number),
    language,
    grade: gradesInTurn[number % gradesInTurn.length] ?? 9,
    statements: {
      GOT_SUPPORT: value(0),
      LISTENED: 5,
      DECIDED: value(2),
      CLEARER: value(4),
      RECOMMEND: value(6),
    } as const,
    ...(text !== undefined && { text }),
  };
  const invited = channel === 'LINK' && number % 2 === 1;
  const secret = derivedRecordId(`invitation ${code} ${String(number)}`);
  if (invited || number < UNANSWERED) await putInvitation(scope, { site: siteId, day: date, secret });
  const taken = await takeAnswer(scope, siteId, given, { channel, date, ...(invited && { invited }) });
  if (!taken.ok) throw new Error(`Feedback of the demo data was refused: ${taken.error.type}`);
}

function dateOf(zone: string, number: number, now: number): string {
  return Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .subtract({ days: 1 + ((number * 5) % DAYS) })
    .toString();
}

function formIdOf(code: string, number: number): string {
  return derivedRecordId(`feedback ${code} ${String(number)}`);
}

/** The first texts have been read and published by the coordinator. */
async function screen(
  scope: TenantScope,
  demo: DemoTenant,
  { code, siteId }: DemoSite,
  now: number,
): Promise<void> {
  const clock = { now: () => now };
  const staffId = demo.tenant.staff[0]?.id;
  if (!staffId) return;
  const actor = {
    ...({ realm: 'tenant', subject: 'demo', tenantId: demo.tenantId, staffId } as const),
    roles: ['SITE_MANAGER' as const],
  };
  for (let number = 0; number < texts.length - WAITING; number++) {
    const name = `screened ${code} ${String(number)}`;
    const ids = {
      id: (length: 10 | 20) => (length === 10 ? derivedId : derivedRecordId)(name),
      secret: () => name,
    };
    const textId = textIdOf(formIdOf(code, number));
    const month = dateOf(demo.tenant.profile.zone, number, now).slice(0, 7);
    const audit = auditTrail(scope, actor, 'SCREEN_FEEDBACK', clock, ids);
    const parameters = { siteId, textId };
    const request = { parameters, query: {}, body: { month, version: 1, step: 'PUBLISH' } };
    const context = { scope, request, actor, clock, ids, audit };
    await screenFeedback(context as unknown as ContextOf<typeof feedbackRoutes.screenFeedback>);
  }
}
