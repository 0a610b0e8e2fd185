import { CfnParameter } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { stageOf } from './stages.ts';

/** Shares of the month's money at which somebody is told: what is spent, and what AWS foresees. */
const TOLD_AT = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'FORECASTED', threshold: 100 },
] as const;

/** Tells when the account costs more than was planned: a mistake that spends is found in a day, not with the bill. */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, { topic }: { readonly topic: Topic }) {
    super(scope, id);
    const amount = new CfnParameter(this, 'MonthlyBudget', {
      type: 'Number',
      description:
        'US dollars that the account may cost a month before somebody is told; docs/cost.md reckons it.',
      default: stageOf(this).budget,
      minValue: 1,
    });
    amount.overrideLogicalId('MonthlyBudget');
    new CfnBudget(this, 'Month', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: amount.valueAsNumber, unit: 'USD' },
      },
      notificationsWithSubscribers: TOLD_AT.map((each) => ({
        notification: { ...each, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' },
        subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
      })),
    });
  }
}
