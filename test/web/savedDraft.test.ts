import { describe, expect, it } from 'vitest';
import { savedDraft } from '../../web/src/work/savedDraft.ts';

const name = 'd'.repeat(43);

function form(draft = name): FormData {
  const sent = new FormData();
  sent.set('draft', draft);
  return sent;
}

describe('A form of which a device keeps a draft', () => {
  it('is said to be saved when the service took it, with or without another page', () => {
    const next = new Response(null, { status: 303, headers: { location: '/fi/people?done=note' } });
    expect(savedDraft(form(), next)).toContain(`draft-saved=${name};`);
    expect(savedDraft(form(), new Response('', { status: 200 }))).toContain('SameSite=Strict');
  });

  it('keeps its draft when it was refused, held back, or the session is over', () => {
    for (const status of [401, 403, 409, 422, 503]) {
      expect(savedDraft(form(), new Response('', { status }))).toBeUndefined();
    }
    for (const location of ['/fi/sign-in', '/sv/sign-in?why=expired']) {
      expect(savedDraft(form(), new Response(null, { status: 303, headers: { location } }))).toBeUndefined();
    }
  });

  it('sets no cookie of anything but a draft’s name', () => {
    const taken = new Response('', { status: 200 });
    expect(savedDraft(undefined, taken)).toBeUndefined();
    expect(savedDraft(new FormData(), taken)).toBeUndefined();
    expect(savedDraft(form('x; Domain=elsewhere.example'), taken)).toBeUndefined();
  });
});
