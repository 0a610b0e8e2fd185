import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerMetrics, METRICS_NAMESPACE, MODULE_DIMENSION } from '@ohjaamo/shared/kernel/metrics.ts';
import { alarmKinds, runbookOf } from '@ohjaamo/infra/constructs/alarms.ts';
import { root } from '@ohjaamo/infra/constructs/places.ts';
import { functionNames } from '@ohjaamo/infra/constructs/functions.ts';
import { consumers } from '@ohjaamo/infra/stacks/operations.ts';
import { routeList } from '@ohjaamo/shared/routes.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { list, ofType, part, resources, text } from './service.ts';

beforeAll(() => {
  resources();
}, 90_000);

/** What CloudWatch knows of one metric in one period; absent when nothing was reported. */
type Reported = number | undefined;
type State = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** The metrics that an alarm goes by: one, or those of its expression. */
function metricsOf(alarm: unknown): string[] {
  const several = (part(alarm, 'Metrics') ?? []) as readonly unknown[];
  if (several.length === 0) return [text(alarm, 'MetricName')];
  return several.filter((each) => part(each, 'MetricStat') !== undefined).map((each) => text(each, 'Id'));
}

/** The value that an alarm compares, from what its metrics reported in a period. */
function valueOf(alarm: unknown, reported: Readonly<Record<string, Reported>>): Reported {
  const several = (part(alarm, 'Metrics') ?? []) as readonly unknown[];
  if (several.length === 0) return reported[text(alarm, 'MetricName')];
  const expression = text(
    several.find((each) => part(each, 'Expression') !== undefined),
    'Expression',
  );
  const terms = expression.split(' + ').map((term) => /^FILL\((\w+), 0\)$/u.exec(term)?.[1]);
  if (terms.includes(undefined)) throw new Error(`The evaluator does not know ${expression}`);
  // FILL gives nothing where no metric of the expression has reported at all.
  if (terms.every((term) => reported[term ?? ''] === undefined)) return undefined;
  return terms.reduce((sum, term) => sum + (reported[term ?? ''] ?? 0), 0);
}

/** What an alarm says of the last periods, newest last, as CloudWatch evaluates it ("Evaluating an alarm", "missing data"). */
function stateOf(alarm: unknown, periods: readonly Readonly<Record<string, Reported>>[]): State {
  const wanted = Number(part(alarm, 'EvaluationPeriods'));
  expect(part(alarm, 'ComparisonOperator')).toBe('GreaterThanThreshold');
  expect(part(alarm, 'TreatMissingData')).toBe('notBreaching');
  const last = periods.slice(-wanted);
  if (last.length < wanted) return 'INSUFFICIENT_DATA';
  const threshold = Number(part(alarm, 'Threshold'));
  return last.every((each) => (valueOf(alarm, each) ?? threshold) > threshold) ? 'ALARM' : 'OK';
}

const alarms = () => ofType('AWS::CloudWatch::Alarm');
const runbook = readFileSync(join(root, 'docs/operations.md'), 'utf8');

/** What a reference names, in its own stack or another one, whose export bears the name. */
const nameOf = (reference: unknown) => text(reference, 'Ref') || text(reference, 'Fn::ImportValue');

/** Periods in which the first metric of an alarm reports a value each. */
const reporting = (alarm: unknown, values: readonly Reported[]) =>
  values.map((value) => ({ [metricsOf(alarm)[0] ?? '']: value }));

