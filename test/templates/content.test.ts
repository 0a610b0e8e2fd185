import { ownInstrument } from '@ohjaamo/shared/maps/ownInstrument.ts';
import { kinds } from '@ohjaamo/shared/templateKinds.ts';
import { readTemplateFile, writeTemplateFile } from '@ohjaamo/shared/templates/file.ts';
import { checkVersion, missingReferences } from '@ohjaamo/shared/templates/kind.ts';
import { completenessOf } from '@ohjaamo/shared/templates/texts.ts';
import { templateKinds, type TemplateVersion, textsOf } from '@ohjaamo/shared/templates/version.ts';
import { service } from '@ohjaamo/shared/tenants/profile.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addressed } from './given.ts';

const root = new URL('../../', import.meta.url);
const folder = new URL('shared/templates/content/', root);
const names = readdirSync(folder).map((file) => file.replace('.json', ''));
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as TemplateVersion;
const shipped = names.map((name) => read(`${name}.json`));
const ofKind = (kind: TemplateVersion['kind']) => shipped.filter((each) => each.kind === kind);

describe('What the service comes with', () => {
  it.each(names)('has %s, which is of its kind, and whole in Finnish, Swedish and English', (name) => {
    const template = read(`${name}.json`);
    expect(checkVersion(kinds, template)).toEqual({ ok: true, value: template });
    expect(template.name).toBe(name);
    expect(completenessOf(textsOf(template)).missing).toEqual({ fi: [], sv: [], en: [] });
  });

  it('has every kind, the two operating models and three kits, whose parts are all there', () => {
    expect(new Set(shipped.map(({ kind }) => kind))).toEqual(new Set(templateKinds));
    expect(ofKind('OPERATING_MODEL')).toHaveLength(2);
    expect(ofKind('SITE_KIT').map(({ name }) => name)).toEqual([
      'ring-of-points',
      'six-own-ten-visiting',
      'street-level-26',
    ]);
    const isShipped = ({ kind, name, version }: Pick<TemplateVersion, 'kind' | 'name' | 'version'>) =>
      shipped.some((each) => each.kind === kind && each.name === name && each.version === version);
    for (const each of shipped) expect(missingReferences(kinds, each, isShipped)).toEqual([]);
  });

  it('has services that a municipality takes as its own once workers stand in the place of roles', () => {
    for (const { content } of ofKind('SERVICE_SET')) {
      for (const each of content['services'] as Record<string, unknown>[]) {
        const own = Object.fromEntries(
          Object.entries(each).filter(([name]) => !['roles', 'says'].includes(name)),
        );
        expect(service.safeParse({ ...own, staff: [], alongside: [] }).success).toBe(true);
      }
    }
  });

  it('has kits whose weeks give no service that the kit does not have', () => {
    for (const { content } of ofKind('SITE_KIT')) {
      const parts = (content['parts'] as { template: { kind: string; name: string } }[]).map(({ template }) =>
        read(`${template.name}.json`),
      );
      const offered = parts
        .filter(({ kind }) => kind === 'SERVICE_SET')
        .flatMap((each) => (each.content['services'] as { code: string }[]).map(({ code }) => code));
      const given = parts
        .filter(({ kind }) => kind === 'WEEKLY_CALENDAR')
        .flatMap(({ content: week }) => [...(week['hours'] as []), ...(week['duty'] as [])])
        .map(({ service: code }: { service: string }) => code);
      expect(given.filter((code) => !offered.includes(code))).toEqual([]);
    }
  });

  it('has the situation map and the texts that the service itself speaks with', () => {
    expect(read('map-360.json').content).toEqual(ownInstrument);
    const said = (language: string) =>
      Object.assign(
        {},
        ...['messages', 'public'].map(
          (area) =>
            JSON.parse(
              readFileSync(new URL(`web/messages/${area}/${language}.json`, root), 'utf8'),
            ) as object,
        ),
      ) as Record<string, string>;
    const [fi, sv, en] = ['fi', 'sv', 'en'].map(said);
    for (const { key, text } of read('plain-texts.json').content['texts'] as {
      key: string;
      text: object;
    }[]) {
      expect(text).toEqual({ fi: fi?.[key], sv: sv?.[key], en: en?.[key] });
    }
  });

  it('goes into one file and comes out of it', async () => {
    const versions = await Promise.all(shipped.map(addressed));
    const file = await writeTemplateFile(versions);
    const back = await readTemplateFile(kinds, file, () => false);
    expect(back.ok && (await writeTemplateFile(back.value))).toEqual(file);
  });
});
