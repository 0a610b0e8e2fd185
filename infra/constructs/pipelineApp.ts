import { App, type AppProps, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { PipelineStack } from '../stacks/pipeline.ts';
import { DEFAULT_REGION } from './places.ts';
import { stageName, stageOf } from './stages.ts';

/** The pipeline of a stage as a CDK app of its own, checked by cdk-nag: it deploys the service and is not deployed by it. */
export function makePipeline(props: AppProps = {}): { readonly app: App; readonly stack: PipelineStack } {
  const app = new App({ analyticsReporting: false, ...props });
  const region: unknown = app.node.tryGetContext('region');
  const stack = new PipelineStack(app, 'Pipeline', {
    stackName: `${stageName(app)}-pipeline`,
    env: { region: typeof region === 'string' && region !== '' ? region : DEFAULT_REGION },
    terminationProtection: stageOf(app).isKept,
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, stack };
}
