import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { afterStep } from '@ohjaamo/shared/referrals/states.ts';
import type { ReceivedView } from '@ohjaamo/shared/referrals/views.ts';
import { openingWrites } from '../cases/index.ts';
import type { ContextOf } from '../kernel/http/context.ts';
import type { Write } from '../kernel/table.ts';
import { traceWrite } from '../kernel/traces.ts';
import { detailsOf } from './details.ts';
import {
  contentAfter,
  envelopeWrite,
  openEnvelope,
  readEnvelope,
  sealEnvelope,
} from './envelopeRepository.ts';
import { viewEnvelope } from './envelopeViews.ts';
import { answerWrite } from './outbox.ts';
import { readPackage } from './package.ts';
import type { Place } from './place.ts';
import type { Receiving } from './received.ts';
import type { EnvelopeRow } from './record.ts';
import { arrivalWrite } from './arrivals.ts';
import { isAnswer } from './step.ts';

type Move = typeof referralsRoutes.moveReceived;

/** Somebody else may change the envelope between reading and writing: then it is read and judged anew, so often. */
const TRIES = 3;

/**
 * A step with a referral from another municipality. Accepting opens a client of one's own with what was sent, in one transaction;
 * before that it is nobody's client here. Accepting what a colleague has accepted changes nothing and tells who did. Every step goes
 * back to the sender by the courier.
 */
export async function moveEnvelope(
  context: ContextOf<Move>,
  { organisation, fromElsewhere }: Receiving,
  place: Place,
): Promise<Result<{ body: ReceivedView; subjects: string[] }, Problem>> {
  const { scope, request, audit, actor } = context;
  for (let tries = 1; ; tries++) {
    const envelope = fromElsewhere ? await readEnvelope(scope, request.parameters.referralId) : undefined;
    if (!envelope) return fail(problem('not-found'));
    audit.because({
      ...{ organisation, purpose: 'REFERRAL' },
      ...(envelope.consentId && { consents: [envelope.consentId] }),
    });
    const subjects = [envelope.clientId ?? envelope.id];
    if (envelope.recalledAt !== undefined) return fail(problem('state-conflict', { subjects }));
    const repeated = isRepeated(envelope, request.body.step);
    const moved = repeated ? succeed(envelope) : await takeEnvelopeStep(context, envelope, place);
    if (!moved.ok && moved.error === 'again' && tries < TRIES) continue;
    if (!moved.ok) {
      return fail(moved.error === 'again' ? problem('state-conflict', { subjects }) : moved.error);
    }
    if (repeated || !audit.taken) await audit.append(subjects, 'DONE');
    return succeed({
      body: await viewEnvelope(scope, moved.value, { place, worker: actor.staffId }),
      subjects,
    });
  }
}

function isRepeated(
  { seenAt, acceptedBy, state }: EnvelopeRow,
  step: ContextOf<Move>['request']['body']['step'],
): boolean {
  if (step === 'OPEN') return seenAt !== undefined;
  if (step === 'ACCEPT') return acceptedBy !== undefined;
  return (
    step !== 'BOOK_MEETING' && afterStep(state, step, 'RECEIVER') === undefined && results[step] === state
  );
}

/** Where a step leads that is over already. */
const results: Partial<Record<ContextOf<Move>['request']['body']['step'], EnvelopeRow['state']>> = {
  DECLINE: 'DECLINED',
  OFFER_ALTERNATIVE: 'ALTERNATIVE_OFFERED',
  KEEP_MEETING: 'FIRST_MEETING_KEPT',
  MISS_MEETING: 'MISSED',
  CLOSE: 'CLOSED',
};

async function takeEnvelopeStep(
  context: ContextOf<Move>,
  envelope: EnvelopeRow,
  { at }: Place,
): Promise<Result<EnvelopeRow, Problem | 'again'>> {
  const { scope, request, actor, audit } = context;
  const { step } = request.body;
  const state = afterStep(envelope.state, step, 'RECEIVER');
  if (!state) return fail(problem('state-conflict', { subjects: [envelope.id] }));
  const accepting = step === 'ACCEPT' ? await acceptInto(context, envelope) : undefined;
  if (accepting?.ok === false) return accepting;
  const { texts, reason, meeting, outcome } = detailsOf(request.body);
  const after: EnvelopeRow = {
    ...envelope,
    ...{ state, changedAt: at },
    sealed: contentAfter(step, envelope, {
      ...envelope.sealed,
      ...(await sealEnvelope(scope, envelope.id, texts)),
    }),
    ...(step === 'OPEN' && { seenAt: at }),
    ...(accepting && { acceptedBy: actor.staffId, acceptedAt: at, clientId: accepting.value.clientId }),
    ...(isAnswer(step) && { answer: { at, ...(reason && { reason }) } }),
    ...(meeting && { meeting }),
    ...(outcome && { outcome }),
  };
  const { fromTenant: to, id: referral } = envelope;
  const back = { to, referral, at, step, reason, meeting, outcome };
  const told = { answer: texts.answer ?? texts.outcome, place: texts.place };
  const done = await scope.cases.transact([
    envelopeWrite(scope, envelope, after),
    await answerWrite(scope, { ...back, texts: told }),
    ...(accepting?.value.writes ?? []),
    ...audit.writes([after.clientId ?? after.id]),
  ]);
  return done.ok ? succeed(after) : fail('again');
}

/**
 * The writes that open the client, keep what was sent in its partition with its source, and let erasing find the envelope by it. They
 * go into the envelope's own transaction: two who accept at once open one client, and a recall in between opens none.
 */
async function acceptInto(
  context: ContextOf<Move>,
  envelope: EnvelopeRow,
): Promise<
  Result<
    { readonly clientId: NonNullable<EnvelopeRow['clientId']>; readonly writes: readonly Write[] },
    Problem
  >
> {
  const { clientId, episodeId } = context.request.body;
  const missing = [clientId === undefined && 'clientId', episodeId === undefined && 'episodeId'].filter(
    (field) => field !== false,
  );
  if (clientId === undefined || episodeId === undefined) {
    const errors = missing.map((field) => ({ pointer: `/body/${field}`, code: 'missing' }));
    return fail(problem('invalid-request', { errors }));
  }
  const text = (await openEnvelope(context.scope, envelope)).package;
  const sent = readPackage(text, false);
  if (text === undefined || !sent) return fail(problem('state-conflict'));
  const body = {
    ...{ clientId, episodeId, displayName: sent.name, contactLanguage: sent.language },
    identification: 'LIGHT',
    routeIn: 'OTHER',
    mainActivity: 'UNKNOWN',
    ...sent.contact,
  } as const;
  const { scope } = context;
  const writes = [
    ...(await openingWrites(context, body)),
    await arrivalWrite(scope, clientId, envelope, text),
    traceWrite(scope, clientId, scope.keys.envelope(envelope.id)),
  ];
  return succeed({ clientId, writes });
}
