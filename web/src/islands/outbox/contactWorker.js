/* global self, caches, fetch */
// Registered for the contact form's address alone. It changes nothing while there is a network: every request goes there
// first. Without one, the form's page is answered with the page that holds no data, and its files with those kept.
const CACHE = 'contact-shell';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  const page = request.mode === 'navigate';
  if (!page && !pathname.startsWith('/_astro/')) return;
  event.respondWith(fetch(request).catch((error) => kept(page, pathname, error)));
});

async function kept(page, pathname, error) {
  const cache = await caches.open(CACHE);
  const answer = await cache.match(page ? self.registration.scope + '/offline' : pathname);
  if (!answer) throw error;
  return answer;
}
