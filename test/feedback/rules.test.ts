import { MASK, maskText } from '@ohjaamo/shared/kernel/maskText.ts';
import { linkOf, linkParts, tabletId } from '@ohjaamo/shared/feedback/link.ts';
import { screening, screeningSteps, textStates } from '@ohjaamo/shared/feedback/screening.ts';
import { isOpenInvitation, isPaperDate, lastMonthOver } from '@ohjaamo/shared/feedback/terms.ts';
import { recordLink } from '@ohjaamo/shared/kernel/reach.ts';
import { randomIds, siteId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('What could name somebody in a text', () => {
  it.each([
    ['Tunnukseni on 010199-9001, soita', `Tunnukseni on ${MASK}, soita`, ['identity_code']],
    ['Soita 040 123 4567 tai +358401234567!', `Soita ${MASK} tai ${MASK}!`, ['phone']],
    ['Laita viesti: nuori.ihminen@example.org', `Laita viesti: ${MASK}`, ['email']],
    ['Minulla on F32.1 ja väsyttää', `Minulla on ${MASK} ja väsyttää`, ['diagnosis_code']],
  ])('is taken out of "%s"', (typed, text, masked) => {
    expect(maskText(typed)).toEqual({ text, masked });
  });

  it('is not looked for in ordinary words, small numbers and years', () => {
    const typed = 'Annan 10/10, tulin bussilla 12 vuonna 2027 ja odotin 15–20 minuuttia.';
    expect(maskText(typed)).toEqual({ text: typed, masked: [] });
  });

  it('is gone whatever stands around it, and what stands around it stays', () => {
    const words = fc.constantFrom('moi', 'tack', 'hei\nsinä', 'ok.');
    const hits = fc.constantFrom('010199-9001', '040 1234567', 'joku@example.org', '+358 50 765 4321');
    fc.assert(
      fc.property(words, hits, words, (before, hit, after) => {
        const { text, masked } = maskText(`${before} ${hit} ${after}`);
        expect(text).toBe(`${before} ${MASK} ${after}`);
        expect(masked).toHaveLength(1);
      }),
    );
  });
});

describe('The states of a text', () => {
  it('let a text be read only after somebody published it, and every decision be taken back', () => {
    for (const state of textStates) {
      const next = screeningSteps.map((step) => screening[state][step]);
      expect(next.filter((each) => each === 'REFUSE')).toHaveLength(1);
      expect(next).not.toContain(state);
    }
    expect(screening.PUBLISHED.REOPEN).toBe('WAITING');
    expect(screening.HIDDEN.REOPEN).toBe('WAITING');
  });
});

describe('A link', () => {
  const tenant = tenantId.parse('abcdefghij');

  it('has the form of the other links, and is read back as it was made', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (at) => {
          const day = at.toISOString().slice(0, 10);
          const parts = { site: siteId.parse('klmnopqrst'), of: { day }, secret: randomIds.secret(128) };
          const link = linkOf(tenant, parts);
          expect(recordLink.safeParse(link).success).toBe(true);
          expect(linkParts(link)).toEqual(parts);
        },
      ),
    );
  });

  it('of a tablet names the tablet, whose id no day reads as', () => {
    const parts = { site: siteId.parse('klmnopqrst'), of: { tablet: 'd0x7020200' }, secret: 's'.repeat(22) };
    expect(linkParts(linkOf(tenant, parts))).toEqual(parts);
    expect(tabletId.safeParse('d0x7020200').success).toBe(true);
    expect(tabletId.safeParse('d020270202').success).toBe(false);
  });
});

describe('Terms', () => {
  it('keep a text for 24 whole months after its own', () => {
    expect(lastMonthOver('2027-02-01')).toBe('2025-01');
    expect(lastMonthOver('2027-01-31')).toBe('2024-12');
  });

  it('let an invitation be answered for 30 days, and a paper be typed in for 60', () => {
    expect(isOpenInvitation('2027-02-01', '2027-03-03')).toBe(true);
    expect(isOpenInvitation('2027-02-01', '2027-03-04')).toBe(false);
    expect(isPaperDate('2026-12-03', '2027-02-01')).toBe(true);
    expect(isPaperDate('2026-12-02', '2027-02-01')).toBe(false);
    expect(isPaperDate('2027-02-02', '2027-02-01')).toBe(false);
  });
});
