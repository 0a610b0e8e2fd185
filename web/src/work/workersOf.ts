import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';

interface Worker {
  readonly id: string;
  readonly name: string;
}

/** Everybody who gives some of the services, once each and in the order of their names. */
export function workersOf(
  services: readonly { readonly staff: readonly Worker[] }[],
  language: Language,
): Worker[] {
  const all = new Map(services.flatMap(({ staff }) => staff).map((one) => [one.id, one]));
  return [...all.values()].sort((one, other) => one.name.localeCompare(other.name, language));
}
