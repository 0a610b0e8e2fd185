import { problemStatus } from '@ohjaamo/shared/kernel/problem.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { expect } from 'vitest';
import type { TestAnswer } from '../support/localHouse.ts';

/** An answer without what differs between any two. */
export function comparable({ status, text, headers, cookies }: TestAnswer<Route>): unknown {
  return { status, text: text.replace(/"requestId":"[^"]*"/u, ''), headers, cookies };
}

/** The answer is this problem and nothing else; `who` names the case among several of one test. */
export function expectProblem(
  answer: TestAnswer<Route>,
  type: keyof typeof problemStatus,
  who?: string,
): void {
  const { problem, status, headers } = answer;
  expect({ type: problem.type, status, media: headers['content-type'] }, who).toEqual({
    type: `/problems/${type}`,
    status: problemStatus[type],
    media: 'application/problem+json',
  });
  expect(answer.cookies).toEqual([]);
}
