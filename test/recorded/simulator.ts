import { runUnsafeSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import type { Call } from '@ohjaamo/infra/policy/evaluate.ts';
import { LOCAL_ACCOUNT } from '@ohjaamo/infra/local/templates.ts';
import type { Statement } from '@ohjaamo/infra/policy/statements.ts';

/**
 * Whether IAM allows a call to DynamoDB, as an IAM simulator decides it that nobody here has written. (Its quick way knows no policy of a resource, without
 * which KMS decides nothing.)
 */
export function simulatorAllows(statements: readonly Statement[], call: Call): boolean {
  const simulation: Simulation = {
    request: {
      principal: `arn:aws:sts::${LOCAL_ACCOUNT}:assumed-role/role/session`,
      action: call.action,
      resource: { resource: call.resource, accountId: LOCAL_ACCOUNT },
      contextVariables: contextOf(call),
    },
    identityPolicies: [{ name: 'role', policy: { Version: '2012-10-17', Statement: statements } }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
  return runUnsafeSimulation(simulation, {}) === 'Allowed';
}

function contextOf(call: Call): Record<string, string | string[]> {
  return {
    ...(call.leadingKeys && { 'dynamodb:LeadingKeys': [...call.leadingKeys] }),
    ...(call.attributes && { 'dynamodb:Attributes': [...call.attributes] }),
    ...(call.select !== undefined && { 'dynamodb:Select': call.select }),
    ...(call.tenantId !== undefined && { 'aws:PrincipalTag/tenantId': call.tenantId }),
  };
}
