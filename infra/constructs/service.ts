import { App, type AppProps, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ApiStack } from '../stacks/api.ts';
import { DataStack } from '../stacks/data.ts';
import { IdentityStack } from '../stacks/identity.ts';
import { OperationsStack } from '../stacks/operations.ts';
import { RoutesStack } from '../stacks/routes.ts';
import { WebStack } from '../stacks/web.ts';
import { type Artefacts, builtArtefacts } from './codes.ts';
import { DEFAULT_REGION } from './places.ts';
import type { CustomDomain } from './siteDistribution.ts';
import { stageName, stageOf } from './stages.ts';

/** The whole service as one CDK app, with its stacks at hand. */
export interface Service {
  readonly app: App;
  readonly identity: IdentityStack;
  readonly data: DataStack;
  readonly api: ApiStack;
  readonly routes: RoutesStack;
  readonly web: WebStack;
  readonly operations: OperationsStack;
}

/**
 * Makes the six stacks, bound to no account, and has cdk-nag check them at synthesis. Context values:
 * `domainName` and `certificateArn` (both or neither), `region` (default `eu-north-1`), `stage` (put before the stacks'
 * names, default `ohjaamo`; `staging` and `development` have settings of their own, see {@link stageOf}).
 */
export function makeService(props: AppProps = {}, artefacts: Artefacts = builtArtefacts()): Service {
  const app = new App({
    analyticsReporting: false,
    // What runs on one machine finds a function's code by the path that this writes into the template.
    postCliContext: { 'aws:cdk:enable-asset-metadata': true },
    ...props,
  });
  const stage = stageName(app);
  const terminationProtection = stageOf(app).isKept;
  const region = contextText(app, 'region') ?? DEFAULT_REGION;
  const named = (name: string) => ({
    stackName: `${stage}-${name}`,
    env: { region },
    terminationProtection,
  });
  const identity = new IdentityStack(app, 'Identity', named('identity'));
  const data = new DataStack(app, 'Data', named('data'));
  const api = new ApiStack(app, 'Api', { ...named('api'), data, identity, artefacts });
  const routes = new RoutesStack(app, 'Routes', { ...named('routes'), api });
  const web = new WebStack(app, 'Web', {
    ...named('web'),
    api: api.api,
    originProof: api.originProof,
    topic: api.topic,
    artefacts,
    domain: customDomain(app),
  });
  const operations = new OperationsStack(app, 'Operations', {
    ...named('operations'),
    data,
    identity,
    api,
    web,
    artefacts,
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, identity, data, api, routes, web, operations };
}

function customDomain(app: App): CustomDomain | undefined {
  const name = contextText(app, 'domainName');
  const certificateArn = contextText(app, 'certificateArn');
  if (!name && !certificateArn) return undefined;
  if (!name || !certificateArn) throw new Error('Give both domainName and certificateArn, or neither.');
  return { name, certificateArn };
}

function contextText(app: App, name: string): string | undefined {
  const value: unknown = app.node.tryGetContext(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
