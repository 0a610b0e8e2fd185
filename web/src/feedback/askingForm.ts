import { tabletId } from '@ohjaamo/shared/feedback/link.ts';
import { linkSecret, type SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Api, ApiProblem } from '../api.ts';
import { textOf } from '../work/form.ts';

/** What became of a form on the page that asks: a new link, an ended tablet, or why not. */
export type Asked =
  | { readonly link: string; readonly way: 'invitation' | 'tablet' }
  | { readonly ended: true }
  | { readonly refusal: ApiProblem };

/** Does what a form on the page asks for; a form that holds no ids asks for nothing. */
export async function actOnAsking(api: Api, siteId: SiteId, form: FormData): Promise<Asked> {
  const act = textOf(form, 'do');
  const tablet = tabletId.safeParse(textOf(form, 'tablet'));
  const secret = linkSecret.safeParse(textOf(form, 'secret'));
  if (act === 'end' && tablet.success) {
    const parameters = { siteId, tabletId: tablet.data };
    const ended = await api.call('endFeedbackTablet', { parameters, body: {} });
    return ended.ok ? { ended: true } : { refusal: ended.error };
  }
  if (act === 'tablet' && tablet.success && secret.success) {
    const body = { tabletId: tablet.data, secret: secret.data };
    const made = await api.call('openFeedbackTablet', { parameters: { siteId }, body });
    return made.ok ? { link: made.value.link, way: 'tablet' } : { refusal: made.error };
  }
  if (act === 'invitation' && secret.success) {
    const made = await api.call('inviteToFeedback', {
      parameters: { siteId },
      body: { secret: secret.data },
    });
    return made.ok ? { link: made.value.link, way: 'invitation' } : { refusal: made.error };
  }
  return { refusal: { type: 'invalid-request' } };
}
