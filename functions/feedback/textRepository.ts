import { maskedKinds, maskText } from '@ohjaamo/shared/kernel/maskText.ts';
import { hidingReasons, textStates } from '@ohjaamo/shared/feedback/screening.ts';
import { type Language, language } from '@ohjaamo/shared/kernel/i18n.ts';
import { type SiteId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import { hashOf } from '../kernel/hash.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** A free text as the table holds it: masked, and apart from the answer that it came with, of which it names neither day nor grade. */
const textRecord = z.object({
  kind: z.literal('FEEDBACK_TEXT'),
  id: z.string(),
  /** `2027-02` */
  month: z.string(),
  language,
  text: z.string(),
  masked: z.array(z.enum(maskedKinds)),
  state: z.enum(textStates),
  version: z.int(),
  reason: z.enum(hidingReasons).optional(),
  decidedBy: staffId.optional(),
  decidedAt: z.string().optional(),
});
export type TextRecord = z.infer<typeof textRecord>;

/** The id of a form's text: another hash than the answer's, so that neither row tells of the other. */
export function textIdOf(formId: string): string {
  return hashOf('feedback text', formId);
}

/** The write of a new text, with what could name somebody taken out. */
export function textWrite(
  scope: TenantScope,
  site: SiteId,
  said: {
    readonly formId: string;
    readonly month: string;
    readonly language: Language;
    readonly text: string;
  },
): Write {
  const record: TextRecord = {
    kind: 'FEEDBACK_TEXT',
    id: textIdOf(said.formId),
    month: said.month,
    language: said.language,
    ...maskOf(said.text),
    state: 'WAITING',
    version: 1,
  };
  return scope.work.putWrite({ ...scope.keys.feedbackText(site, skOf(record)), ...record }, true);
}

function maskOf(typed: string): Pick<TextRecord, 'text' | 'masked'> {
  const { text, masked } = maskText(typed);
  return { text, masked: [...masked] };
}

/** The write that deletes a text; harmless when there is none. */
export function textDelete(scope: TenantScope, site: SiteId, month: string, formId: string): Write {
  const key = scope.keys.feedbackText(site, skOf({ month, id: textIdOf(formId) }));
  return { Delete: { TableName: scope.work.name, Key: key } };
}

/** Reads one text, consistently. */
export function readText(
  scope: TenantScope,
  site: SiteId,
  named: Pick<TextRecord, 'month' | 'id'>,
): Promise<TextRecord | undefined> {
  return scope.work.get(scope.keys.feedbackText(site, skOf(named)), textRecord);
}

/** The texts of a site between two months, both inclusive: one Query, a read unit for about eight of the longest. */
export async function textsBetween(
  scope: TenantScope,
  site: SiteId,
  from: string,
  to: string,
): Promise<TextRecord[]> {
  // `~` sorts behind every id.
  const between = [`${from}#`, `${to}#~`] as const;
  return (await scope.work.query(scope.keys.feedbackText(site, '').pk, textRecord, { between })).items;
}

/** The write of a decision over the version that was read. */
export function decisionWrite(scope: TenantScope, site: SiteId, after: TextRecord): Write {
  return scope.work.putOverWrite(
    { ...scope.keys.feedbackText(site, skOf(after)), ...after },
    after.version - 1,
  );
}

/** Deletes the texts of a site up to a month, inclusive; gives how many there were. One Query, one write for each. */
export async function eraseTexts(scope: TenantScope, site: SiteId, until: string): Promise<number> {
  const over = await textsBetween(scope, site, '0', until);
  const deletes = over.map((text) => ({
    Delete: { TableName: scope.work.name, Key: scope.keys.feedbackText(site, skOf(text)) },
  }));
  for (let from = 0; from < deletes.length; from += AT_ONCE) {
    await scope.work.transact(deletes.slice(from, from + AT_ONCE));
  }
  return over.length;
}

/** Writes of one transaction. */
const AT_ONCE = 100;

function skOf({ month, id }: Pick<TextRecord, 'month' | 'id'>): string {
  return `${month}#${id}`;
}
