import { describe, expect, it } from 'vitest';
import { whereTo } from '../../web/src/work/whereTo.ts';

describe('A view that the API refuses', () => {
  it.each([
    ['session-expired', { redirect: '/sv/sign-in?why=expired&to=%2Fsv%2Fdesk%3Fsite%3Daaaaaaaaaa' }],
    ['session-required', { redirect: '/sv/sign-in?why=required&to=%2Fsv%2Fdesk%3Fsite%3Daaaaaaaaaa' }],
    ['role-required', { rewrite: '/sv/refused' }],
    ['not-found', { rewrite: '/sv/nothing/here/at/all' }],
    ['temporarily-unavailable', { rewrite: '/sv/unavailable' }],
    ['internal-error', { rewrite: '/sv/unavailable' }],
  ] as const)('with %s', (type, to) => {
    expect(whereTo({ type }, 'sv', '/sv/desk?site=aaaaaaaaaa')).toEqual(to);
  });
});
