import {
  type AddressedVersion,
  addressOf,
  type TemplateReference,
  type TemplateVersion,
} from '@ohjaamo/shared/templates/version.ts';

/** Message texts of one sentence: the smallest template there is. */
export function texts(name: string, overrides: Partial<TemplateVersion> = {}): TemplateVersion {
  return {
    ...{ kind: 'MESSAGE_TEXTS', name, version: '1', parents: [] },
    title: { fi: 'Viestit', sv: 'Meddelanden', en: 'Messages' },
    summary: { fi: 'Lyhyet viestit.' },
    ...{ needs: [], sizes: [], source: 'Ohjaamo network', policy: [] },
    content: { texts: [{ key: 'messages.title', text: { fi: 'Kirjoita meille' } }] },
    ...overrides,
  };
}

/** A kit of one site that names the given templates. */
export function kit(name: string, named: readonly TemplateReference[]): TemplateVersion {
  return texts(name, {
    kind: 'SITE_KIT',
    content: {
      size: 'SMALL',
      people: { own: 6, visiting: 10 },
      sites: [{ key: 'main', kind: 'MAIN_SITE', name: { fi: 'Ohjaamo' } }],
      parts: named.map(({ kind, name: called, version }, index) => ({
        key: `part-${index}`,
        template: { kind, name: called, version },
      })),
      checklist: [],
    },
  });
}

/** A version with its address. */
export async function addressed(template: TemplateVersion): Promise<AddressedVersion> {
  return { address: await addressOf(template), template };
}
