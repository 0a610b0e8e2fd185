import type { CallOf, Route } from '@ohjaamo/shared/kernel/route.ts';
import type { Ids } from '../ids.ts';

/** A request that the route accepts when all ids are the caller's own. */
interface Sample<R extends Route> {
  /** The request with these ids. */
  readonly request: (
    ids: Ids,
    freeStart: string,
  ) => CallOf<R> & { readonly headers?: Readonly<Record<string, string>> };
  /** Ids the caller makes up (idempotency keys): another tenant's record of that id is nobody's business here. */
  readonly chosen?: readonly (keyof Ids)[];
}

/** A sample for each route of a table: one without does not compile. */
export type SamplesOf<Routes extends Readonly<Record<string, Route>>> = {
  readonly [Id in keyof Routes]: Sample<Routes[Id]>;
};

export const where = ({ tenantSlug, siteSlug }: Ids) => ({ tenantSlug, siteSlug });
export const link = ({ link: secretLink }: Ids) => ({ link: secretLink });
/** The sample of a route that asks for nothing. */
export const none = { request: () => ({}) };
/** What stands for one press of a button. */
export const press = 'p'.repeat(20);
