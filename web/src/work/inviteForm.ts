import { textOfBytes } from '@ohjaamo/shared/tenants/csv.ts';
import { type InviteeColumn, inviteeColumns } from '@ohjaamo/shared/tenants/invitees.ts';
import type { PreviewedRow } from '@ohjaamo/shared/tenants/invitationRoutes.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { textOf } from './form.ts';

/** What became of a list: looked at, sent in part or as a whole, wrong as a whole, or refused. */
export interface InviteOutcome {
  readonly text: string;
  readonly rows: readonly PreviewedRow[];
  /** How many were invited now; absent while the list was only looked at. */
  readonly sent?: number;
  readonly wrong?: MessageKey;
  readonly refusal?: ApiProblem;
}

/** Takes the form of the page that invites: looks at the list, or sends what is right in it. The file goes before the text. */
export async function inviteByList(api: Api, form: FormData): Promise<InviteOutcome> {
  const file = form.get('file');
  const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
  const typed = form.get('text');
  const text = bytes.length > 0 ? textOfBytes(bytes) : typeof typed === 'string' ? typed : '';
  if (text.trim() === '') return { text, rows: [], wrong: 'people.invite.empty' };
  const body = routes.previewInvitees.body.safeParse({ lines: text.split(/\r\n?|\n/u) });
  if (!body.success) return { text, rows: [], wrong: 'people.invite.tooLong' };
  const looked = await api.call('previewInvitees', { body: body.data });
  if (!looked.ok) return { text, rows: [], refusal: looked.error };
  const { rows, tooMany } = looked.value;
  if (tooMany) return { text, rows: [], wrong: 'people.invite.tooMany' };
  return textOf(form, 'do') === 'SEND' ? send(api, text, rows) : { text, rows };
}

async function send(api: Api, text: string, rows: readonly PreviewedRow[]): Promise<InviteOutcome> {
  const invitees = rows.flatMap(({ invitee }) => (invitee ? [invitee] : []));
  if (invitees.length === 0) return { text, rows };
  const answer = await api.call('inviteWorkers', { body: { invitees } });
  if (!answer.ok) return { text, rows, refusal: answer.error };
  const left = rows.filter(({ invitee }) => !invitee);
  return {
    text: left.map(({ typed }) => `${lineOf(typed)}\n`).join(''),
    rows: left,
    sent: answer.value.standings.filter(isInvited).length,
  };
}

/** Whether somebody of whom this is known gets an invitation. */
export function isInvited(standing: PreviewedRow['standing']): boolean {
  return standing === 'NEW' || standing === 'ON_THE_LIST';
}

/** A row as it was typed, to be corrected; one whose quotation marks do not pair stands in its first column as a whole. */
function lineOf(typed: Readonly<Record<InviteeColumn, string>>): string {
  if (inviteeColumns.every((column) => column === 'name' || typed[column] === '')) return typed.name;
  return inviteeColumns.map((column) => fieldOf(typed[column])).join(';');
}

function fieldOf(value: string): string {
  return /[";,\n]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
