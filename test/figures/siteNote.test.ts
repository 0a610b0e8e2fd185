import { closedQuarter } from '@ohjaamo/shared/figures/quarters.ts';
import { namesWorker, siteNoteSteps, takesNote } from '@ohjaamo/shared/figures/siteNote.ts';
import { siteNoteRoutes } from '@ohjaamo/shared/figures/siteNoteContract.ts';
import { personalKinds } from '@ohjaamo/shared/kernel/maskText.ts';
import { HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import { describe, expect, it } from 'vitest';

const at = (instant: string) => Math.floor(Date.parse(instant) / 60_000);
const codesOf = (body: Record<string, unknown>) =>
  siteNoteRoutes.writeSiteNote.body
    .safeParse({ version: 0, ...body })
    .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

describe('What a site may say of its figures', () => {
  it.each([
    ['Kysy: 040 123 4567', 'phone'],
    ['Laita viesti: joku@example.org', 'email'],
    ['Asia 010199-9001 vei aikaa', 'identity_code'],
    ['Moni tuli F32.1:n kanssa', 'diagnosis_code'],
  ])('is refused by what it holds: "%s"', (fi, kind) => {
    expect(codesOf({ fi })).toEqual([`fi ${kind}`]);
    expect(codesOf({ fi: 'Suljettu heinäkuussa.', en: fi })).toEqual([`en ${kind}`]);
  });

  it('may name days, which a free text of feedback may not', () => {
    const text = 'Suljettu 1.7.–31.7.2027 remontin takia, auki taas 2027-08-01 klo 9–15.';
    expect(personalKinds(text)).toEqual([]);
    expect(codesOf({ fi: text })).toBeUndefined();
    expect(personalKinds('Soita 1.7.2027 numeroon 040 1234567')).toEqual(['phone']);
  });

  it('is in Finnish, and in Swedish and English beside it, each of 300 characters', () => {
    expect(codesOf({ sv: 'Stängt i juli.' })?.[0]).toMatch(/^fi /u);
    expect(codesOf({ fi: 'a'.repeat(300), sv: 'b'.repeat(300), en: 'c'.repeat(300) })).toBeUndefined();
    expect(codesOf({ fi: 'a'.repeat(301) })?.[0]).toMatch(/^fi /u);
  });

  it('names no worker of the house in full, however it is written', () => {
    const names = ['Ohjaaja Oulujoki', 'Muusa'];
    const fi = 'ohjaaja  OULUJOKI oli poissa';
    expect(namesWorker({ fi, en: 'A counsellor was away' }, names)).toEqual(['fi']);
    expect(namesWorker({ fi: 'Muusa soi usein' }, names)).toEqual([]);
  });
});

describe('The quarters of which something may be said', () => {
  it('have closed, and are the nine that the trends show', () => {
    const now = at('2027-04-11T12:00+03:00');
    expect(closedQuarter(now, HELSINKI)).toBe('2027-Q1');
    expect(['2027-Q2', '2027-Q1', '2025-Q1', '2024-Q4'].map((of) => takesNote(of, now, HELSINKI))).toEqual([
      ...[false, true, true, false],
    ]);
    expect(takesNote('2027-Q1', at('2027-04-10T12:00+03:00'), HELSINKI)).toBe(false);
  });
});

describe('The states of a note', () => {
  it('let everything be undone, and nothing be taken back that is not there', () => {
    expect(Object.entries(siteNoteSteps).filter(([, { WITHDRAW }]) => WITHDRAW !== 'REFUSE')).toEqual([
      ['STANDS', siteNoteSteps.STANDS],
    ]);
    for (const { WRITE } of Object.values(siteNoteSteps)) expect(WRITE).toBe('STANDS');
  });
});
