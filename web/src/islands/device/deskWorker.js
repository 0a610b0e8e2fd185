/* global self, caches, fetch */
// Registered for the desk's addresses alone. It changes nothing while there is a network: every request goes there first, and no
// answer is kept. Without one, a page of the desk is answered with the page that holds no data, and its files with those kept.
const CACHE = 'contact-shell';
const OFFLINE = self.location.pathname.replace('worker.js', 'offline');

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  const page = request.mode === 'navigate';
  if (!page && !pathname.startsWith('/_astro/')) return;
  event.respondWith(fetch(request).catch((error) => kept(page ? OFFLINE : pathname, error)));
});

async function kept(path, error) {
  const cache = await caches.open(CACHE);
  const answer = await cache.match(path);
  if (!answer) throw error;
  return answer;
}
