import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { type IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias } from 'aws-cdk-lib/aws-lambda';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { raise } from './alarms.ts';
import type { ServiceFunction } from './serviceFunction.ts';
import { stageOf } from './stages.ts';

/** The alias that visitors' requests go to. */
const LIVE = 'live';
const period = Duration.minutes(1);
/** More failures in a minute than this end a release: one or two are a visitor's bad luck with AWS, whatever the version. */
const FAILURES_BORNE = 2;

interface Released {
  readonly made: ServiceFunction;
  /** Counts answers of 5xx, which Lambda takes for good ones. */
  readonly serverErrors?: IMetric;
}

interface ReleasesProps<Name extends string> {
  readonly functions: Readonly<Record<Name, Released>>;
  readonly topic: Topic;
}

/**
 * Releases what answers visitors one part after another: each function has an alias, and a deployment gives its new version a tenth of the
 * requests for five minutes, then all. When the function fails meanwhile, CodeDeploy gives the old version everything back at once, and the
 * deployment of the stack fails and is taken back with it. Requests never wait: both versions stand.
 */
export class Releases<Name extends string> extends Construct {
  /** By the names of the functions. */
  readonly aliases: Readonly<Record<Name, Alias>>;

  constructor(scope: Construct, id: string, { functions, topic }: ReleasesProps<Name>) {
    super(scope, id);
    const application = new LambdaApplication(this, 'Application');
    const released = Object.entries<Released>(functions);
    const role = this.makeRole(released.map(([, { made }]) => made));
    this.aliases = Object.fromEntries(
      released.map(([name, { made, serverErrors }]) => {
        const alias = new Alias(made, 'Live', { aliasName: LIVE, version: made.lambda.currentVersion });
        const alarm = raise(this, topic, made.lambda, 'Failing', `Fails for visitors: ${made.node.path}`, {
          metric: failures(made, serverErrors),
          above: FAILURES_BORNE,
        });
        new LambdaDeploymentGroup(made, 'Release', {
          application,
          alias,
          role,
          deploymentConfig: stageOf(this).release,
          alarms: [alarm],
          autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
        });
        return [name, alias];
      }),
    ) as Record<Name, Alias>;
  }

  /** What CodeDeploy may do: move these aliases, and look at alarms. Its managed policy would let it move those of the whole account. */
  private makeRole(functions: readonly ServiceFunction[]): IRole {
    const arns = functions.map(({ lambda }) => lambda.functionArn);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
      description: 'Moves visitors from one version of a function to the next, and back',
      inlinePolicies: {
        MoveAliases: new PolicyDocument({
          statements: [
            new PolicyStatement({
              sid: 'MoveAliases',
              actions: ['lambda:GetAlias', 'lambda:UpdateAlias'],
              resources: arns,
            }),
            new PolicyStatement({
              sid: 'SeeProvisioned',
              actions: ['lambda:GetProvisionedConcurrencyConfig'],
              resources: arns.map((arn) => `${arn}:${LIVE}`),
            }),
            new PolicyStatement({
              sid: 'SeeAlarms',
              actions: ['cloudwatch:DescribeAlarms'],
              resources: ['*'],
            }),
          ],
        }),
      },
    });
    acknowledge(
      role,
      'IAM5[Resource::*]',
      'DescribeAlarms knows no resource in this use; it shows states only.',
    );
    // The deployment groups would each add AWS's managed policy to it.
    return role.withoutPolicyUpdates();
  }
}

/** Failures of a function in a minute: runs that ended badly, and answers of 5xx. */
function failures({ lambda }: ServiceFunction, serverErrors: IMetric | undefined): IMetric {
  const errors = lambda.metricErrors({ period });
  if (!serverErrors) return errors;
  return new MathExpression({
    expression: 'FILL(errors, 0) + FILL(serverErrors, 0)',
    usingMetrics: { errors, serverErrors },
    period,
  });
}

/** The period and statistic in which a release looks at answers of 5xx. */
export const releaseMetric = { period, statistic: 'Sum' } as const;
