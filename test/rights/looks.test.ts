import { type LookView, lookView } from '@ohjaamo/shared/rights/contract.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { describe, expect, it } from 'vitest';
import { messages } from '../../web/src/i18n/messages.ts';
import { foldLooks } from '../../web/src/rights/foldedLooks.ts';

/** Acts that are on the trail of a client whom their route names otherwise than by its path, or that no route does. */
const ELSEWHERE = [
  ...['LIST_CLIENTS', 'SEARCH_CLIENTS', 'CHECK_DUPLICATES', 'OPEN_CLIENT', 'VIEW_TODAY', 'LIST_TASKS'],
  ...[
    'LIST_ACCESS_REVIEWS',
    'REVIEW_ACCESS',
    'VIEW_RETENTION',
    'VIEW_AUDIT',
    'RECORD_CONTACT',
    'VOID_CONTACT',
  ],
  ...[
    'LIST_RECEIVED_REFERRALS',
    'VIEW_REFERRAL',
    'ANSWER_REFERRAL',
    'AGREE_OUTREACH',
    'LIST_OUTREACH',
    'SIGN_IN',
  ],
  ...['VIEW_REFERRAL_BY_LINK', 'ANSWER_REFERRAL_BY_LINK', 'VIEW_EMPLOYER'],
];
const audited = (Object.values(routes) as Route[]).flatMap(({ audit, access, case: about }) => {
  const isAboutClient =
    about !== undefined || access.kind === 'person' || audit?.subjectParameter === 'clientId';
  return audit && isAboutClient ? [audit.action] : [];
});

const look = (parts: Partial<LookView>): LookView =>
  lookView.parse({
    ...{ at: '2027-02-01T08:00:00.000Z', action: 'VIEW_CLIENT', outcome: 'DONE', byPerson: false },
    ...{ name: 'Testi Ohjaaja', title: 'ohjaaja', purpose: 'GUIDANCE' },
    ...parts,
  });
const actions = (looks: readonly LookView[]) =>
  foldLooks(looks).map(({ action, outcome }) => [action, outcome]);

describe('An act on the trail', () => {
  it.each([...new Set([...audited, ...ELSEWHERE])])(
    '%s is told to the person in words for that person, in each language',
    (action) => {
      for (const language of ['fi', 'sv', 'en'] as const) {
        const word = (messages[language] as Readonly<Record<string, string>>)[`rights.action.${action}`];
        expect(word, `${action} in ${language}`).toBeTruthy();
        expect(word).not.toMatch(/asiak|nuore(?:n|lle|sta)\b/iu);
      }
    },
  );
});

describe('The list of looks', () => {
  it('tells a page view once, by what was read in it', () => {
    const seen = [look({ at: '2027-02-01T08:00:00.300Z', action: 'VIEW_NOTE' }), look({})];
    expect(actions(seen)).toEqual([['VIEW_NOTE', 'DONE']]);
  });

  it('tells somebody who got nowhere once, and not of an address that never was', () => {
    const tried = [
      look({ at: '2027-02-01T08:00:00.300Z', action: 'FIND_MERGED', outcome: 'NOT_FOUND' }),
      look({ outcome: 'NOT_FOUND' }),
    ];
    expect(actions(tried)).toEqual([['VIEW_CLIENT', 'NOT_FOUND']]);
  });

  it('tells of the earlier record when it was opened', () => {
    expect(actions([look({ action: 'FIND_MERGED' })])).toEqual([['FIND_MERGED', 'DONE']]);
  });

  it('keeps another worker, another time, another act and another outcome apart', () => {
    const apart = [
      look({ at: '2027-02-01T08:05:00.000Z' }),
      look({ name: 'Testi Toinen' }),
      look({ action: 'WRITE_NOTE', at: '2027-02-01T07:59:00.000Z' }),
      look({ outcome: 'REFUSED' }),
      look({}),
    ];
    expect(foldLooks(apart)).toEqual(apart);
  });
});
