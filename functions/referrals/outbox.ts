import { errandPlace } from '../kernel/sealedPlaces.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { ClientId, ReferralId } from '@ohjaamo/shared/kernel/ids.ts';
import { referralSteps } from '@ohjaamo/shared/referrals/states.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { traceWrite } from '../kernel/traces.ts';
import { type OutboxRow, outboxRow, type ReferralRow } from './record.ts';

/** The courier's errands of one municipality. About 1 read unit for 10. */
export async function readOutbox(scope: TenantScope): Promise<OutboxRow[]> {
  const { items } = await scope.cases.query(scope.keys.outbox('').pk, outboxRow, { consistent: true });
  return items;
}

/** Tells the courier to mail a link. The secret stands sealed until the mail has left; the mail names nobody. 2 units. */
export async function mailWrites(
  scope: TenantScope,
  mail: {
    readonly client: ClientId;
    readonly referral: ReferralId;
    readonly secret: string;
    readonly language: Language;
    readonly at: string;
  },
): Promise<Write[]> {
  const { client, referral, language, at } = mail;
  const key = scope.keys.outbox(`MAIL#${referral}#${at}`);
  const sealed = { secret: await scope.vault.seal(errandPlace(key.sk, 'secret'), mail.secret) };
  return [
    scope.cases.putWrite({
      ...key,
      ...{ kind: 'OUTBOX', what: 'MAIL', referralId: referral, clientId: client, language, at, sealed },
    }),
    traceWrite(scope, client, key),
  ];
}

/**
 * Tells the courier to carry a referral to another municipality. It holds nothing of the person, and erasing the client leaves it: the
 * courier then finds nobody, takes back what was not accepted, and the errand goes with that. 1 unit.
 */
export function letterWrites(
  scope: TenantScope,
  client: ClientId,
  { id, to }: ReferralRow,
  at: string,
): Write[] {
  if (to.kind !== 'MUNICIPALITY') return [];
  const key = scope.keys.outbox(`LETTER#${id}`);
  return [
    scope.cases.putWrite({
      ...key,
      ...{ kind: 'OUTBOX', what: 'LETTER', referralId: id, clientId: client, to: to.tenantId, at },
    }),
  ];
}

/** What receivers in another municipality answered, to be carried back. */
export interface Answer {
  readonly to: Extract<OutboxRow, { what: 'ANSWER' }>['to'];
  readonly referral: ReferralId;
  readonly at: string;
  readonly step: Extract<OutboxRow, { what: 'ANSWER' }>['step'];
  readonly reason?: Extract<OutboxRow, { what: 'ANSWER' }>['reason'];
  readonly meeting?: Extract<OutboxRow, { what: 'ANSWER' }>['meeting'];
  readonly outcome?: Extract<OutboxRow, { what: 'ANSWER' }>['outcome'];
  readonly texts: { readonly answer?: string | undefined; readonly place?: string | undefined };
}

/** Tells the courier to carry an answer back. 1 unit. */
export async function answerWrite(scope: TenantScope, answer: Answer): Promise<Write> {
  const { to, referral, at, step, reason, meeting, outcome, texts } = answer;
  // The courier carries in the order of the keys: by the instant, and what happened in one instant in the order of the way.
  const turn = String(referralSteps.indexOf(step)).padStart(2, '0');
  const key = scope.keys.outbox(`ANSWER#${referral}#${at}#${turn}`);
  const sealed = Object.fromEntries(
    await Promise.all(
      Object.entries(texts)
        .filter((each): each is [string, string] => each[1] !== undefined)
        .map(
          async ([name, text]) => [name, await scope.vault.seal(errandPlace(key.sk, name), text)] as const,
        ),
    ),
  );
  return scope.cases.putWrite({
    ...key,
    ...{ kind: 'OUTBOX', what: 'ANSWER', referralId: referral, to, at, step, sealed },
    ...(reason && { reason }),
    ...(meeting && { meeting }),
    ...(outcome && { outcome }),
  });
}

/** Takes an errand away that is done. */
export async function doneWith(scope: TenantScope, { sk }: OutboxRow): Promise<void> {
  await scope.cases.transact([{ Delete: { TableName: scope.cases.name, Key: scope.keys.outbox(sk) } }]);
}
