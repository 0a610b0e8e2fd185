import type { ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';

interface Words {
  readonly title: MessageKey;
  readonly text: MessageKey;
}

const byReason: Readonly<Record<string, Words | undefined>> = {
  ACCEPTED: { title: 'people.invitation.usedTitle', text: 'people.invitation.used' },
  REVOKED: { title: 'people.invitation.revokedTitle', text: 'people.invitation.revokedText' },
};

/** What the page of an invitation says when it opens nothing: used, taken back, late, or no invitation at all. */
export function goneWords({ type, conflicts = [] }: ApiProblem): Words {
  if (type === 'link-expired')
    return { title: 'people.invitation.lateTitle', text: 'people.invitation.late' };
  const known = conflicts.map(({ reason }) => byReason[reason]).find((words) => words !== undefined);
  return known ?? { title: 'work.invitation.goneTitle', text: 'work.invitation.gone' };
}
