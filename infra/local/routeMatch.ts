import type { RouteBlueprint } from './blueprint.ts';

export interface MatchedRoute {
  readonly route: RouteBlueprint;
  /** Decoded path parameters. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * The route an HTTP API chooses: a full match before a greedy one (`{proxy+}`), a written segment before a parameter,
 * a written method before `ANY`, and `$default` when nothing else fits.
 */
export function matchRoute(
  routes: readonly RouteBlueprint[],
  method: string,
  path: string,
): MatchedRoute | undefined {
  const segments = path.split('/');
  const fitting = routes
    .flatMap((route) => {
      const match = fit(route, method, segments);
      return match ? [{ route, ...match }] : [];
    })
    .sort((one, other) => (one.rank < other.rank ? -1 : 1));
  const best = fitting[0];
  if (best) return { route: best.route, parameters: best.parameters };
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  return fallback && { route: fallback, parameters: {} };
}

function fit(route: RouteBlueprint, method: string, segments: readonly string[]) {
  const [asked = '', pattern = ''] = route.routeKey.split(' ');
  if (asked !== method && asked !== 'ANY') return undefined;
  const parameters: Record<string, string> = {};
  let rank = '';
  for (const [index, part] of pattern.split('/').entries()) {
    const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/u.exec(part) ?? [];
    const segment = segments[index];
    if (name === undefined) {
      if (segment !== part) return undefined;
      rank += '0';
    } else if (greedy) {
      const rest = segments.slice(index).join('/');
      if (rest === '') return undefined;
      parameters[name] = decoded(rest);
      return { parameters, rank: `1${rank}2${asked === 'ANY' ? '1' : '0'}` };
    } else {
      if (!segment) return undefined;
      parameters[name] = decoded(segment);
      rank += '1';
    }
  }
  if (pattern.split('/').length !== segments.length) return undefined;
  return { parameters, rank: `0${rank}${asked === 'ANY' ? '1' : '0'}` };
}

/** A segment of a path, decoded; a sequence that is no valid encoding stays as it is. */
export function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
