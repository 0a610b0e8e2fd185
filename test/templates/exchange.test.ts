import { routes } from '@ohjaamo/shared/routes.ts';
import { writeTemplateFile } from '@ohjaamo/shared/templates/file.ts';
import { municipality } from '@ohjaamo/shared/templates/library.ts';
import type { TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import { describe, expect, it } from 'vitest';
import { addressed, kit, texts } from './given.ts';
import { libraryTown, ownName, steward } from './libraryTown.ts';

const fileOf = async (...templates: readonly TemplateVersion[]) =>
  new TextDecoder().decode(await writeTemplateFile(await Promise.all(templates.map(addressed))));
const part = (template: TemplateVersion) => ({
  ...{ kind: template.kind, name: template.name, version: template.version },
});

describe('Practice in a file', () => {
  it('is handed in whole, a kit with the parts that it names, and the kit is published after them', async () => {
    const town = await libraryTown();
    const words = texts(ownName());
    const house = kit(ownName(), [part(words)]);
    const file = await fileOf(words, house);
    const taken = await town.as(town.own, routes.importTemplates, { body: { file } });
    expect(taken.body.versions.map(({ name, state, isNew }) => ({ name, state, isNew }))).toEqual(
      expect.arrayContaining([
        { name: words.name, state: 'REVIEW', isNew: true },
        { name: house.name, state: 'REVIEW', isNew: true },
      ]),
    );
    const [wordsAt, houseAt] = await Promise.all([addressed(words), addressed(house)]);
    const publish = (address: string) =>
      town.as(steward, routes.publishTemplate, { parameters: { address }, body: {} });
    const early = await publish(houseAt.address);
    expect([early.status, early.problem.errors]).toEqual([
      409,
      [{ pointer: '/content/parts/0/template', code: 'template_missing' }],
    ]);
    expect((await publish(wordsAt.address)).status).toBe(200);
    expect((await publish(houseAt.address)).status).toBe(200);

    const out = await town.as(town.other, routes.exportTemplate, {
      parameters: { address: houseAt.address },
    });
    expect(out.body).toEqual({ name: `${house.name}-1.json`, file });
    const again = await town.as(town.other, routes.importTemplates, { body: { file: out.body.file } });
    expect(again.body.versions.map(({ state, isNew }) => ({ state, isNew }))).toEqual([
      { state: 'PUBLISHED', isNew: false },
      { state: 'PUBLISHED', isNew: false },
    ]);
  });

  it('names the municipality that handed it in, by its code', async () => {
    const town = await libraryTown();
    const words = texts(ownName());
    await town.as(town.own, routes.importTemplates, { body: { file: await fileOf(words) } });
    const { address } = await addressed(words);
    const read = await town.as(steward, routes.readTemplate, { parameters: { address } });
    expect(municipality.safeParse(read.body.from).success).toBe(true);
  });

  it('is refused whole, with what is wrong: a newer form, a wrong checksum, no templates, a part that is nowhere', async () => {
    const town = await libraryTown();
    const words = texts(ownName());
    const good = await fileOf(words);
    const newer = good.replace('"formatVersion":1', '"formatVersion":2');
    const nowhere = kit(ownName(), [part(texts(ownName()))]);
    const cases = [
      [newer, [{ pointer: '/body/file', code: 'newer_format' }]],
      [good.replace('Kirjoita', 'Soita'), [{ pointer: '/body/file', code: 'checksum_wrong' }]],
      ['Čáppa 🏠 <script>', [{ pointer: '/body/file', code: 'not_templates' }]],
    ] as const;
    for (const [file, errors] of cases) {
      const answer = await town.as(town.own, routes.importTemplates, { body: { file } });
      expect([answer.status, answer.problem.errors]).toEqual([400, errors]);
    }
    const mixed = await fileOf(words, nowhere);
    const lacking = await town.as(town.own, routes.importTemplates, { body: { file: mixed } });
    const [only] = lacking.problem.errors ?? [];
    expect([only?.code, only?.pointer.split('/template').at(1)]).toEqual([
      'template_missing',
      '/content/parts/0',
    ]);
    expect(lacking.problem.errors).toHaveLength(1);
    const parameters = { address: (await addressed(words)).address };
    expect((await town.as(town.own, routes.readTemplate, { parameters })).status).toBe(404);
    const large = await town.as(town.own, routes.importTemplates, { body: { file: 'x'.repeat(300_000) } });
    expect(large.status).toBe(413);
  });

  it('is refused when a number of it stands for other content', async () => {
    const town = await libraryTown();
    const name = ownName();
    await town.publish(texts(name));
    const file = await fileOf(texts(name, { title: { fi: 'Toinen' } }));
    const answer = await town.as(town.own, routes.importTemplates, { body: { file } });
    expect(answer.problem.errors).toEqual([{ pointer: '/versions/0/template/version', code: 'taken' }]);
  });
});

describe('Practice that waits', () => {
  it('is taken back by whoever handed it in and by nobody else', async () => {
    const town = await libraryTown();
    const handed = await town.handIn(texts(ownName()));
    const call = {
      parameters: { address: handed.ok ? handed.value.address : '' },
      body: {},
    };
    expect((await town.as(town.other, routes.takeBackTemplate, call)).status).toBe(404);
    expect((await town.as(town.own, routes.takeBackTemplate, call)).body).toEqual({ state: 'DRAFT' });
    expect((await town.as(town.own, routes.takeBackTemplate, call)).body).toEqual({ state: 'DRAFT' });
    expect((await town.as(steward, routes.publishTemplate, call)).status).toBe(409);
  });
});

describe('The library by its route', () => {
  it('goes on where a page ended, and takes no invented place', async () => {
    const town = await libraryTown();
    const word = ownName().slice(9);
    for (let number = 10; number < 32; number++) {
      await town.publish(texts(ownName(), { title: { fi: `${word} ${String(number)}` } }));
    }
    const query = { words: word, kind: 'MESSAGE_TEXTS' } as const;
    const first = await town.as(town.other, routes.searchTemplates, { query });
    expect(first.body.found).toHaveLength(20);
    const after = first.body.next ?? '';
    const second = await town.as(town.other, routes.searchTemplates, { query: { ...query, after } });
    expect(second.body.found.map(({ title }) => title.fi)).toEqual([`${word} 30`, `${word} 31`]);
    expect(second.body.next).toBeUndefined();
    const foreign = Buffer.from('{"facet":"all","after":"9"}').toString('base64url');
    for (const invented of [foreign, 'x', 'čáppa']) {
      const answer = await town.as(town.other, routes.searchTemplates, {
        query: { ...query, after: invented },
      });
      expect(answer.body.found).toHaveLength(20);
    }
  });
});
