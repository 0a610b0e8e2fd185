import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { isFree, listen, type Listening, readBody } from './http.ts';

/** What the stand-in holds: services and channels in the form of PTV Open API v11, each with the municipalities it is of. */
export interface CatalogueContent {
  readonly services: readonly CatalogueRecord[];
  readonly channels: readonly CatalogueRecord[];
}

/** One record: what is answered, when it was changed (UTC, `yyyy-MM-ddTHH:mm:ss`), and codes of its municipalities; none = the whole country. */
export interface CatalogueRecord {
  readonly id: string;
  readonly modified: string;
  readonly municipalities: readonly string[];
  readonly record: Readonly<Record<string, unknown>>;
}

/** A place of service that somebody told the stand-in of. */
export interface ToldPlace {
  readonly method: string;
  readonly sourceId: string;
  readonly body: unknown;
}

export interface CatalogueStandIn extends Listening {
  /** Where a user signs in. */
  readonly signIn: string;
  /** What it was told, oldest first. */
  told(): readonly ToldPlace[];
  /** What it was asked, as paths with their queries, oldest first. */
  asked(): readonly string[];
}

/** Whoever writes signs in as this user, and shows the token. */
export const CATALOGUE_USER = { user: 'api-user', password: 'practice-password' } as const;
const TOKEN = 'practice-token-of-the-catalogue';
const SIGN_IN = '/sign-in';
const PAGE = 100;
const LIST = /^\/api\/v11\/(Service|ServiceChannel)\/list\/area\/Municipality\/code\/(\d{3})$/u;
const MANY = /^\/api\/v11\/(Service|ServiceChannel)\/list$/u;
const ONE = /^\/api\/v11\/ServiceChannel\/([0-9a-f-]{36})$/u;
const PLACE =
  /^\/api\/v11\/ServiceChannel\/ServiceLocation(?:\/(?:sourceId\/([A-Za-z0-9.-]+)|([0-9a-f-]{36})))?$/u;

/**
 * Stands in for the Finnish Service Catalogue (PTV Open API v11, docs of ptv-releases): lists by municipality a page at a time, with
 * `date` only what changed after it, reads up to 100 records, and takes places of service by their `sourceId` or id, which it shows from then on. On `port` when that is
 * free, else on any.
 */
export async function startCatalogue(
  content: CatalogueContent,
  port?: number,
  pageSize = PAGE,
): Promise<CatalogueStandIn> {
  const told: ToldPlace[] = [];
  const asked: string[] = [];
  const held: Held = { services: content.services, channels: [...content.channels] };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://catalogue');
    asked.push(`${request.method ?? ''} ${url.pathname}${url.search}`);
    const end = (status: number, body?: unknown) => {
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(body === undefined ? '' : JSON.stringify(body));
    };
    if (request.method === 'GET') {
      const found = answerOf(held, url, pageSize);
      end(found === undefined ? 404 : 200, found);
      return;
    }
    void take(request, url, held).then(({ status, body, place }) => {
      if (place) told.push(place);
      end(status, body);
    });
  });
  const listening = await listen(server, port !== undefined && (await isFree(port)) ? port : 0);
  return {
    ...listening,
    signIn: `${listening.endpoint}${SIGN_IN}`,
    told: () => [...told],
    asked: () => [...asked],
  };
}

/** What the stand-in holds now. */
interface Held {
  readonly services: readonly CatalogueRecord[];
  readonly channels: CatalogueRecord[];
}

