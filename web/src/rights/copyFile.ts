import type { Api } from '../api.ts';

/**
 * Everything that is held about the person, in a form that programs read (GDPR article 20). The file's name says nothing about
 * anybody. A shared computer (`kiosk`) gets none: the file would lie there for whoever comes next. `undefined` when it is not given.
 */
export async function copyFile(api: Api, kiosk: string | undefined): Promise<Response | undefined> {
  if (kiosk !== undefined) return undefined;
  const answer = await api.call('takeEverything', {});
  if (!answer.ok) return undefined;
  return new Response(JSON.stringify(answer.value, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="ohjaamo.json"',
      'x-robots-tag': 'noindex, nofollow',
    },
  });
}
