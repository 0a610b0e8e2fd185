import type { ClientId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import type { RestrictionGround } from '@ohjaamo/shared/kernel/restriction.ts';
import { answerWithinDays, type RequestKind, requestTask } from '@ohjaamo/shared/rights/requests.ts';
import type { AuditTrail } from '../kernel/audit.ts';
import { taskWrite } from '../kernel/caseTasks.ts';
import { openTexts, sealTexts } from '../kernel/sealing.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type Place, registerOf } from './place.ts';
import { putRequest, requestPlace, type RequestRow } from './requestRepository.ts';

interface Asked {
  readonly requestId: RequestRow['id'];
  readonly what: RequestKind;
  /** Of a restriction. */
  readonly ground?: RestrictionGround | undefined;
  readonly text: string;
}

interface Asking {
  readonly scope: TenantScope;
  readonly client: ClientId;
  readonly audit: AuditTrail;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly place: Place;
  /** The worker who writes it down; absent for the person oneself. */
  readonly by?: StaffId;
}

/** The id of the task that a request puts before whoever guides the person. */
export function taskOf(request: string): string {
  return `REQUEST#${request}`;
}

/**
 * Records what somebody asks of what is held about them: the request, its place in the story, and a task for whoever guides the
 * person. Asked again with the same id and content, it changes nothing. 4 writes and the trail's.
 */
export async function recordAsked(
  { requestId, what, ground, text }: Asked,
  { scope, client, audit, now, place, by }: Asking,
): Promise<Result<void, Problem>> {
  const at = new Date(now).toISOString();
  const where = requestPlace(client, requestId);
  const row: RequestRow = {
    kind: 'REQUEST',
    id: requestId,
    ...{ what, at },
    ...(ground && { ground }),
    ...(by && { by }),
    state: 'OPEN',
    sealed: await sealTexts(scope, where, { text }),
  };
  const dueOn = Temporal.PlainDate.from(place.today).add({ days: answerWithinDays[what] }).toString();
  const done = await putRequest(scope, client, row, [
    timelineWrite(scope, client, {
      ...{ id: requestId, at, what: 'REQUEST_ASKED', category: 'GUIDANCE', owner: registerOf(place) },
      ...(by && { by }),
      record: requestId,
    }),
    taskWrite(scope, client, taskOf(requestId), { kind: requestTask[what], dueOn, record: requestId }),
    ...audit.writes([client]),
  ]);
  if (done.ok) return succeed(undefined);
  if (done.error === 'not-found') return fail(problem('not-found'));
  const standing = done.error;
  const { text: before } = await openTexts<'text'>(scope, where, standing.sealed);
  const same = standing.what === what && standing.ground === ground && standing.by === by && before === text;
  if (!same) return fail(problem('id-already-used'));
  await audit.append([client], 'DONE');
  return succeed(undefined);
}
