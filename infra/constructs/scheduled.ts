import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ServiceFunction } from './serviceFunction.ts';

interface ScheduledProps {
  readonly job: ServiceFunction;
  readonly letters: Queue;
  /**
   * When it runs: every night at `HH:MM` in Finnish time, not between 03 and 04, which one night has twice and another not
   * at all; or every so many minutes.
   */
  readonly when: { readonly at: string } | { readonly everyMinutes: number };
  readonly purpose: string;
}

/**
 * Runs a job by EventBridge Scheduler, with a role that may call this one function. Scheduler only hands the call over; it
 * never learns how the run ends. So there are two ways into the letters: Scheduler's, when Lambda does not take the call,
 * and Lambda's own, when the run has failed three times. The job needs {@link letterRight}.
 */
export class Scheduled extends Construct {
  constructor(scope: Construct, id: string, { job, letters, when, purpose }: ScheduledProps) {
    super(scope, id);
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
      ...expressionOf(when),
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: job.lambda.functionArn,
        roleArn: role.roleArn,
        input: '{}',
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
        deadLetterConfig: { arn: letters.queueArn },
      },
    });
    const failing = new EventInvokeConfig(this, 'Failing', {
      function: job.lambda,
      retryAttempts: 2,
      maxEventAge: Duration.hours(1),
      onFailure: new SqsDestination(letters),
    });
    failing.node.addDependency(job.policy);
  }
}

function expressionOf(when: ScheduledProps['when']) {
  if ('everyMinutes' in when) return { scheduleExpression: `rate(${String(when.everyMinutes)} minutes)` };
  const [hour, minute] = when.at.split(':').map(Number);
  return {
    scheduleExpression: `cron(${String(minute)} ${String(hour)} * * ? *)`,
    scheduleExpressionTimezone: 'Europe/Helsinki',
  };
}
