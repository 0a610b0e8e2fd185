import type { Decide, WrittenPolicy } from './engine.ts';

interface Policies {
  readonly decide: Decide;
  readonly written: readonly WrittenPolicy[];
}

let loading: Promise<Policies> | undefined;

/** The policies, loaded once per function instance and not before they are asked: Cedar weighs four megabytes. */
export function policies(): Promise<Policies> {
  loading ??= import('./engine.ts').then(({ loadPolicies }) => loadPolicies());
  return loading;
}
