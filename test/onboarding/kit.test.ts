import { kitsToChoose } from '@ohjaamo/functions/onboarding/kits.ts';
import { shippedTemplates } from '@ohjaamo/shared/templates/shipped.ts';
import { kitFrom } from '@ohjaamo/shared/onboarding/kit.ts';
import { templateVersion, type TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import { brandContrast, brandTokens, contrast } from '@ohjaamo/shared/kernel/branding.ts';
import { describe, expect, it } from 'vitest';
import { testClock, testHouse } from '../support/house.ts';

const MONDAY = '2027-02-01T08:30+02:00';
const versions = shippedTemplates.map((each) => templateVersion.parse(each));
const named = (name: string) => versions.find((each) => each.name === name)!;
const without = (gone: string, changed: readonly TemplateVersion[] = []) => {
  const kept = versions.map((each) => changed.find(({ name }) => name === each.name) ?? each);
  return kitFrom(named('street-level-26'), ({ name }) =>
    kept.find((each) => each.name === name && name !== gone),
  );
};

describe('A kit', () => {
  it('that the service comes with has all that it names', async () => {
    const own = (await kitsToChoose(testHouse(testClock(MONDAY)).network, undefined)).filter(({ name }) =>
      versions.some((each) => each.name === name),
    );
    const told = own.map(({ name, faults }) => [name, faults] as const);
    expect(told.sort(([one], [other]) => one.localeCompare(other))).toEqual([
      ['ring-of-points', []],
      ['six-own-ten-visiting', []],
      ['street-level-26', []],
    ]);
  });

  it('that names a template which is nowhere tells the place', () => {
    expect(without('map-360').faults).toEqual([
      {
        template: 'street-level-26',
        title: named('street-level-26').title,
        pointer: '/content/parts/6/template',
        code: 'template_missing',
        what: 'SITUATION_MAP map-360 1',
        names: { kind: 'SITUATION_MAP', name: 'map-360', version: '1' },
      },
    ]);
  });

  it('tells the cause once when all its services are missing', () => {
    expect(without('street-level-services').faults.map(({ what }) => what)).toEqual([
      'SERVICE_SET street-level-services 1',
    ]);
  });

  it('whose week gives a service that it does not have tells each hour', () => {
    const services = named('street-level-services');
    const list = services.content['services'] as { code: string }[];
    const changed = {
      ...services,
      content: { services: list.filter(({ code }) => code !== 'CAREER') },
    } as TemplateVersion;
    const { faults } = without('', [changed]);
    expect(faults.length).toBeGreaterThan(0);
    for (const { template, pointer, what } of faults) {
      expect([template, what]).toEqual(['street-level-week', 'CAREER']);
      expect(pointer).toMatch(/^\/content\/hours\/\d+\/service$/u);
    }
  });
});

describe('The accent of a municipality', () => {
  it('is measured as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#ffffff', '#ffffff')).toBe(1);
    // A grey of the textbook: 4.54 on white.
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  it.each([
    ['#ad3f12', true],
    ['#1d4f91', true],
    ['#ffcc00', false],
    // Enough on white alone, but not on the paper of the pages.
    ['#767676', false],
  ])('%s can be read everywhere: %s', (accent, enough) => {
    expect(brandContrast(accent) >= 4.5).toBe(enough);
  });

  it('has a stronger shade that is darker, so that it is as readable', () => {
    const { strong } = brandTokens('#ad3f12');
    expect(contrast(strong, '#ffffff')).toBeGreaterThan(contrast('#ad3f12', '#ffffff'));
  });
});
