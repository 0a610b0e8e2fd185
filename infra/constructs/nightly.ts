import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { Aws } from 'aws-cdk-lib';
import type { ServiceFunction } from './serviceFunction.ts';

interface NightlyProps {
  readonly job: ServiceFunction;
  readonly letters: Queue;
  /** `HH:MM` in Finnish time; not between 03 and 04, which one night has twice and another not at all. */
  readonly at: string;
  readonly purpose: string;
}

/** Runs a job every night through EventBridge Scheduler, with a role that may call this one function. */
export class Nightly extends Construct {
  constructor(scope: Construct, id: string, { job, letters, at, purpose }: NightlyProps) {
    super(scope, id);
    const [hour, minute] = at.split(':').map(Number);
    const role = new Role(this, 'SchedulerRole', {
      // Only schedules of this account: the service principal alone would let others borrow the role.
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      inlinePolicies: {
        RunTheJob: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [job.lambda.functionArn] }),
            new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [letters.queueArn] }),
          ],
        }),
      },
    });
    new CfnSchedule(this, 'Schedule', {
      description: purpose,
      scheduleExpression: `cron(${String(minute)} ${String(hour)} * * ? *)`,
      scheduleExpressionTimezone: 'Europe/Helsinki',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: job.lambda.functionArn,
        roleArn: role.roleArn,
        input: '{}',
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
        deadLetterConfig: { arn: letters.queueArn },
      },
    });
  }
}
