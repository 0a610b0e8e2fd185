import { RemovalPolicy } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { LambdaDeploymentConfig, type ILambdaDeploymentConfig } from 'aws-cdk-lib/aws-codedeploy';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DEFAULT_STAGE } from './places.ts';

/** What differs from stage to stage; all else is the same everywhere, rights and limits among it. */
export interface StageSettings {
  /** Tables, keys, accounts and stacks cannot be deleted, and stay when a stack goes. */
  readonly isKept: boolean;
  /** How long the lines of functions are kept. */
  readonly logs: RetentionDays;
  /** How long the APIs' access logs are kept. */
  readonly requestLogs: RetentionDays;
  /** How visitors go over to a new version. */
  readonly release: ILambdaDeploymentConfig;
  /** Alarms tell the topic. Without it they only change their colour. */
  readonly wakes: boolean;
  /** US dollars a month from which on somebody is told, when the deployment says nothing else. */
  readonly budget: number;
}

const production: StageSettings = {
  isKept: true,
  logs: RetentionDays.ONE_MONTH,
  requestLogs: RetentionDays.THREE_MONTHS,
  release: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
  wakes: true,
  budget: 250,
};

/** The stages that are less than production, by name. Both hold made-up people only. */
const lesser = {
  /** As production in everything that a release is tried with; what it holds may go. */
  staging: {
    ...production,
    isKept: false,
    logs: RetentionDays.TWO_WEEKS,
    requestLogs: RetentionDays.TWO_WEEKS,
    budget: 100,
  },
  /** For one who builds: quick to put up, quick to take down, and it wakes nobody. */
  development: {
    isKept: false,
    logs: RetentionDays.THREE_DAYS,
    requestLogs: RetentionDays.THREE_DAYS,
    release: LambdaDeploymentConfig.ALL_AT_ONCE,
    wakes: false,
    budget: 50,
  },
} as const satisfies Readonly<Record<string, StageSettings>>;

/** The stages that a context value `stage` may name beside production, which has every other name. */
export const lesserStages = Object.keys(lesser) as (keyof typeof lesser)[];

/** The settings of the stage that a construct belongs to. A name that is no lesser stage's is production's: a slip of the hand protects. */
export function stageOf(scope: IConstruct): StageSettings {
  const name = stageName(scope);
  return name in lesser ? lesser[name as keyof typeof lesser] : production;
}

/** The name of the stage: what the stacks' names begin with. */
export function stageName(scope: IConstruct): string {
  const given: unknown = scope.node.tryGetContext('stage');
  return typeof given === 'string' && given !== '' ? given : DEFAULT_STAGE;
}

/** What becomes of data when its stack goes. */
export function removalOf(scope: IConstruct): RemovalPolicy {
  return stageOf(scope).isKept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}
