/** The name of a draft as its device makes it: a SHA-256 in base64url. */
const draftName = /^[\w-]{43}$/u;
/** Seconds for which the next page can learn of it. */
const KNOWN = 600;

/**
 * The cookie that tells the worker's browser that a form was saved of which it keeps a draft; `undefined` when there is no draft, or the
 * form was not saved: refused, or shown again to be sent again. It names no one and is of no use to anybody else.
 */
export function savedDraft(form: FormData | undefined, answer: Response): string | undefined {
  const name = form?.get('draft');
  if (typeof name !== 'string' || !draftName.test(name) || answer.status >= 400) return undefined;
  if (/\/sign-in(?:\?|$)/u.test(answer.headers.get('location') ?? '')) return undefined;
  return `draft-saved=${name}; Path=/; Max-Age=${String(KNOWN)}; Secure; SameSite=Strict`;
}
