import type { APIRoute } from 'astro';

/** What a device needs to keep the workspace as an app of its own: for outreach, where the contact form opens without a network. */
export const GET: APIRoute = ({ locals: { language, t } }) =>
  new Response(
    JSON.stringify({
      name: t('service.name'),
      short_name: t('service.name'),
      lang: language,
      start_url: `/${language}/desk`,
      scope: `/${language}/`,
      display: 'standalone',
      background_color: '#fbf6ef',
      theme_color: '#2b2340',
      icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      shortcuts: [{ name: t('work.contact.title'), url: `/${language}/desk/contact` }],
    }),
    { headers: { 'content-type': 'application/manifest+json' } },
  );
