import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { afterStep, type ReceiverStanding, receiverSteps } from '@ohjaamo/shared/referrals/states.ts';
import type { ReceivedView } from '@ohjaamo/shared/referrals/views.ts';
import type { ContextOf } from '../kernel/http/context.ts';
import { detailsOf } from './details.ts';
import { contentAfter, envelopeWrite, readEnvelope, sealEnvelope } from './envelopeRepository.ts';
import { acceptedPerson, viewEnvelope } from './envelopeViews.ts';
import { answerWrite } from './outbox.ts';
import type { Place } from './place.ts';
import type { Receiving } from './received.ts';
import type { EnvelopeRow } from './record.ts';
import { openersWith, standingOf } from './standing.ts';
import { isAnswer } from './step.ts';

type Move = typeof referralsRoutes.moveReceived;

/** Somebody else may change the envelope between reading and writing: then it is read and judged anew, so often. */
const TRIES = 3;

/**
 * A step with a referral from another municipality. Every step goes back to the sender by the courier. Accepting asks for a client of
 * one's own: the courier opens it when what the referral rests on still holds at the sender's, until then it is nobody's client here.
 * Accepting what a colleague has accepted changes nothing and tells who did; from then on only who accepted it and those in the
 * client's team move it.
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
    const standing = standingOf(actor.staffId, envelope, (await acceptedPerson(scope, envelope))?.team);
    const repeated = isRepeated(envelope, request.body.step, standing);
    const moved = repeated ? succeed(envelope) : await takeEnvelopeStep(context, envelope, standing, place);
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
  { seenAt, accepting, acceptedBy, state }: EnvelopeRow,
  step: ContextOf<Move>['request']['body']['step'],
  { knows, others }: ReceiverStanding,
): boolean {
  if (step === 'ACCEPT') return (acceptedBy ?? accepting) !== undefined;
  if (!knows) return false;
  if (step === 'OPEN') return seenAt !== undefined;
  return (
    !others &&
    step !== 'BOOK_MEETING' &&
    afterStep(state, step, 'RECEIVER') === undefined &&
    results[step] === state
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
  standing: ReceiverStanding,
  { at }: Place,
): Promise<Result<EnvelopeRow, Problem | 'again'>> {
  const { scope, request, audit } = context;
  const { step } = request.body;
  const may = !envelope.accepting && receiverSteps(envelope.state, standing).includes(step);
  if (may && step === 'OPEN' && envelope.seenAt !== undefined) return openToo(context, envelope);
  const next = may ? afterStep(envelope.state, step, 'RECEIVER') : undefined;
  if (!next) return fail(problem('state-conflict', { subjects: [envelope.id] }));
  const accepting = step === 'ACCEPT' ? acceptingOf(context, at) : undefined;
  if (accepting?.ok === false) return accepting;
  const state = accepting ? envelope.state : next;
  const { texts, reason, meeting, outcome } = detailsOf(request.body);
  const content = { ...envelope.sealed, ...(await sealEnvelope(scope, envelope.id, texts)) };
  const after: EnvelopeRow = {
    ...envelope,
    ...{ state, changedAt: at },
    sealed: accepting ? content : contentAfter(step, envelope, content),
    ...(step === 'OPEN' && { seenAt: at, openedBy: [context.actor.staffId] }),
    ...(accepting && { accepting: accepting.value }),
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
    ...audit.writes([after.clientId ?? accepting?.value.clientId ?? after.id]),
  ]);
  return done.ok ? succeed(after) : fail('again');
}

/** One more worker opens what a colleague has opened: nothing for the sender to know. */
async function openToo(
  { scope, audit, actor }: ContextOf<Move>,
  envelope: EnvelopeRow,
): Promise<Result<EnvelopeRow, 'again'>> {
  const after = { ...envelope, openedBy: openersWith(envelope.openedBy, actor.staffId) };
  const done = await scope.cases.transact([
    envelopeWrite(scope, envelope, after),
    ...audit.writes([envelope.id]),
  ]);
  return done.ok ? succeed(after) : fail('again');
}

/** The client that is opened when the sender's ground holds; nobody has these ids yet. */
function acceptingOf(
  { request: { body }, actor }: ContextOf<Move>,
  at: string,
): Result<NonNullable<EnvelopeRow['accepting']>, Problem> {
  const { clientId, episodeId } = body;
  if (clientId !== undefined && episodeId !== undefined) {
    return succeed({ at, by: actor.staffId, clientId, episodeId });
  }
  const missing = [clientId === undefined && 'clientId', episodeId === undefined && 'episodeId'];
  const fields = missing.filter((field) => field !== false);
  const errors = fields.map((field) => ({ pointer: `/body/${field}`, code: 'missing' }));
  return fail(problem('invalid-request', { errors }));
}
