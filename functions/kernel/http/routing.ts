import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { isOpenData, type Route } from '@ohjaamo/shared/kernel/route.ts';

/** The route that a request asks for, with what stands in the place of its path's parameters. */
export interface Routed {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Finds the route of a request by its method and its path, as the gateway hands them on: with the path decoded. */
type Router = (method: string, path: string) => Result<Routed, Problem>;

/**
 * Tells the routes of a module apart. The gateway gives a function whole parts of the tree of paths, so a path may be none of its
 * routes' (`not-found`), or only with another method (`method-not-allowed` with those that are: RFC 9110 §15.5.6). A written segment goes
 * before a parameter, and a parameter is never empty. `HEAD` of open data is its `GET` (RFC 9110 §9.3.2).
 */
export function routerOf(routes: readonly Route[]): Router {
  const known = routes
    .map((route) => ({ route, segments: route.path.split('/') }))
    .sort((one, other) => (rankOf(one.segments) < rankOf(other.segments) ? -1 : 1));
  return (method, path) => {
    const asked = path.split('/');
    const fitting = known.flatMap(({ route, segments }) => {
      const parameters = fit(segments, asked);
      return parameters ? [{ route, parameters }] : [];
    });
    const [best] = fitting;
    if (!best) return fail(problem('not-found'));
    const there = fitting.filter(({ route }) => route.path === best.route.path);
    const found = there.find(
      ({ route }) => route.method === method || (method === 'HEAD' && isOpenData(route)),
    );
    return found
      ? succeed(found)
      : fail(problem('method-not-allowed', { allow: there.flatMap(({ route }) => methodsOf(route)).sort() }));
  };
}

function methodsOf(route: Route): string[] {
  return isOpenData(route) ? [route.method, 'HEAD'] : [route.method];
}

/** Sorts written segments before parameters, place by place. */
function rankOf(segments: readonly string[]): string {
  return segments.map((segment) => (segment.startsWith('{') ? '1' : '0')).join('');
}

function fit(segments: readonly string[], asked: readonly string[]): Record<string, string> | undefined {
  if (segments.length !== asked.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = asked[index] ?? '';
    if (!segment.startsWith('{')) {
      if (segment !== value) return undefined;
    } else if (value === '') {
      return undefined;
    } else {
      parameters[segment.slice(1, -1)] = value;
    }
  }
  return parameters;
}
