import type { AstroGlobal } from 'astro';
import { describe, expect, it } from 'vitest';
import { turnAway } from '../../web/src/work/enter.ts';

/** A page that tells where it would have gone. */
const page = {
  locals: { language: 'sv' },
  url: new URL('https://ohjaamo.example/sv/desk?site=aaaaaaaaaa'),
  redirect: (to: string) => new Response(null, { headers: { to } }),
  rewrite: (to: string) => Promise.resolve(new Response(null, { headers: { to } })),
} as unknown as AstroGlobal;

describe('A view that the API refuses', () => {
  it.each([
    ['session-expired', '/sv/sign-in?why=expired&to=%2Fsv%2Fdesk%3Fsite%3Daaaaaaaaaa'],
    ['session-required', '/sv/sign-in?why=required&to=%2Fsv%2Fdesk%3Fsite%3Daaaaaaaaaa'],
    ['role-required', '/sv/refused'],
    ['not-found', '/sv/nothing-here'],
    ['temporarily-unavailable', '/sv/unavailable'],
    ['internal-error', '/sv/unavailable'],
  ] as const)('with %s goes to %s', async (type, to) => {
    expect((await turnAway(page, { type })).headers.get('to')).toBe(to);
  });
});
