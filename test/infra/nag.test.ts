import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, it } from 'vitest';
import { testService } from './service.ts';

/** A synthesis with all checks takes seconds, more on a busy machine. */
const SYNTHESIS = 90_000;

describe('the check of the templates at synthesis', { timeout: SYNTHESIS }, () => {
  it('finds nothing that is not acknowledged with a reason, with and without a domain of its own', () => {
    const context = {
      domainName: 'ohjaamo.example',
      certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000',
    };
    expect(() => testService(context).app.synth()).not.toThrow();
  });

  it('stops the synthesis when something careless is added', () => {
    const { app, web } = testService();
    new Bucket(web, 'Careless');
    expect(() => app.synth()).toThrow(/server access logs disabled/u);
  });

  it('refuses a domain without its certificate', () => {
    expect(() => testService({ domainName: 'ohjaamo.example' })).toThrow(
      /both domainName and certificateArn/u,
    );
  });
});
