import type { feedbackRoutes } from '@ohjaamo/shared/feedback/contract.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { capOfDay } from '../../kernel/capOfDay.ts';
import type { Dispatch, UseCase } from '../../kernel/http/context.ts';
import type { Table } from '../../kernel/table.ts';
import type { Key } from '../../kernel/tenancy/keys.ts';
import { platformKeys } from '../../kernel/tenancy/keys.ts';
import type { TenantScope } from '../../kernel/tenancy/scope.ts';
import { countAt } from '../../kernel/visitorActs.ts';
import { putReminder, readReminder, type Shelf } from './repository.ts';
import { openSent, takeFeedback } from './send.ts';
import { serviceShelf, tenantShelf } from './shelf.ts';
import { takeStep, worklist } from './worklist.ts';

type Routes = typeof feedbackRoutes;

/** Pieces of feedback of one day: from one address, and of all together. */
const OF_ADDRESS = 10;
const OF_HOUSE = 40;

/** Counts one piece of feedback of the day, or says that it is enough for today: two write units. */
async function counted(
  shelf: Shelf,
  clock: Clock,
  keys: { readonly address: Key; readonly house: Key },
): Promise<Result<void, Problem>> {
  const may =
    (await countAt(shelf.table, keys.address, OF_ADDRESS, clock.now())) &&
    (await countAt(shelf.table, keys.house, OF_HOUSE, clock.now()));
  return may ? succeed(undefined) : fail(capOfDay(shelf.zone, clock));
}

const sendAccessibility: UseCase<Routes['sendAccessibility']> = async (context) => {
  const { scope, request, clock, visitor } = context;
  const shelf = await tenantShelf(scope);
  if (!shelf) return fail(problem('not-found'));
  const { attempts } = scope.keys;
  const taken = await takeFeedback(shelf, request.body, clock, (today) =>
    counted(shelf, clock, {
      address: attempts(visitor(today), 'ACCESSIBILITY'),
      house: attempts(today, 'ACCESSIBILITY'),
    }),
  );
  if (!taken.ok) return taken;
  const { id, ...told } = taken.value;
  return succeed({ body: { ...told, link: `${scope.tenantId}.${id}.${request.body.secret}` } });
};

const readSentAccessibility: UseCase<Routes['readSentAccessibility']> = async ({ scope, request }) =>
  openSent(await tenantShelf(scope), request.parameters.link);

const listAccessibility: UseCase<Routes['listAccessibility']> = async ({ scope, clock }) => {
  const shelf = await workersShelf(scope);
  const [list, remindedAt] = await Promise.all([worklist(shelf, clock), readReminder(shelf)]);
  return succeed({ body: { ...list, ...(remindedAt !== undefined && { remindedAt }) } });
};

const answerAccessibility: UseCase<Routes['answerAccessibility']> = async ({ scope, request, clock }) =>
  takeStep(await workersShelf(scope), request.parameters.id, request.body, clock);

const setAccessibilityReminder: UseCase<Routes['setAccessibilityReminder']> = async ({ scope, request }) => {
  await putReminder(await workersShelf(scope), request.body.email);
  return succeed({ body: {} });
};

async function workersShelf(scope: TenantScope): Promise<Shelf> {
  const shelf = await tenantShelf(scope);
  if (!shelf) throw new Error('The tenant has no profile');
  return shelf;
}

/** The use cases of feedback about accessibility; `platform` keeps what is about pages of no municipality. */
export function accessibilityUseCases(platform: Table) {
  const shelf = serviceShelf(platform);
  return {
    sendAccessibility,
    readSentAccessibility,
    listAccessibility,
    answerAccessibility,
    setAccessibilityReminder,
    sendServiceAccessibility: async ({ request, clock, visitor }) => {
      const taken = await takeFeedback(shelf, request.body, clock, (today) =>
        counted(shelf, clock, {
          address: platformKeys.attempts(`ACCESSIBILITY-${visitor(today)}`),
          house: platformKeys.attempts(`ACCESSIBILITY-${today}`),
        }),
      );
      if (!taken.ok) return taken;
      const { id, ...told } = taken.value;
      return succeed({ body: { ...told, link: `service.${id}.${request.body.secret}` } });
    },
    readSentServiceAccessibility: ({ request }) => openSent(shelf, request.parameters.link),
    listServiceAccessibility: async ({ clock }) => succeed({ body: await worklist(shelf, clock) }),
    answerServiceAccessibility: ({ request, clock }) =>
      takeStep(shelf, request.parameters.id, request.body, clock),
  } satisfies Partial<Dispatch<Routes>>;
}
