import { type ClientId, notificationId, type NotificationId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import { senderKinds } from '@ohjaamo/shared/outreach/senders.ts';
import * as z from 'zod';
import { openTexts, sealTexts } from '../kernel/sealing.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { notificationContent } from './record.ts';

/** What goes over to the client when the young person agrees: who notified, what was decided, what was given on (§12). */
export const clientContent = notificationContent
  .pick({
    organisation: true,
    contactPerson: true,
    consentBy: true,
    by: true,
    toldInAdvance: true,
    measures: true,
    disclosures: true,
  })
  .extend({ sender: z.enum(senderKinds), receivedOn: plainDate });

const clientRow = z.object({
  kind: z.literal('OUTREACH'),
  id: notificationId,
  agreedAt: z.string(),
  agreedBy: staffId,
  /** Code of the organisation that recorded it. */
  owner: z.string(),
  reviewOn: plainDate.optional(),
  /** Only that there was a notification is left. */
  destroyedAt: z.string().optional(),
  sealed: z.object({ content: z.string() }).optional(),
});

/** A notification that became a client's own, as it stands beside the sealed text. */
export type ClientOutreachRow = Omit<z.infer<typeof clientRow>, 'sealed'>;

/** The same, opened; without content once it was destroyed. */
export interface ClientOutreach {
  readonly row: ClientOutreachRow;
  readonly content: z.infer<typeof clientContent> | undefined;
}

/** Sort keys of a client's notifications begin so. */
const BEGINS = 'OUTREACH#';

/** Reads and opens what a client has of outreach youth work; one Query. */
export async function listOfClient(scope: TenantScope, client: ClientId): Promise<ClientOutreach[]> {
  const range = { begins: BEGINS, consistent: true };
  const { items } = await scope.cases.query(scope.keys.client(client, BEGINS).pk, clientRow, range);
  return Promise.all(
    items.map(async ({ sealed, ...row }) => {
      const place = { client, sk: `${BEGINS}${row.id}` };
      const { content } = await openTexts<'content'>(scope, place, sealed ?? {});
      return {
        row,
        content: content === undefined ? undefined : clientContent.parse(JSON.parse(content)),
      };
    }),
  );
}

/** One of them. */
export async function readOfClient(
  scope: TenantScope,
  client: ClientId,
  id: NotificationId,
): Promise<ClientOutreach | undefined> {
  return (await listOfClient(scope, client)).find(({ row }) => row.id === id);
}

/** The write that puts it; a row without content has nothing left to read. 1 unit for 1 KB. */
export async function ofClientWrite(
  scope: TenantScope,
  client: ClientId,
  { row, content }: ClientOutreach,
): Promise<Write> {
  const sk = `${BEGINS}${row.id}`;
  const sealed =
    content &&
    (await sealTexts(scope, { client, sk }, { content: JSON.stringify(clientContent.parse(content)) }));
  return scope.cases.putWrite({ ...scope.keys.client(client, sk), ...row, ...(sealed && { sealed }) });
}
