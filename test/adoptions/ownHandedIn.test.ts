import { tellNetwork } from '@ohjaamo/functions/adoptions/index.ts';
import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { versionOf } from '@ohjaamo/shared/adoptions/drafts.ts';
import { markOf } from '@ohjaamo/shared/adoptions/places.ts';
import { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import { addressOf } from '@ohjaamo/shared/templates/version.ts';
import { describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { steward } from './practiceTown.ts';
import { registered, streamed } from './streamed.ts';
import { GOAL, writingTown } from './writingTown.ts';

describe('Own practice that is handed in', () => {
  it('is returned with a word, mended, handed in again and published, and the copy goes over to it', async () => {
    const { adopted, offer, copy, sendBack, publishHandedIn, change, town, parameters, line, library } =
      await writingTown();
    await registered(town);
    await adopted();
    const first = (await offer()).body.offered!;
    expect(first.state).toBe('REVIEW');
    await sendBack(first.address, 'Kerro, kenelle.');
    expect((await copy()).offered).toMatchObject({ state: 'DRAFT', reason: 'Kerro, kenelle.' });
    const mended = await change(
      'ABOUT',
      '/summary/fi',
      await markOf('Miten alkuun päästään.'),
      'Nuorelle itselleen.',
    );
    expect(mended.body.summary).toEqual({ fi: 'Nuorelle itselleen.' });
    const { address } = (await offer()).body.offered!;
    expect((await copy()).newer).toBeUndefined();
    expect((await publishHandedIn(address)).status).toBe(200);
    await change('CONTENT', '/reviewWithinDays', await markOf(30), 60);
    expect((await copy()).newer).toMatchObject({ address, version: '1' });
    await town.as('admin', adoptionsRoutes.beginMerge, { parameters, body: { address } });
    const { mark, differences } = (await town.as('admin', adoptionsRoutes.readMerge, { parameters })).body;
    expect(differences.map(({ place, by }) => [place, by])).toEqual([['/reviewWithinDays', 'LOCAL']]);
    const body = { address, mark };
    const kept = (await town.as('admin', adoptionsRoutes.keepMerge, { parameters, body })).body;
    expect(kept).toMatchObject({
      own: 'PUBLISHED',
      address,
      version: '1',
      content: { reviewWithinDays: 60 },
    });
    expect([kept.newer, kept.undoable]).toEqual([undefined, undefined]);
    await tellNetwork(town.house, { Records: [streamed(await line(), undefined)] });
    const read = await call(library, templatesRoutes.readTemplate, {
      actor: steward,
      parameters: { address },
    });
    expect(read.body.users).toEqual([{ municipality: '999', address }]);
    // What has changed since is the next version, made from this one.
    const next = (await offer('2')).body.offered!;
    const handed = await call(library, templatesRoutes.readTemplate, {
      actor: steward,
      parameters: { address: next.address },
    });
    expect(handed.body.template.parents).toEqual([address]);
  });

  it('stays one’s own when the request is cut off between the network and the copy: published, it is the copy’s next version', async () => {
    const { adopted, copy, publishHandedIn, change, town, parameters, library } = await writingTown();
    await adopted();
    const cut = await town.withoutTrail('admin', adoptionsRoutes.offerChanges, {
      parameters,
      body: { version: '1' },
    });
    expect(cut.status).toBeGreaterThanOrEqual(500);
    const before = await copy();
    expect(before.offered).toBeUndefined();
    const address = await addressOf(
      versionOf({ ...parameters, version: '1' }, { about: before.about ?? {}, content: before.content }),
    );
    const handed = await call(library, templatesRoutes.readTemplate, {
      actor: steward,
      parameters: { address },
    });
    expect(handed.body.state).toBe('REVIEW');
    expect((await publishHandedIn(address)).status).toBe(200);
    await change('CONTENT', '/reviewWithinDays', await markOf(30), 60);
    expect((await copy()).newer).toMatchObject({ address, version: '1' });
  });

  it('is adopted by others as it says: what is locked follows it, and whoever wrote it may change it still', async () => {
    const writer = await writingTown();
    const { fill, write, adopt, offer, publishHandedIn, change, copy } = writer;
    await fill();
    await write('ABOUT', '/locked', ['goals'], { seen: await markOf([]) });
    const { changedAt } = (await write('ABOUT', '/free', ['reviewWithinDays'], { seen: await markOf([]) }))
      .body;
    await adopt(changedAt);
    const { address } = (await offer()).body.offered!;
    await publishHandedIn(address);
    const other = await writingTown();
    const adopted = await other.adoptVersion(address);
    expect(adopted.body.policy).toEqual([
      { path: '/goals', hold: 'LOCKED' },
      { path: '/reviewWithinDays', hold: 'FREE' },
    ]);
    const { parameters } = writer;
    const changes = [{ place: '/goals/own1/words/fi', seen: await markOf(GOAL.words.fi), value: 'Toinen.' }];
    const locked = await other.town.as('admin', adoptionsRoutes.changeAdoption, {
      parameters,
      body: { changes },
    });
    expect(locked.problem.errors).toMatchObject([{ code: 'locked' }]);
    const own = await change('CONTENT', '/goals/own1/words/fi', await markOf(GOAL.words.fi), 'Toinen.');
    expect(own.status).toBe(200);
    expect((await copy()).policy).toEqual([]);
  });

  it('is not handed in under a name that another municipality has published under meanwhile', async () => {
    const { adopted, offer, publish, parameters, first, copy } = await writingTown();
    await adopted();
    const { kind, name } = parameters;
    const theirs = { prompts: [], goals: [GOAL], actions: [], supporters: [], reviewWithinDays: 14 };
    await publish({ ...first, kind, name, policy: [], content: theirs });
    expect((await copy()).newer).toBeUndefined();
    const refused = await offer('2');
    expect(refused.problem).toMatchObject({
      type: '/problems/id-already-used',
      errors: [{ pointer: '/name' }],
    });
  });
});
