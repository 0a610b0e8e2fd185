import type { CourseView, casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { CaseAccess } from '../../kernel/caseAccess.ts';
import type { UseCase } from '../../kernel/http/context.ts';
import type { TenantScope } from '../../kernel/tenancy/scope.ts';
import { readPlace } from '../place.ts';
import { viewCourse } from './view.ts';

/** Shows the course of a case. 7 reads. */
export const readCourse: UseCase<typeof casesRoutes.readCourse> = (context) => courseAnswer(context);

/** The course as it stands, as the answer to whatever changed it. */
export async function courseAnswer({
  scope,
  clock,
  case: access,
}: {
  readonly scope: TenantScope;
  readonly clock: Clock;
  readonly case: CaseAccess;
}): Promise<Result<{ readonly body: CourseView }, Problem>> {
  const course = await viewCourse(scope, access, await readPlace(scope, clock));
  return course ? succeed({ body: course }) : fail(problem('not-found'));
}
