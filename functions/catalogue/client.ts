import type { ItemKind } from '@ohjaamo/shared/catalogue/reading.ts';
import type { ServiceLocation } from '@ohjaamo/shared/catalogue/serviceLocation.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import * as z from 'zod';
import { ask as askWithin, type Bounds, type Refusal, refuse, usualBounds } from './ask.ts';

/** One page of ids. */
export interface IdPage {
  readonly ids: readonly string[];
  readonly pages: number;
}

/** Who writes into the catalogue for a municipality: a user of its interface, with the password. */
export interface CatalogueKey {
  readonly user: string;
  readonly password: string;
}

/** The Finnish Service Catalogue (PTV Open API v11). */
export interface Catalogue {
  /** Ids of a municipality's published services or channels, a page at a time from 1; with `since`, those changed after it. */
  listIds(
    kind: ItemKind,
    municipality: string,
    page: number,
    since?: string,
  ): Promise<Result<IdPage, Refusal>>;
  /** What at most {@link MOST_IDS} of them say; for `readItems` to read. */
  readMany(kind: ItemKind, ids: readonly string[]): Promise<Result<unknown, Refusal>>;
  /** What the catalogue says of one channel. */
  readChannel(id: string): Promise<Result<unknown, Refusal>>;
  /** Exchanges user and password for a token, which the catalogue lets hold for some hours. */
  signIn(key: CatalogueKey): Promise<Result<string, Refusal>>;
  /**
   * Tells of a place of service, by its id in the catalogue or else by our own: changes it, or makes it when the catalogue does not
   * have it; one that is no more is never made. Gives its id in the catalogue, where the answer names it.
   */
  tell(
    place: ServiceLocation,
    token: string,
    channelId?: string,
  ): Promise<Result<string | undefined, Refusal>>;
}

/** Where the catalogue is: addresses of the house's own configuration, without a closing slash. */
export interface CatalogueAddresses {
  readonly origin: string;
  /** Where user and password are exchanged for a token; another host than the catalogue's own. */
  readonly signIn: string;
}

/** The catalogue reads so many at once. */
export const MOST_IDS = 100;

const names = { SERVICE: 'Service', CHANNEL: 'ServiceChannel' } as const satisfies Record<ItemKind, string>;
const uuid = z.uuid();
const idPage = z.looseObject({
  pageCount: z.int().min(0),
  itemList: z
    .array(z.looseObject({ id: z.string() }))
    .nullish()
    .transform((list) => list ?? []),
});
const toldPlace = z.looseObject({ id: uuid });
/** The name of the token differs between the catalogue's own environments. */
const signedIn = z
  .looseObject({ serviceToken: z.string().optional(), ptvToken: z.string().optional() })
  .transform(({ serviceToken, ptvToken }) => serviceToken ?? ptvToken);

/** The catalogue of the environment: CATALOGUE_ORIGIN and CATALOGUE_SIGN_IN. */
export function catalogueOf(environment: Readonly<Record<string, string | undefined>>): Catalogue {
  return catalogueAt({
    origin: environment['CATALOGUE_ORIGIN'] ?? '',
    signIn: environment['CATALOGUE_SIGN_IN'] ?? '',
  });
}

/** The catalogue at its addresses. */
export function catalogueAt({ origin, signIn }: CatalogueAddresses, bounds: Bounds = usualBounds): Catalogue {
  const ask = (address: string, sent?: Parameters<typeof askWithin>[2]) => askWithin(address, bounds, sent);
  const base = `${origin}/api/v11`;
  const places = `${base}/ServiceChannel/ServiceLocation`;
  return {
    async listIds(kind, municipality, page, since) {
      const query = new URLSearchParams({ page: String(page), includeWholeCountry: 'true' });
      if (since !== undefined) query.set('date', since);
      const path = `${names[kind]}/list/area/Municipality/code/${municipality}`;
      const answer = await ask(`${base}/${path}?${query.toString()}`);
      if (!answer.ok) return answer;
      const read = idPage.safeParse(answer.value);
      if (!read.success) return fail(refuse('UNREADABLE'));
      // What is no id of the catalogue would become a part of the next address.
      const ids = read.data.itemList.map(({ id }) => id).filter((id) => uuid.safeParse(id).success);
      return succeed({ ids, pages: read.data.pageCount });
    },
    readMany: (kind, ids) => ask(`${base}/${names[kind]}/list?guids=${ids.join(',')}`),
    readChannel: (id) => ask(`${base}/ServiceChannel/${encodeURIComponent(id)}`),
    async signIn({ user, password }) {
      const answer = await ask(signIn, { method: 'POST', body: { username: user, password } });
      if (!answer.ok) return answer.error.fault === 'REFUSED' ? fail(refuse('NOT_ALLOWED')) : answer;
      const token = signedIn.safeParse(answer.value).data;
      return token === undefined ? fail(refuse('UNREADABLE')) : succeed(token);
    },
    async tell(place, token, channelId) {
      const sent = { token, body: place };
      const path = channelId ?? `sourceId/${place.sourceId}`;
      const changed = await ask(`${places}/${path}`, { method: 'PUT', ...sent });
      const isMissing = !changed.ok && changed.error.fault === 'NOT_FOUND' && channelId === undefined;
      const made =
        isMissing && place.publishingStatus !== 'Deleted'
          ? await ask(places, { method: 'POST', ...sent })
          : changed;
      return made.ok ? succeed(toldPlace.safeParse(made.value).data?.id) : made;
    },
  };
}
