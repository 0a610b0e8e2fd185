import type { APIRoute } from 'astro';
import script from '../../../../islands/device/deskWorker.js?raw';

/**
 * The worker script of the desk. It comes from here and not with the other files because what a worker may do is
 * said by the headers of its own script: it may reach this service and nothing else, and stands for the desk's addresses only.
 */
export const GET: APIRoute = ({ locals }) =>
  new Response(script, {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'content-security-policy': "default-src 'none'; connect-src 'self'",
      'service-worker-allowed': `/${locals.language}/desk`,
    },
  });
