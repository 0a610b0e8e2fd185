import type { FigureSet, figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import type { ResponseOf } from '@ohjaamo/shared/kernel/route.ts';

/** What `GET /api/figures/tenant` answers. */
export type TenantFigures = ResponseOf<(typeof figuresRoutes)['readTenantFigures']>;

/**
 * The figures of a quarter as they are now, asked from the page's own origin; nothing when they could not be had. When the
 * session has ended the page is loaded anew: it says so itself and brings the person back.
 */
export async function readTenantFigures(quarter: string): Promise<TenantFigures | undefined> {
  try {
    const answer = await fetch(`/api/figures/tenant?quarter=${encodeURIComponent(quarter)}`, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(8_000),
    });
    if (answer.status === 401 || answer.status === 403) location.reload();
    if (!answer.ok) return undefined;
    const body: unknown = await answer.json();
    return isTenantFigures(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether an answer can be drawn. The contract's own schema would say more, for 28 kB (gzip) of zod in every browser; it is
 * our own API that answers, and what an open page needs to know is that a newer release has not changed the shape.
 */
export function isTenantFigures(body: unknown): body is TenantFigures {
  if (!isRecord(body) || typeof body['quarter'] !== 'string' || !isFigureSet(body['tenant'])) return false;
  const sites = body['sites'];
  return (
    Array.isArray(sites) &&
    sites.every(
      (site: unknown) => isRecord(site) && typeof site['slug'] === 'string' && isFigureSet(site['figures']),
    )
  );
}

const BREAKDOWNS = ['contactsByChannel', 'contactsByTopic'];
const MEASURES = ['wait', 'solved', 'minutes', 'appointments', 'groups'];

function isFigureSet(value: unknown): value is FigureSet {
  return (
    isRecord(value) &&
    ['contacts', 'anonymous', 'withAgeBand'].every((name) => typeof value[name] === 'number') &&
    [...BREAKDOWNS, ...MEASURES].every((name) => isCounts(value[name]))
  );
}

function isCounts(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((count) => typeof count === 'number');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
