import { problem, type Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';

/** The largest form that is read, in bytes: the same as the API takes. */
export const FORM_LIMIT = 256 * 1024;

/** What an HTML form can be sent as, when it is not sent as plain text. */
const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/**
 * Reads the form of a request once for all pages. The request itself stays unread, so that a page may still be rewritten.
 *
 * @returns the form, or `media-type-not-supported`, `body-too-large` (over {@link FORM_LIMIT}), `invalid-request` (broken)
 */
export async function receiveForm(request: Request): Promise<Result<FormData, Problem>> {
  const type = request.headers.get('content-type') ?? '';
  const mediaType = type.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!formTypes.includes(mediaType)) return fail(problem('media-type-not-supported'));
  if (Number(request.headers.get('content-length') ?? 0) > FORM_LIMIT) return fail(problem('body-too-large'));
  // The length that a visitor claims is no more than a claim.
  const body = await readWhole(request.clone().body);
  if (!body) return fail(problem('body-too-large'));
  try {
    return succeed(await new Response(body, { headers: { 'content-type': type } }).formData());
  } catch {
    return fail(problem('invalid-request'));
  }
}

/** What a stream holds; `undefined` when it is longer than {@link FORM_LIMIT}, of which no more is read than that. */
async function readWhole(stream: ReadableStream<Uint8Array> | null): Promise<Blob | undefined> {
  const reader = stream?.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > FORM_LIMIT) {
      // The request that this is a copy of stays unread: cancelling ends when that one is given up as well.
      void reader?.cancel();
      return undefined;
    }
    parts.push(Uint8Array.from(part.value));
  }
  return new Blob(parts);
}
