import { respondProblem } from '@ohjaamo/functions/kernel/http/respond.ts';
import { errorFields, log, logCatalogue } from '@ohjaamo/functions/kernel/log.ts';
import { problem, problemDocument, problemStatus, type ProblemType } from '@ohjaamo/shared/kernel/problem.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';

const types = Object.keys(problemStatus) as ProblemType[];

describe('problem documents', () => {
  it.each(types)('%s: its own status, the media type, a document of the declared form', (type) => {
    const answer = respondProblem(problem(type), 'request-1');
    expect(answer.statusCode).toBe(problemStatus[type]);
    expect(answer.headers?.['content-type']).toBe('application/problem+json');
    expect(problemDocument.parse(JSON.parse(answer.body ?? ''))).toEqual({
      type: `/problems/${type}`,
      title: type.replaceAll('-', ' '),
      status: problemStatus[type],
      requestId: 'request-1',
    });
  });

  it('carry the places of faults and the nearest free times, when there are any', () => {
    const errors = [{ pointer: '/body/start', code: 'invalid_format' }];
    const nearest = [{ start: '2027-02-01T12:00+02:00', end: '2027-02-01T12:30+02:00', staffIds: ['a'] }];
    const told = (made: ReturnType<typeof problem>) =>
      problemDocument.parse(JSON.parse(respondProblem(made, 'r').body ?? ''));
    expect(told(problem('invalid-request', { errors })).errors).toEqual(errors);
    expect(told(problem('time-taken', { nearest })).nearest).toEqual(nearest);
  });

  it('tell in whole seconds when to ask again, where that is known, and nothing where it is not', () => {
    const headerOf = (made: ReturnType<typeof problem>) => respondProblem(made, 'r').headers?.['retry-after'];
    expect(headerOf(problem('too-many-attempts', { retryAfterSeconds: 29.2 }))).toBe('30');
    expect(headerOf(problem('cap-reached', { retryAfterSeconds: 0.001 }))).toBe('1');
    expect(headerOf(problem('cap-reached'))).toBeUndefined();
  });

  it('have statuses of refusal only', () => {
    for (const status of Object.values(problemStatus)) expect(status).toBeGreaterThanOrEqual(400);
  });
});

describe('what the log keeps of an error', () => {
  it('is its class and place, never its message', () => {
    const fields = errorFields(new RangeError('birth date 2008-05-01 of somebody'));
    expect(fields.error).toBe('RangeError');
    expect(fields.at).toMatch(/^at /u);
    expect(JSON.stringify(fields)).not.toContain('2008');
  });

  it('is the type of what was thrown, when it was no error', () => {
    expect(errorFields('somebody’s name')).toEqual({ error: 'string' });
  });

  it('is told in sentences', () => {
    for (const [code, sentence] of Object.entries(logCatalogue)) {
      expect(code).toMatch(/^[A-Z_]+$/u);
      expect(sentence).toMatch(/^[A-Z].*\.$/u);
    }
  });
});

describe('the level of a log line', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is ERROR for a failure and INFO for what went its way', () => {
    const error = vi.spyOn(console, 'error').mockReturnValue();
    const info = vi.spyOn(console, 'log').mockReturnValue();
    log('REQUEST_FAILED', { requestId: 'r' });
    log('RECORD_REFUSED');
    log('JOB_FAILED');
    log('JOB_DONE', { count: 1 });
    log('RECORD_APPLIED');
    const codesOf = ({ mock }: typeof error) =>
      mock.calls.map(([line]) => (JSON.parse(String(line)) as { code: string }).code);
    expect(codesOf(error)).toEqual(['REQUEST_FAILED', 'RECORD_REFUSED', 'JOB_FAILED']);
    expect(codesOf(info)).toEqual(['JOB_DONE', 'RECORD_APPLIED']);
  });
});