function answerOf({ services, channels }: CatalogueContent, url: URL, pageSize: number): unknown {
  const recordsOf = (name: string | undefined) => (name === 'Service' ? services : channels).filter(isShown);
  const list = LIST.exec(url.pathname);
  if (list) {
    const since = url.searchParams.get('date') ?? '';
    const page = Number(url.searchParams.get('page') ?? '1');
    const ofAll = url.searchParams.get('includeWholeCountry') === 'true';
    const found = recordsOf(list[1]).filter(
      ({ modified, municipalities }) =>
        modified > since &&
        (municipalities.includes(list[2] ?? '') || (ofAll && municipalities.length === 0)),
    );
    return {
      pageNumber: page,
      pageSize,
      pageCount: Math.ceil(found.length / pageSize),
      itemList: found
        .slice((page - 1) * pageSize, page * pageSize)
        .map(({ id, modified }) => ({ id, modified })),
    };
  }
  const one = ONE.exec(url.pathname);
  if (one) return channels.find((each) => isShown(each) && each.id === one[1])?.record;
  const many = MANY.exec(url.pathname);
  const ids = (url.searchParams.get('guids') ?? '').split(',');
  if (!many || ids.length > PAGE) return undefined;
  return recordsOf(many[1])
    .filter(({ id }) => ids.includes(id))
    .map(({ record }) => record);
}

/** What was archived is kept, so that it can be brought back by the same id, and shown to nobody. */
const isShown = ({ record }: CatalogueRecord): boolean => record['publishingStatus'] !== 'Deleted';

interface Taken {
  readonly status: number;
  readonly body?: unknown;
  readonly place?: ToldPlace;
}

async function take(request: IncomingMessage, url: URL, held: Held): Promise<Taken> {
  const text = (await readBody(request, 1_000_000))?.toString('utf8') ?? '';
  const body = JSON.parse(text) as Readonly<Record<string, unknown>>;
  if (url.pathname === SIGN_IN) return signedIn(body);
  const place = PLACE.exec(url.pathname);
  if (!place) return { status: 404 };
  if (request.headers.authorization !== `Bearer ${TOKEN}`) return { status: 401 };
  const faults = faultsOf(body);
  if (Object.keys(faults).length > 0) return { status: 400, body: faults };
  const sourceId = String(body['sourceId']);
  const id = place[2] ?? idOf(sourceId);
  const index = held.channels.findIndex((each) => each.id === id);
  if (request.method === 'PUT' && index < 0) return { status: 404 };
  const record = { ...body, id, serviceChannelType: 'ServiceLocation' };
  const areas = (body['areas'] ?? []) as readonly { readonly areaCodes: readonly string[] }[];
  const kept = {
    id,
    modified: new Date().toISOString().slice(0, 19),
    municipalities: areas[0]?.areaCodes ?? [],
    record,
  };
  held.channels.splice(index < 0 ? held.channels.length : index, 1, kept);
  return { status: 200, body: { id }, place: { method: request.method ?? '', sourceId, body } };
}

function signedIn({ username, password }: Readonly<Record<string, unknown>>): Taken {
  const { user, password: right } = CATALOGUE_USER;
  return username === user && password === right
    ? { status: 200, body: { serviceToken: TOKEN } }
    : { status: 401 };
}

/** The id that the stand-in gives a place, the same for the same `sourceId`. */
function idOf(sourceId: string): string {
  const hex = createHash('sha256').update(sourceId).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The catalogue's own checks of hours (`ServiceHourValidator`) and of what must be there. */
function faultsOf(body: Readonly<Record<string, unknown>>): Record<string, string[]> {
  const faults: Record<string, string[]> = {};
  for (const name of ['organizationId', 'sourceId', 'serviceChannelNames', 'languages']) {
    if (body[name] === undefined || (Array.isArray(body[name]) && body[name].length === 0)) {
      faults[name] = [`The ${name} field is required.`];
    }
  }
  const hours = (body['serviceHours'] ?? []) as readonly Readonly<Record<string, unknown>>[];
  hours.forEach((each, index) => {
    const opening = (each['openingHour'] ?? []) as readonly unknown[];
    const isException = each['serviceHourType'] === 'Exceptional';
    if (isException && opening.length > 1) {
      faults[`ServiceHours[${String(index)}]`] = ['Exceptional can only contain one OpeningHour item.'];
    }
    if (each['isReservation'] === true && (isException || opening.length > 0)) {
      faults[`ServiceHours[${String(index)}]`] = [
        'When IsReservation property is set to true no OpeningHours should be set.',
      ];
    }
  });
  return faults;
}
