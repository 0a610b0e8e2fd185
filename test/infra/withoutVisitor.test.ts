import { functionNames } from '@ohjaamo/infra/constructs/functions.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { list, ofType, part, resources, statements, text } from './service.ts';

beforeAll(() => {
  resources();
}, 90_000);

describe('what runs without a visitor', () => {
  it('reads streams in batches that are cut down to the record at fault, which ends in a queue', () => {
    const mappings = ofType('AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(3);
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

  it('submits before it publishes, every night in Finnish time, outside the hour of the clock changes', () => {
    const schedules = ofType('AWS::Scheduler::Schedule');
    const at = (name: string) => {
      const found = schedules.find(({ id }) => id.startsWith(name));
      expect(part(found, 'Properties.ScheduleExpressionTimezone')).toBe('Europe/Helsinki');
      expect(part(found, 'Properties.Target.DeadLetterConfig')).toBeDefined();
      const [, minute, hour] =
        /^cron\((\d+) (\d+) /u.exec(text(found, 'Properties.ScheduleExpression')) ?? [];
      expect(hour).not.toBe('3');
      return Number(hour) * 60 + Number(minute);
    };
    expect(schedules).toHaveLength(2);
    expect(at('PublishEveryNight')).toBeGreaterThanOrEqual(at('SubmitEveryNight') + 30);
  });

  it.each(['SubmitFigures', 'PublishFigures'])(
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

  it('raises an alarm for every queue of letters, every function, both APIs and every table', () => {
    const alarms = ofType('AWS::CloudWatch::Alarm');
    const queues = ofType('AWS::SQS::Queue');
    expect(queues).toHaveLength(4);
    expect(alarms).toHaveLength(queues.length + 2 * (functionNames.length + 1) + 2 + 5);
    for (const { id, Properties } of alarms) expect(part(Properties, 'AlarmActions'), id).toHaveLength(1);
  });
});
