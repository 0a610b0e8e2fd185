import { CfnOutput, CfnParameter, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { Alarms } from '../constructs/alarms.ts';
import { Budget } from '../constructs/budget.ts';
import type { Artefacts } from '../constructs/codes.ts';
import { Dashboards } from '../constructs/dashboards.ts';
import { type CatalogueSettings, environmentOf, type MailSettings } from '../constructs/environment.ts';
import { type FunctionName, planOf, titleOf } from '../constructs/functions.ts';
import { Scheduled } from '../constructs/scheduled.ts';
import { ServiceFunction } from '../constructs/serviceFunction.ts';
import { deadLetters, letterRight, StreamConsumer, streamRights } from '../constructs/streamConsumer.ts';
import { acknowledgeTenantKeys, keyEndRights, KEYS, tenantKeyRights } from '../constructs/tenantKeys.ts';
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

/**
 * What each consumer follows: the table, and the records it wants (event filter patterns on the stream's record). DynamoDB
 * bears two readers of a shard at the same time, so a table has two consumers at most.
 */
export const consumers = {
  aggregateFigures: {
    table: 'work',
    wants: [
      {
        dynamodb: {
          NewImage: { kind: { S: ['CONTACT', 'BOOKING', 'MEETING', 'FEEDBACK', 'FEEDBACK_INVITATION'] } },
        },
      },
    ],
  },
  followWork: {
    table: 'work',
    wants: [
      {
        dynamodb: {
          NewImage: {
            kind: {
              S: [
                ...['BOOKING', 'WAITING', 'GROUP', 'ROLL', 'SIGN_UP'],
                ...['ADOPTION_LINE', 'TRIAL', 'PROFILE', 'SITE', 'ACCESSIBILITY', 'FIGURE_NOTE'],
              ],
            },
          },
        },
      },
    ],
  },
  provisionTenant: {
    table: 'platform',
    wants: [{ dynamodb: { NewImage: { kind: { S: ['TENANT', 'INVITED', 'ACCESSIBILITY'] } } } }],
  },
} as const;

/** What runs by the clock: nightly at a Finnish time, or every so many minutes. */
export const jobs = {
  readBusyFeeds: { everyMinutes: 15 },
  readCatalogue: { everyMinutes: 15 },
  tellCatalogue: { everyMinutes: 15 },
  sendReminders: { everyMinutes: 15 },
  tellMoves: { everyMinutes: 1 },
  askAfterVisits: { at: '10:15' },
  promoteWaiting: { everyMinutes: 5 },
  carryReferrals: { everyMinutes: 1 },
  eraseTenants: { everyMinutes: 5 },
  reconcileOrphans: { everyMinutes: 60 },
  closeLines: { at: '00:30' },
  applyRetention: { at: '02:45' },
  reconcileAgenda: { at: '04:15' },
  countPersons: { at: '00:35' },
  reconcileFigures: { at: '00:50' },
  submitFigures: { at: '01:15' },
  publishFigures: { at: '02:15' },
  publishEvidence: { at: '02:30' },
  publishShipped: { everyMinutes: 60 },
} as const satisfies Partial<
  Record<FunctionName, { readonly at: string } | { readonly everyMinutes: number }>
>;

type ConsumerName = keyof typeof consumers;

/** What runs without a visitor: stream consumers, scheduled jobs, the operator's command, and the alarms over all. */
export class OperationsStack extends Stack {
  private readonly props: OperationsStackProps;
  private readonly mail: MailSettings;
  private readonly catalogue: CatalogueSettings;

  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    super(scope, id, props);
    this.props = props;
    this.mail = {
      from: this.mailFrom(),
      textSender: this.textSender(),
      publicOrigin: props.web.publicOrigin,
    };
    this.catalogue = {
      origin: this.address(
        'CatalogueOrigin',
        'Where the Finnish Service Catalogue (PTV Open API) answers.',
        'https://api.palvelutietovaranto.suomi.fi',
      ),
      signIn: this.address(
        'CatalogueSignIn',
        'Where a user of the Finnish Service Catalogue is given a token.',
        'https://palveluhallinta.suomi.fi/api/auth/api-login',
      ),
      publicOrigin: props.web.publicOrigin,
    };
    const letters: Queue[] = [];
    const background: Record<string, ServiceFunction> = {};
    for (const name of Object.keys(consumers) as ConsumerName[]) {
      const made = this.makeConsumer(name);
      letters.push(made.letters);
      background[name] = made.consumer;
    }
    const jobLetters = deadLetters(this, 'JobLetters');
    for (const name of Object.keys(jobs) as (keyof typeof jobs)[]) {
      const job = this.makeFunction(name, Duration.minutes(5), [letterRight(jobLetters)]);
      new Scheduled(this, `${titleOf(name)}Schedule`, {
        job,
        letters: jobLetters,
        when: jobs[name],
        purpose: planOf(name).purpose,
      });
      background[name] = job;
    }
    background['createTenant'] = this.makeFunction('createTenant', Duration.seconds(30));
    new CfnOutput(this, 'CreateTenantFunctionName', {
      value: background['createTenant'].lambda.functionName,
    });
    // A receipt, an import's end and a restore read whole tables through.
    for (const name of ['exportTenant', 'importTenant', 'restoreTenant'] as const) {
      const made = this.makeFunction(name, Duration.minutes(15));
      new CfnOutput(this, `${titleOf(name)}FunctionName`, { value: made.lambda.functionName });
      background[name] = made;
    }
    this.watch([...letters, jobLetters], background);
  }

  /** Alarms, dashboards and the budget over everything. */
  private watch(letters: readonly Queue[], background: Readonly<Record<string, ServiceFunction>>): void {
    const { api, web, data } = this.props;
    const modules = { ...api.functions, pages: web.site };
    const watched = {
      letters,
      apis: [api.api, web.siteApi],
      tables: Object.values(data.tables),
    };
    const functions = [...Object.values(modules), ...Object.values(background)];
    const { topic } = api;
    new Alarms(this, 'Alarms', { ...watched, functions, topic });
    const counting = Object.keys(api.functions).filter((name) => name !== 'authorizer');
    new Dashboards(this, 'Dashboards', { ...watched, modules, counting, background });
    new Budget(this, 'Budget', { topic });
  }

  private mailFrom(): string {
    return new CfnParameter(this, 'MailFrom', {
      description:
        'Address that messages come from; it or its domain must be a verified identity in Amazon SES.',
      default: 'no-reply@ohjaamo.example',
      allowedPattern: '^[^@\\s<>]+@[^@\\s<>]+$',
    }).valueAsString;
  }

  private address(id: string, description: string, address: string): string {
    return new CfnParameter(this, id, {
      description,
      default: address,
      allowedPattern: '^https://[A-Za-z0-9.-]+(/[A-Za-z0-9./_-]*[A-Za-z0-9])?$',
    }).valueAsString;
  }

  private textSender(): string {
    return new CfnParameter(this, 'TextSender', {
      description:
        'What text messages come from in AWS End User Messaging: a sender id, a number in E.164 or the ARN of a pool.',
      default: 'OHJAAMO',
      allowedPattern: '^[A-Za-z0-9+:/_-]{1,256}$',
    }).valueAsString;
  }

  private makeConsumer(name: ConsumerName): { consumer: ServiceFunction; letters: Queue } {
    const { table, wants } = consumers[name];
    const source = { table: this.props.data.tables[table], key: this.props.data.tableKeys[table] };
    const letters = deadLetters(this, `${titleOf(name)}Letters`);
    // Long enough for a hundred records with a few messages each; a batch that takes longer is cut in halves.
    const consumer = this.makeFunction(name, Duration.minutes(2), streamRights(source, letters));
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
      environment: environmentOf(name, { data, identity, mail: this.mail, catalogue: this.catalogue }),
      timeout,
      memorySize: 512,
      traced: name in consumers,
      rights: [
        ...rights,
        ...this.identityRights(plan.identity),
        ...(plan.mail ? [this.mailRight(plan.rawMail)] : []),
        ...(plan.texts ? [this.textRight()] : []),
        ...(plan.makesKeys ? tenantKeyRights(this) : []),
        ...(plan.endsKeys ? keyEndRights(this) : []),
      ],
    });
    if (plan.makesKeys) acknowledgeTenantKeys(this, made.policy);
    if (plan.endsKeys) acknowledgeTenantKeys(this, made.policy, [KEYS]);
    if (plan.texts) {
      acknowledge(
        made.policy,
        'IAM5[Resource::*]',
        'SendTextMessage is checked against the sender identity, whichever kind the operator has registered; the spending ' +
          'limit of AWS End User Messaging holds the rest.',
      );
    }
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

  private mailRight(raw = false): PolicyStatement {
    return new PolicyStatement({
      sid: 'SendMessages',
      // SES asks for the second when SendEmail is given a whole message.
      actions: ['ses:SendEmail', ...(raw ? ['ses:SendRawEmail'] : [])],
      resources: [this.formatArn({ service: 'ses', resource: 'identity', resourceName: '*' })],
      conditions: { StringEquals: { 'ses:FromAddress': this.mail.from } },
    });
  }

  private textRight(): PolicyStatement {
    return new PolicyStatement({
      sid: 'SendTexts',
      actions: ['sms-voice:SendTextMessage'],
      resources: ['*'],
    });
  }
}
