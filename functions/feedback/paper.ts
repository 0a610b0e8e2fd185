import type { feedbackRoutes } from '@ohjaamo/shared/feedback/contract.ts';
import { isPaperDate, TAKE_BACK_MINUTES } from '@ohjaamo/shared/feedback/terms.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { takeAnswer } from './give.ts';
import { workersPlace } from './place.ts';
import { answerIdOf, readAnswer, takeBackWrite } from './repository.ts';
import { textDelete } from './textRepository.ts';

type Routes = typeof feedbackRoutes;

/** Types in an answer that was given on paper; it counts on the day of the visit. */
export const typeFeedback: UseCase<Routes['typeFeedback']> = async ({ scope, request, clock, audit }) => {
  const place = await workersPlace(scope, clock, request.parameters.siteId);
  if (!place.ok) return place;
  const { date, ...given } = request.body;
  if (!isPaperDate(date, place.value.today)) {
    return fail(
      problem('invalid-request', { errors: [{ pointer: '/body/date', code: 'not_in_the_last_days' }] }),
    );
  }
  const takeBackUntil = currentMinute(clock) + TAKE_BACK_MINUTES;
  const typed = await takeAnswer(scope, place.value.site.id, given, {
    channel: 'PAPER',
    date,
    takeBackUntil,
    more: () => audit.writes([]),
  });
  if (!typed.ok) return typed;
  const until = typed.value.takeBackUntil ?? takeBackUntil;
  return succeed({
    body: { takeBackUntil: formatOffsetDateTime(until, place.value.tenant.profile.zone) },
  });
};

/** Takes a typed answer back with its text: whoever typed has its form's id. Asked again, it is taken back all the same. */
export const takeBackFeedback: UseCase<Routes['takeBackFeedback']> = async ({
  scope,
  request,
  clock,
  audit,
}) => {
  const { siteId, formId } = request.parameters;
  const answer = await readAnswer(scope, answerIdOf(formId));
  if (answer?.site !== siteId || answer.channel !== 'PAPER') return fail(problem('not-found'));
  if (answer.state === 'TAKEN_BACK') return succeed({ body: {} });
  if (currentMinute(clock) > (answer.takeBackUntil ?? 0)) return fail(problem('state-conflict'));
  const done = await scope.work.transact([
    takeBackWrite(scope, answer),
    textDelete(scope, siteId, answer.date.slice(0, 7), formId),
    ...audit.writes([]),
  ]);
  // The only other change there is takes it back too.
  if (!done.ok) await audit.append([], 'DONE');
  return succeed({ body: {} });
};
