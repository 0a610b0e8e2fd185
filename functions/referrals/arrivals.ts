import { type ClientId, referralId } from '@ohjaamo/shared/kernel/ids.ts';
import { localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import * as z from 'zod';
import { openTexts, sealTexts } from '../kernel/sealing.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readPackage } from './package.ts';
import type { EnvelopeRow } from './record.ts';

/** What another municipality sent of a person who became a client here: its source stays with it (L04). */
const arrivalRow = z.object({
  kind: z.literal('ARRIVAL'),
  id: referralId,
  fromName: localizedText,
  sentAt: z.string(),
  sealed: z.object({ package: z.string() }),
});

export async function arrivalWrite(
  scope: TenantScope,
  client: ClientId,
  { id, fromName, sentAt }: EnvelopeRow,
  carried: string,
): Promise<Write> {
  const sk = `ARRIVAL#${id}`;
  const sealed = await sealTexts(scope, { client, sk }, { package: carried });
  return scope.cases.putWrite({
    ...scope.keys.client(client, sk),
    ...{ kind: 'ARRIVAL', id, fromName, sentAt, sealed },
  });
}

/** What came from other municipalities with a client, opened. One Query. */
export async function readArrivals(scope: TenantScope, client: ClientId) {
  const { items } = await scope.cases.query(scope.keys.client(client, '').pk, arrivalRow, {
    begins: 'ARRIVAL#',
    consistent: true,
  });
  return Promise.all(
    items.map(async ({ id, fromName, sentAt, sealed }) => {
      const { package: carried } = await openTexts<'package'>(scope, { client, sk: `ARRIVAL#${id}` }, sealed);
      return { id, fromName, sentAt, sent: readPackage(carried, false) };
    }),
  );
}
