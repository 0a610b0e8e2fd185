import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { stageOf } from './stages.ts';

interface ServiceFunctionProps {
  readonly code: Code;
  /** `index.handler` of our own bundles. */
  readonly handler?: string;
  readonly description: string;
  readonly role: Role;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeout: Duration;
  /**
   * 1,024 MB by default: CPU grows with memory and importing a bundle is pure CPU, so less memory makes a cold start
   * longer, while a warm request mostly waits for DynamoDB and costs the same per request in effect.
   */
  readonly memorySize?: number;
  /** What begins with a request is traced; what begins by the clock or a command follows none. */
  readonly traced: boolean;
  /** What it needs beyond its log and the rights on tables. */
  readonly rights?: readonly PolicyStatement[];
}

/** One Lambda function of the service: same runtime, log and limits everywhere, and a role made beside the tables. */
export class ServiceFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly logGroup: LogGroup;
  /** Whatever calls the function through this role must wait for it. */
  readonly policy: Policy;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'Log', {
      retention: stageOf(this).logs,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // The role lives in another stack, where nothing of this one may be named: its rights on this stack's resources
    // are a policy of this stack. Its name alone crosses over, the ARN is made of it: a stack has 200 outputs at most.
    this.policy = new Policy(this, 'Rights', {
      roles: [Role.fromRoleName(this, 'Role', props.role.roleName)],
      statements: [
        new PolicyStatement({
          sid: 'OwnLog',
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [this.logGroup.logGroupArn],
        }),
        ...(props.traced ? [traceRight()] : []),
        ...(props.rights ?? []),
      ],
    });
    if (props.traced) {
      acknowledge(
        this.policy,
        'IAM5[Resource::*]',
        'X-Ray knows no resource for the writing of traces: whoever may write them writes them for the account.',
      );
    }
    this.lambda = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: props.code,
      handler: props.handler ?? 'index.handler',
      role: Role.fromRoleName(this, 'RunningRole', props.role.roleName, { mutable: false }),
      memorySize: props.memorySize ?? 1024,
      timeout: props.timeout,
      environment: { NODE_OPTIONS: '--enable-source-maps', ...props.environment },
      logGroup: this.logGroup,
      ...(props.traced && { tracing: Tracing.ACTIVE }),
      // Our own lines are JSON already; Lambda's JSON format would escape each into a string inside another.
      loggingFormat: LoggingFormat.TEXT,
    });
    this.lambda.node.addDependency(this.policy);
  }
}

function traceRight(): PolicyStatement {
  return new PolicyStatement({
    sid: 'OwnTraces',
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    resources: ['*'],
  });
}
