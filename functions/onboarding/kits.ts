import { kitFrom, type SetupKit } from '@ohjaamo/shared/onboarding/kit.ts';
import { templateVersion } from '@ohjaamo/shared/templates/version.ts';
import { shippedTemplates } from '../templates/index.ts';

let made: readonly SetupKit[] | undefined;

/** The kits that the service comes with, put together once an instance. */
export function shippedKits(): readonly SetupKit[] {
  if (made) return made;
  const versions = shippedTemplates.map((each) => templateVersion.parse(each));
  made = versions
    .filter(({ kind }) => kind === 'SITE_KIT')
    .map((kit) =>
      kitFrom(kit, ({ kind, name, version }) =>
        versions.find((each) => each.kind === kind && each.name === name && each.version === version),
      ),
    );
  return made;
}
