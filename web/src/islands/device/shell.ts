const CACHE = 'contact-shell';
/** The page is looked for again after this many milliseconds, so that a device in use has the latest. */
const FRESH = 60 * 60_000;

/**
 * Keeps the page without data for when there is no network: the page, its styles and its scripts with what those import.
 * The worker script answers with them for the desk's addresses and nothing else.
 *
 * @param form the contact form's address; the desk's is the one above it
 */
export async function keepShell(form: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register(`${form}/worker.js`, { scope: form.replace(/\/contact$/u, '') });
  const cache = await caches.open(CACHE);
  const address = `${form}/offline`;
  const kept = await cache.match(address);
  if (kept && Date.now() - Number(kept.headers.get('x-kept-at')) < FRESH) return;
  const answer = await fetch(address, { credentials: 'omit' });
  if (!answer.ok || answer.redirected) return;
  const text = await answer.text();
  const page = new DOMParser().parseFromString(text, 'text/html');
  const parts = [
    ...[...page.querySelectorAll('link[rel=stylesheet]')].map((each) => each.getAttribute('href')),
    ...[...page.querySelectorAll('script[src]')].map((each) => each.getAttribute('src')),
  ].filter((each) => each !== null);
  const seen = new Set<string>();
  for (const part of parts) await keepPart(cache, new URL(part, location.origin).pathname, seen);
  // Last: a page stands here only when all that it needs does.
  const headers = new Headers(answer.headers);
  headers.set('x-kept-at', String(Date.now()));
  await cache.put(address, new Response(text, { headers }));
}

/** Keeps one file, named by the hash of its content, and the scripts that it imports. */
async function keepPart(cache: Cache, path: string, seen: Set<string>): Promise<void> {
  if (seen.has(path)) return;
  seen.add(path);
  const response = (await cache.match(path)) ?? (await fetch(path));
  if (!response.ok) throw new Error('A part of the page cannot be had');
  await cache.put(path, response.clone());
  if (!path.endsWith('.js')) return;
  for (const [, file = ''] of (await response.text()).matchAll(/["'](\.{1,2}\/[\w./-]+\.js)["']/gu)) {
    await keepPart(cache, new URL(file, new URL(path, location.origin)).pathname, seen);
  }
}
