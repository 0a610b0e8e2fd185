import type { HttpMethod, ModuleName, Route } from '@ohjaamo/shared/kernel/route.ts';

/** One route of the HTTP API: it covers one or more routes of the table, all of one module and all with a session or all without. */
export interface GatewayRoute {
  readonly method: HttpMethod | 'ANY';
  /** `/api/…`; may end in `{proxy+}`, which is every path below. */
  readonly path: string;
  readonly module: ModuleName;
  /** Whether the authorizer reads a session before the function is called. */
  readonly session: boolean;
}

/** Whether the authorizer reads a session before a route is run. */
export function needsSession({ access }: Route): boolean {
  return access.kind === 'session' || access.kind === 'person';
}

/** A segment of paths, with the routes that end there and the segments that follow. */
interface Place {
  readonly path: string;
  readonly ending: Route[];
  readonly below: Map<string, Place>;
}

/**
 * The fewest routes of an HTTP API that keep two things evident in the template: to which function a path goes, and whether the authorizer
 * stands before it. A part of the tree of paths that belongs to one module, and in which every route or none needs a session, is one route
 * with a greedy parameter; the module's own dispatch tells its paths apart. Wherever the two would mix, the part is taken apart further.
 * No path fits two of them, so nothing depends on which one the gateway prefers; where methods of one path differ, each has a route of its
 * own and the methods that do not exist are refused by the same module behind the authorizer.
 */
export function gatewayRoutes(routes: readonly Route[]): readonly GatewayRoute[] {
  const root: Place = { path: '', ending: [], below: new Map() };
  for (const route of routes) placeOf(root, route.path).ending.push(route);
  return [...root.below.values()].flatMap(cover);
}

function placeOf(root: Place, path: string): Place {
  let place = root;
  for (const segment of path.split('/').slice(1)) {
    const key = segment.startsWith('{') ? '{}' : segment;
    const next = place.below.get(key) ?? {
      path: `${place.path}/${segment}`,
      ending: [],
      below: new Map<string, Place>(),
    };
    place.below.set(key, next);
    place = next;
  }
  return place;
}

function cover(place: Place): GatewayRoute[] {
  const [whole, ...others] = kindsOf(everyRoute(place));
  if (!whole || others.length > 0)
    return [...coverEnding(place), ...[...place.below.values()].flatMap(cover)];
  return [
    ...(place.ending.length > 0 ? [{ ...whole, method: 'ANY' as const, path: place.path }] : []),
    ...(place.below.size > 0 ? [{ ...whole, method: 'ANY' as const, path: `${place.path}/{proxy+}` }] : []),
  ];
}

/** The routes of one path, by method where they differ. */
function coverEnding({ path, ending }: Place): GatewayRoute[] {
  const [first, ...others] = kindsOf(ending);
  if (!first) return [];
  if (others.length === 0) return [{ ...first, method: 'ANY', path }];
  if (new Set(ending.map(({ module }) => module)).size > 1) {
    throw new Error(
      `The methods of ${path} belong to several modules, so that none knows what is allowed there`,
    );
  }
  const written = ending.map((route) => ({ ...kindOf(route), method: route.method, path }));
  return [...written, { module: first.module, session: true, method: 'ANY', path }];
}

type Kind = Pick<GatewayRoute, 'module' | 'session'>;

function kindOf(route: Route): Kind {
  return { module: route.module, session: needsSession(route) };
}

/** The different kinds among routes, each once. */
function kindsOf(routes: readonly Route[]): Kind[] {
  const kinds = routes.map(kindOf);
  return [...new Map(kinds.map((kind) => [`${kind.module} ${String(kind.session)}`, kind])).values()];
}

function everyRoute(place: Place): Route[] {
  return [...place.ending, ...[...place.below.values()].flatMap(everyRoute)];
}
