import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { sealTexts } from '@ohjaamo/functions/kernel/sealing.ts';
import { timelineKey, timelineWrite } from '@ohjaamo/functions/kernel/timeline.ts';
import { type storyGroups } from '@ohjaamo/shared/cases/story.ts';
import { describe, expect, it } from 'vitest';
import { type NoteTown, noteTown } from '../notes/noteTown.ts';
import { people } from '../support/workTown.ts';
import { consentForm } from './caseTown.ts';

const { assignWorker, recordConsent, withdrawConsent } = casesRoutes;

const IN_A_TRANSACTION = 100;

/** So many entries, one a minute, every seventh of them a map. */
async function happened(town: NoteTown, count: number): Promise<void> {
  const scope = town.house.scope(town.tenantId, 'notes');
  const entry = async (number: number) => {
    const at = new Date(Date.parse('2026-01-01T00:00:00Z') + number * 60_000).toISOString();
    const id = `entry${String(number)}`;
    const place = { client: town.client, sk: timelineKey({ at, id }) };
    return timelineWrite(scope, town.client, {
      ...{ id, at, by: people.counsellor.id, category: 'GUIDANCE', owner: 'YOUTH' },
      what: number % 7 === 0 ? 'MAP' : 'OUTREACH',
      sealed: await sealTexts(scope, place, { text: `Tapahtuma ${String(number)}` }),
    });
  };
  const writes = await Promise.all(Array.from({ length: count }, (_, number) => entry(number)));
  const parts = Array.from({ length: Math.ceil(count / IN_A_TRANSACTION) }, (_, part) =>
    writes.slice(part * IN_A_TRANSACTION, (part + 1) * IN_A_TRANSACTION),
  );
  await Promise.all(parts.map((part) => scope.cases.transact(part)));
}

/** Every page from the newest to the oldest. */
async function pages(town: NoteTown, show?: (typeof storyGroups)[number]) {
  const found = [];
  for (let before: string | undefined, first = true; first || before; first = false) {
    const page = await town.story('counsellor', { ...(show && { show }), ...(before && { before }) });
    if (page.status !== 200) throw new Error(page.text);
    found.push(page.body.entries);
    before = page.body.older;
  }
  return found;
}

describe('The story of a case', () => {
  it('tells what happened, the newest first, twenty at a time, each once', async () => {
    const town = await noteTown();
    await happened(town, 45);
    const found = await pages(town);
    const told = found.flat().filter(({ what }) => what === 'MAP' || what === 'OUTREACH');
    expect(told.map(({ text }) => text)).toEqual(
      Array.from({ length: 45 }, (_, index) => `Tapahtuma ${String(44 - index)}`),
    );
    expect(found.slice(0, -1).map(({ length }) => length)).toEqual([20, 20]);
  });

  it('is narrowed to one kind of thing, over a case of 5,000 entries', async () => {
    const town = await noteTown();
    await happened(town, 5000);
    const first = await town.story('counsellor', { show: 'PLAN' });
    expect(first.body.entries).toHaveLength(20);
    expect(new Set(first.body.entries.map(({ what }) => what))).toEqual(new Set(['MAP']));
    const none = await town.story('counsellor', { show: 'REFERRALS' });
    expect(none.body.entries).toEqual([]);
    expect(none.body.older).toBeDefined();
    const all = await pages(town, 'PLAN');
    expect(all.flat()).toHaveLength(Math.ceil(5000 / 7));
  }, 120_000);

  it('begins with the opening of the case and tells of consents and who guides', async () => {
    const town = await noteTown();
    const parameters = { clientId: town.client };
    const consent = consentForm();
    town.clock.set('2027-02-01T08:31+02:00');
    await town.as('counsellor', recordConsent, { parameters, body: consent });
    town.clock.set('2027-02-01T08:32+02:00');
    await town.as('counsellor', withdrawConsent, {
      parameters: { ...parameters, consentId: consent.consentId },
      body: {},
    });
    town.clock.set('2027-02-01T08:33+02:00');
    await town.as('counsellor', assignWorker, {
      parameters,
      body: { staffId: people.outreachWorker.id, part: 'NAMED', reason: 'Jään vapaalle' },
    });
    const { entries } = (await town.story('counsellor')).body;
    expect(entries.map(({ what }) => what)).toEqual([
      'WORKER_NAMED',
      'CONSENT_WITHDRAWN',
      'CONSENT_GIVEN',
      'EPISODE_OPENED',
    ]);
    expect(entries[0]).toMatchObject({
      by: { id: people.counsellor.id },
      worker: { id: people.outreachWorker.id },
    });
  });

  it('leaves out what whoever asks may not see, and says so', async () => {
    const town = await noteTown();
    await town.write('counsellor', { category: 'MONEY', text: 'Rahasta' });
    await town.write('counsellor', { category: 'WELLBEING', text: 'Voinnista' });
    await town.write('counsellor', { category: 'GUIDANCE', text: 'Ohjauksesta' });
    await town.give();
    const own = await town.write('partner', { category: 'MONEY', text: 'Oma merkintä' });
    const texts = async () =>
      (await town.story('partner', { show: 'NOTES' })).body.entries.map(({ text }) => text);
    expect(await texts()).toEqual(['Oma merkintä']);
    expect((await town.story('partner')).body.withheld).toBe(true);

    const consent = consentForm({ categories: ['MONEY'] });
    const parameters = { clientId: town.client };
    await town.as('counsellor', recordConsent, { parameters, body: consent });
    expect((await texts()).toSorted()).toEqual(['Oma merkintä', 'Rahasta']);
    await town.as('counsellor', withdrawConsent, {
      parameters: { ...parameters, consentId: consent.consentId },
      body: {},
    });
    expect(await texts()).toEqual(['Oma merkintä']);
    expect((await town.story('counsellor')).body.withheld).toBe(false);
    expect((await town.read('counsellor', own.body.id)).status).toBe(200);
  });

  it('asks first why the case is opened, and leaves a row in the log', async () => {
    const town = await noteTown();
    expect((await town.story('outreachWorker')).problem.type).toBe('/problems/purpose-required');
    await town.opens('outreachWorker', town.client);
    await town.story('outreachWorker');
    expect(await town.trailOf(town.client)).toContainEqual(
      expect.objectContaining({ action: 'VIEW_CLIENT', outcome: 'DONE', staffId: people.outreachWorker.id }),
    );
  });

  it.each(['x', '2027-02-01T00:00:00Z', '2027-02-01T00:00:00.000Z#<b>'])(
    'refuses a place of the form "%s" in it',
    async (before) => {
      const town = await noteTown();
      expect((await town.story('counsellor', { before })).status).toBe(400);
    },
  );
});
