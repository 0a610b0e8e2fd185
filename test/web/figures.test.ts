import { figuresOf } from '@ohjaamo/shared/figures/facts.ts';
import { channels, topics } from '@ohjaamo/shared/kernel/codes.ts';
import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { describe, expect, it } from 'vitest';
import { translator } from '../../web/src/i18n/translate.ts';
import { isTenantFigures } from '../../web/src/islands/figures/tenantFigures.ts';
import { wordingOf } from '../../web/src/islands/figures/wording.ts';
import { figureWords } from '../../web/src/work/figureWords.ts';

const figures = figuresOf([{ contacts: 3, channel_ON_SITE: 3, anonymous: 1, topic_HOUSING: 2, wait_4: 2 }]);
const answer = asSent({
  quarter: '2027-Q1',
  names: { services: [], organisations: [] },
  equity: [],
  tenant: figures,
  sites: [{ id: 'site000001', slug: 'etana', name: { fi: 'Ohjaamo etänä' }, figures }],
});

/** What the browser gets: a number that is not there is absent. */
function asSent<T>(body: T): T {
  return JSON.parse(JSON.stringify(body)) as T;
}

describe('an answer that an open page of figures gets', () => {
  it('is drawn when it is as the contract says', () => {
    expect(figuresRoutes.readTenantFigures.response.safeParse(answer).success).toBe(true);
    expect(isTenantFigures(answer)).toBe(true);
  });

  it.each([
    ['a problem', { type: 'https://example.org/problems/internal-error', status: 500 }],
    ['nothing', null],
    ['a list', []],
    ['no quarter', { ...answer, quarter: undefined }],
    ['no sites', { ...answer, sites: undefined }],
    ['a site without figures', { ...answer, sites: [{ slug: 'etana' }] }],
    ['a number that is a text', { ...answer, tenant: { ...figures, contacts: '3' } }],
    ['counts that are a list', { ...answer, tenant: { ...figures, contactsByTopic: [2] } }],
    ['a count that is hidden', { ...answer, tenant: { ...figures, contactsByChannel: { PHONE: {} } } }],
  ])('is left aside when it is %s', (_what, body) => {
    expect(isTenantFigures(body)).toBe(false);
  });
});

describe('the words of the live figures', () => {
  const finnish = figureWords(translator('fi'), 'fi', [{ slug: 'etana', name: { fi: 'Ohjaamo etänä' } }]);

  it('name every channel and topic of the contract, and the sites', () => {
    expect(finnish.channels.map(({ code }) => code)).toStrictEqual([...channels]);
    expect(finnish.topics.map(({ code }) => code)).toStrictEqual([...topics]);
    expect(finnish.sites).toStrictEqual([{ slug: 'etana', text: 'Ohjaamo etänä' }]);
  });

  it('mark a name that is not written in the language of the page', () => {
    const swedish = figureWords(translator('sv'), 'sv', [{ slug: 'etana', name: { fi: 'Ohjaamo etänä' } }]);
    expect(swedish.sites[0]?.lang).toBe('fi');
  });

  it('say a number, a share and a text with its values', () => {
    const { text, number, percent } = wordingOf(finnish);
    expect(number(1234)).toBe('1\u00A0234');
    expect([0, 1, 4, 5].map(number)).toEqual(['0', '1*', '4*', '5']);
    expect(percent(1, 3)).toMatch(/^33\s%$/u);
    expect(percent(0, 0)).toBe('–');
    expect(text('work.figures.liveChanged', { count: number(36) })).toBe('Kohtaamisia nyt 36.');
  });
});
