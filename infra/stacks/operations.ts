import { partitions } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { CfnOutput, CfnParameter, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { Alarms } from '../constructs/alarms.ts';
import type { Artefacts } from '../constructs/codes.ts';
import { environmentOf, type MailSettings } from '../constructs/environment.ts';
import { type FunctionName, planOf, titleOf } from '../constructs/functions.ts';
import { Nightly } from '../constructs/nightly.ts';
import { ServiceFunction } from '../constructs/serviceFunction.ts';
import { deadLetters, letterRight, StreamConsumer, streamRights } from '../constructs/streamConsumer.ts';
import type { ApiStack } from './api.ts';
import type { DataStack } from './data.ts';
import type { IdentityStack } from './identity.ts';
import type { WebStack } from './web.ts';

interface OperationsStackProps extends StackProps {
  readonly data: DataStack;
  readonly identity: IdentityStack;
  readonly api: ApiStack;
  readonly web: WebStack;
  readonly artefacts: Artefacts;
}

/** What each consumer follows: the table, and the records it wants (event filter patterns on the stream's record). */
const consumers = {
  aggregateFigures: { table: 'work', wants: [{ dynamodb: { NewImage: { kind: { S: ['CONTACT'] } } } }] },
  sendConfirmations: { table: 'work', wants: [{ dynamodb: { NewImage: { kind: { S: ['BOOKING'] } } } }] },
  provisionTenant: {
    table: 'platform',
    wants: [{ dynamodb: { NewImage: { pk: { S: [partitions.tenants] } } } }],
  },
} as const;

type ConsumerName = keyof typeof consumers;

/** What runs without a visitor: stream consumers, nightly jobs, the operator's command, and the alarms over all. */
export class OperationsStack extends Stack {
  private readonly props: OperationsStackProps;
  private readonly mail: MailSettings;

  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    super(scope, id, props);
    this.props = props;
    this.mail = { from: this.mailFrom(), publicOrigin: props.web.publicOrigin };
    const letters: Queue[] = [];
    const functions: ServiceFunction[] = [];
    for (const name of Object.keys(consumers) as ConsumerName[]) {
      const made = this.makeConsumer(name);
      letters.push(made.letters);
      functions.push(made.consumer);
    }
    const jobLetters = deadLetters(this, 'JobLetters');
    const submit = this.makeFunction('submitFigures', Duration.minutes(5), [letterRight(jobLetters)]);
    const publish = this.makeFunction('publishFigures', Duration.minutes(5), [letterRight(jobLetters)]);
    const create = this.makeFunction('createTenant', Duration.seconds(30));
    new Nightly(this, 'SubmitEveryNight', {
      job: submit,
      letters: jobLetters,
      at: '01:15',
      purpose: 'Every tenant submits the running quarter to the network',
    });
    new Nightly(this, 'PublishEveryNight', {
      job: publish,
      letters: jobLetters,
      at: '02:15',
      purpose: 'What was submitted is suppressed and published',
    });
    new CfnOutput(this, 'CreateTenantFunctionName', { value: create.lambda.functionName });
    new Alarms(this, 'Alarms', {
      letters: [...letters, jobLetters],
      functions: [
        ...Object.values(props.api.functions),
        props.web.site,
        ...functions,
        submit,
        publish,
        create,
      ],
      apis: [props.api.api, props.web.siteApi],
      tables: Object.values(props.data.tables),
    });
  }

  private mailFrom(): string {
    return new CfnParameter(this, 'MailFrom', {
      description:
        'Address that messages come from; it or its domain must be a verified identity in Amazon SES.',
      default: 'no-reply@ohjaamo.example',
      allowedPattern: '^[^@\\s<>]+@[^@\\s<>]+$',
    }).valueAsString;
  }

  private makeConsumer(name: ConsumerName): { consumer: ServiceFunction; letters: Queue } {
    const { table, wants } = consumers[name];
    const source = { table: this.props.data.tables[table], key: this.props.data.tableKeys[table] };
    const letters = deadLetters(this, `${titleOf(name)}Letters`);
    const consumer = this.makeFunction(name, Duration.seconds(60), streamRights(source, letters));
    new StreamConsumer(this, `${titleOf(name)}Stream`, { source, consumer, letters, filters: wants });
    return { consumer, letters };
  }

  private makeFunction(
    name: FunctionName,
    timeout: Duration,
    rights: readonly PolicyStatement[] = [],
  ): ServiceFunction {
    const { data, identity, artefacts } = this.props;
    const plan = planOf(name);
    const made = new ServiceFunction(this, titleOf(name), {
      code: artefacts.code(name),
      description: plan.purpose,
      role: data.rights.functionRoles[name],
      environment: environmentOf(name, { data, identity, mail: this.mail }),
      timeout,
      memorySize: 512,
      rights: [...rights, ...this.identityRights(plan.identity), ...(plan.mail ? [this.mailRight()] : [])],
    });
    if (plan.mail) {
      acknowledge(
        made.policy,
        `IAM5[Resource::arn:<AWS::Partition>:ses:${this.region}:<AWS::AccountId>:identity/*]`,
        'SES checks a message against the address or the domain, whichever the operator verified; the condition holds ' +
          'every message to the one address of MailFrom.',
      );
    }
    return made;
  }

  private identityRights(actions: readonly string[] | undefined): PolicyStatement[] {
    if (!actions) return [];
    const { userPoolArn } = this.props.identity.userPool;
    return [new PolicyStatement({ sid: 'StaffAccounts', actions: [...actions], resources: [userPoolArn] })];
  }

  private mailRight(): PolicyStatement {
    return new PolicyStatement({
      sid: 'SendMessages',
      actions: ['ses:SendEmail'],
      resources: [this.formatArn({ service: 'ses', resource: 'identity', resourceName: '*' })],
      conditions: { StringEquals: { 'ses:FromAddress': this.mail.from } },
    });
  }
}