describe('Every alarm', () => {
  it('watches something: each queue of letters, each function, what answers visitors once more, both APIs twice and each table', () => {
    const queues = ofType('AWS::SQS::Queue');
    expect(queues).toHaveLength(Object.keys(consumers).length + 1);
    const answering = ofType('AWS::Lambda::Alias').length;
    expect(alarms()).toHaveLength(queues.length + 2 * (functionNames.length + 1) + answering + 2 * 2 + 5);
  });

  it('is fired by what it is about, tells the topic, and is quiet before and after', () => {
    const [{ id: topic } = { id: 'none' }, ...others] = ofType('AWS::SNS::Topic');
    expect(others).toEqual([]);
    for (const { id, Properties: alarm } of alarms()) {
      const above = Number(part(alarm, 'Threshold')) + 1;
      const periods = Number(part(alarm, 'EvaluationPeriods'));
      const bad = Array.from({ length: periods }, () => above);
      const stateAfter = (...values: Reported[]) => stateOf(alarm, reporting(alarm, values));
      expect(stateAfter(...bad), id).toBe('ALARM');
      expect(stateAfter(...bad, 0), id).toBe('OK');
      expect(stateAfter(...bad, undefined), id).toBe('OK');
      expect(stateAfter(...bad.map(() => Number(part(alarm, 'Threshold')))), id).toBe('OK');
      expect(stateAfter(...bad.map(() => undefined)), id).toBe('OK');
      const told = list(alarm, 'AlarmActions');
      expect(told, id).toHaveLength(1);
      expect(nameOf(told[0]), id).toContain(topic);
      expect(part(alarm, 'ActionsEnabled') ?? true, id).toBe(true);
    }
  });

  it('of two metrics is fired by either: reads or writes put off, runs that failed or answers of 5xx', () => {
    const ofTwo = alarms().filter(({ Properties }) => metricsOf(Properties).length > 1);
    // The tables, the modules and the page server.
    expect(ofTwo).toHaveLength(5 + new Set(routeList.map(({ module }) => module)).size + 1);
    for (const { Properties: alarm } of ofTwo) {
      const above = Number(part(alarm, 'Threshold')) + 1;
      for (const metric of metricsOf(alarm)) expect(stateOf(alarm, [{ [metric]: above }])).toBe('ALARM');
    }
  });

  it('names the entry of the runbook that says what to do, and no entry is of an alarm that is not', () => {
    const named = new Set(
      alarms().map(
        ({ Properties }) =>
          / (docs\/operations\.md#[\w-]+)$/u.exec(text(Properties, 'AlarmDescription'))?.[1],
      ),
    );
    const kinds = alarmKinds.filter((kind) => kind !== 'Spending');
    expect([...named].sort()).toEqual(kinds.map(runbookOf).sort());
    const entries = [...runbook.matchAll(/^### Alarm: (\w+)$/gmu)].map(([, kind]) => kind);
    expect(entries.sort()).toEqual([...alarmKinds].sort());
  });
});

describe('The money of a month', () => {
  it('is told of when four fifths are spent and when more than all is foreseen, to the same topic', () => {
    const [budget, ...others] = ofType('AWS::Budgets::Budget');
    expect(others).toEqual([]);
    expect(part(budget?.Properties, 'Budget.BudgetLimit')).toEqual({
      Amount: { Ref: 'MonthlyBudget' },
      Unit: 'USD',
    });
    const told = (part(budget?.Properties, 'NotificationsWithSubscribers') as readonly unknown[]).map(
      (each) => [text(each, 'Notification.NotificationType'), part(each, 'Notification.Threshold')],
    );
    expect(told).toEqual([
      ['ACTUAL', 80],
      ['FORECASTED', 100],
    ]);
    const [topic] = ofType('AWS::SNS::Topic');
    for (const each of list(budget?.Properties, 'NotificationsWithSubscribers')) {
      expect(nameOf(part(each, 'Subscribers.0.Address'))).toContain(topic?.id);
    }
  });
});

describe('The dashboards', () => {
  it('are as many as are free, and show every function, table and queue', () => {
    const dashboards = ofType('AWS::CloudWatch::Dashboard');
    expect(dashboards).toHaveLength(3);
    const all = JSON.stringify(dashboards.map(({ Properties }) => Properties));
    for (const name of functionNames.filter((each) => each !== 'authorizer'))
      expect(all).toContain(`## ${name}`);
    for (const { id } of ofType('AWS::SQS::Queue')) expect(all).toContain(id.replace(/[0-9A-F]{8}$/u, ''));
  });

  it('show of every module what it counts of its answers, by the names under which it counts', () => {
    const all = JSON.stringify(ofType('AWS::CloudWatch::Dashboard').map(({ Properties }) => Properties));
    for (const module of new Set(routeList.map((route) => route.module))) {
      for (const metric of Object.keys(answerMetrics)) {
        expect(all.replaceAll('\\"', '"')).toContain(
          `["${METRICS_NAMESPACE}","${metric}","${MODULE_DIMENSION}","${module}"`,
        );
      }
    }
  });
});
