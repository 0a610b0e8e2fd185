import { workFollowers } from '@ohjaamo/functions/streams/shareWork.ts';
import { titleOf } from '@ohjaamo/infra/constructs/functions.ts';
import { consumers, jobs } from '@ohjaamo/infra/stacks/operations.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { list, ofType, part, resources, statements, text } from './service.ts';

beforeAll(() => {
  resources();
}, 90_000);

describe('what runs without a visitor', () => {
  it('reads streams in batches that are cut down to the record at fault, which ends in a queue', () => {
    const mappings = ofType('AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(Object.keys(consumers).length);
    for (const { id, Properties } of mappings) {
      expect(Properties, id).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 10,
        MaximumRecordAgeInSeconds: 22 * 3600,
        StartingPosition: 'TRIM_HORIZON',
      });
      expect(part(Properties, 'DestinationConfig.OnFailure.Destination')).toBeDefined();
      expect(part(Properties, 'FilterCriteria.Filters')).toHaveLength(1);
    }
  });

  it('has two readers of a stream at most, which is what a shard bears', () => {
    const read = Object.values(consumers).map(({ table }) => table);
    for (const table of read)
      expect(read.filter((each) => each === table).length, table).toBeLessThanOrEqual(2);
  });

  it('hands those who share a reader the kinds that they follow, and no other', () => {
    const followed = workFollowers({} as never).flatMap((turn) => turn.flatMap(({ kinds }) => kinds));
    const [{ dynamodb }] = consumers.followWork.wants;
    expect([...dynamodb.NewImage.kind.S].sort()).toEqual([...new Set(followed)].sort());
  });

  it('runs nightly jobs in Finnish time, outside the hour of the clock changes, and submits before it publishes', () => {
    const schedules = ofType('AWS::Scheduler::Schedule');
    expect(schedules).toHaveLength(Object.keys(jobs).length);
    const minuteOf = ({ id, Properties }: (typeof schedules)[number]) => {
      const [, minute, hour] =
        /^cron\((\d+) (\d+) \* \* \? \*\)$/u.exec(text(Properties, 'ScheduleExpression')) ?? [];
      expect(part(Properties, 'ScheduleExpressionTimezone'), id).toBe('Europe/Helsinki');
      expect(hour, id).not.toBe('3');
      return Number(hour) * 60 + Number(minute);
    };
    const nightly = schedules.filter(({ Properties }) =>
      text(Properties, 'ScheduleExpression').startsWith('cron'),
    );
    const at = new Map(nightly.map((each) => [each.id.replace(/Schedule.*$/u, ''), minuteOf(each)]));
    expect(at.get('PublishFigures')).toBeGreaterThanOrEqual((at.get('SubmitFigures') ?? Infinity) + 30);
    for (const { id, Properties } of schedules) {
      expect(part(Properties, 'Target.DeadLetterConfig'), id).toBeDefined();
      expect(text(Properties, 'ScheduleExpression'), id).toMatch(/^(?:cron|rate\(\d+ minutes\)$)/u);
    }
  });

  it.each(Object.keys(jobs).map(titleOf))(
    'leaves a letter when a run of %s has failed three times, which the schedule never learns',
    (name) => {
      const failing = ofType('AWS::Lambda::EventInvokeConfig').find(({ Properties }) =>
        text(Properties, 'FunctionName.Ref').startsWith(`${name}Function`),
      );
      expect(failing?.Properties).toMatchObject({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 3600 });
      const letters = part(failing, 'Properties.DestinationConfig.OnFailure.Destination');
      expect(text(letters, 'Fn::GetAtt.0')).toMatch(/^JobLetters/u);
      const right = statements().find(
        ({ place, statement }) =>
          place.startsWith(`${name}Rights`) && list(statement, 'Action').includes('sqs:SendMessage'),
      );
      expect(part(right?.statement, 'Resource')).toEqual(letters);
      expect(list(failing, 'DependsOn')).toContain(right?.place);
    },
  );
});
