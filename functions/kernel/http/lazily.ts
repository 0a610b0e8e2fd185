import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { UseCase } from './context.ts';

/**
 * A use case whose file is loaded by the first request that asks for it, so that a cold start for the others neither reads
 * it nor builds the schemas of what it alone reads. For what is asked for seldom; what most requests ask for is loaded at
 * once.
 */
export function lazily<R extends Route>(load: () => Promise<UseCase<R>>): UseCase<R> {
  return async (context) => (await load())(context);
}
