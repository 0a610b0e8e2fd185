import type { feedbackRoutes, ScreenedText } from '@ohjaamo/shared/feedback/contract.ts';
import { FEWEST_TEXTS, MONTHS_TOGETHER, screening } from '@ohjaamo/shared/feedback/screening.ts';
import { monthBefore, TEXT_MONTHS } from '@ohjaamo/shared/feedback/terms.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { quarterDates, quarterOf } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { workersPlace } from './place.ts';
import { decisionWrite, readText, type TextRecord, textsBetween } from './textRepository.ts';

type Routes = typeof feedbackRoutes;

/** So many of the latest decisions are shown, so that one can be taken back. */
const DECIDED_SHOWN = 20;

/** What the house reads: a year's published texts, once there are ten texts in it. One Query beside the remembered names. */
export const readFeedbackTexts: UseCase<Routes['readFeedbackTexts']> = async ({ scope, request, clock }) => {
  const place = await workersPlace(scope, clock, request.parameters.siteId);
  if (!place.ok) return place;
  const { site, today } = place.value;
  const to = quarterDates(request.query.quarter ?? quarterOf(today)).to.slice(0, 7);
  const from = monthBefore(to, MONTHS_TOGETHER - 1);
  const texts = await textsBetween(scope, site.id, from, to);
  const enough = texts.length >= FEWEST_TEXTS;
  // By id, which is random: the order of coming in would be a trace.
  const published = texts
    .filter(({ state }) => state === 'PUBLISHED')
    .sort((one, other) => one.id.localeCompare(other.id));
  return succeed({
    body: {
      from,
      to,
      fewest: FEWEST_TEXTS,
      enough,
      texts: enough ? published.map(({ id, language, text }) => ({ id, language, text })) : [],
      waiting: texts.filter(({ state }) => state === 'WAITING').length,
    },
  });
};

/** What waits for a screener, and the latest decisions. One Query of all texts that are kept beside the remembered names. */
export const readScreening: UseCase<Routes['readScreening']> = async ({ scope, request, clock }) => {
  const place = await workersPlace(scope, clock, request.parameters.siteId);
  if (!place.ok) return place;
  const { site, today } = place.value;
  const to = today.slice(0, 7);
  const texts = await textsBetween(scope, site.id, monthBefore(to, TEXT_MONTHS), to);
  const decided = texts
    .filter(({ state }) => state !== 'WAITING')
    .sort((one, other) => (other.decidedAt ?? '').localeCompare(one.decidedAt ?? ''));
  return succeed({
    body: {
      waiting: texts.filter(({ state }) => state === 'WAITING').map(viewText),
      decided: decided.slice(0, DECIDED_SHOWN).map(viewText),
    },
  });
};

/** Decides on a text over the version that was seen. A decision that stands already is the same decision. One read, one write. */
export const screenFeedback: UseCase<Routes['screenFeedback']> = async ({
  scope,
  request,
  actor,
  clock,
  audit,
}) => {
  const { siteId, textId } = request.parameters;
  const { month, step, reason, version } = request.body;
  const place = await workersPlace(scope, clock, siteId);
  if (!place.ok) return place;
  if (step === 'HIDE' && reason === undefined) {
    return fail(problem('invalid-request', { errors: [{ pointer: '/body/reason', code: 'required' }] }));
  }
  const text = await readText(scope, siteId, { month, id: textId });
  if (!text) return fail(problem('not-found'));
  if (text.version === version + 1 && isOutcome(text, step, reason, actor.staffId)) {
    return succeed({ body: viewText(text) });
  }
  if (text.version !== version) return fail(problem('stale-version'));
  const state = screening[text.state][step];
  if (state === 'REFUSE') return fail(problem('state-conflict'));
  const { reason: _reason, decidedBy: _by, decidedAt: _at, ...rest } = text;
  const after: TextRecord = {
    ...rest,
    state,
    version: version + 1,
    ...(state === 'HIDDEN' && { reason }),
    decidedBy: actor.staffId,
    decidedAt: new Date(clock.now()).toISOString(),
  };
  const done = await scope.work.transact([decisionWrite(scope, siteId, after), ...audit.writes([])]);
  return done.ok ? succeed({ body: viewText(after) }) : fail(problem('stale-version'));
};

/** Whether a text stands as the same request has left it before. */
function isOutcome(
  text: TextRecord,
  step: keyof (typeof screening)['WAITING'],
  reason: TextRecord['reason'],
  by: TextRecord['decidedBy'],
): boolean {
  const after = { PUBLISH: 'PUBLISHED', HIDE: 'HIDDEN', REOPEN: 'WAITING' } as const;
  return text.state === after[step] && text.decidedBy === by && (step !== 'HIDE' || text.reason === reason);
}

function viewText({ id, month, language, text, masked, state, reason, version }: TextRecord): ScreenedText {
  return { id, month, language, text, masked, state, ...(reason && { reason }), version };
}
