import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { removalOf, stageOf } from '../constructs/stages.ts';

/**
 * Who the staff are. Nobody signs up: people come by an invitation of a tenant's administrator. What somebody may do is
 * not kept here but in the memberships of the Platform table.
 */
export class IdentityStack extends Stack {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    this.userPool = new UserPool(this, 'StaffUserPool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      // Cognito asks for the second factor of whoever has one, and the service signs in nobody without. `REQUIRED` would
      // refuse the tokens with which an invitation sets the factor up.
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        // Length protects, prescribed kinds of character do not (NIST SP 800-63B); shared/tenants/password.ts refuses
        // what is easy to guess, and the page that asks for the password says the same.
        requireLowercase: false,
        requireUppercase: false,
        requireDigits: false,
        requireSymbols: false,
        tempPasswordValidity: Duration.days(1),
      },
      // A lost second factor or password is given back by a person who knows the person, never by a mailbox.
      accountRecovery: AccountRecovery.NONE,
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: stageOf(this).isKept,
      removalPolicy: removalOf(this),
    });
    acknowledge(
      this.userPool,
      'COG1',
      'Twelve characters without prescribed kinds, after NIST SP 800-63B; the service refuses what is easy to guess.',
    );
    acknowledge(
      this.userPool,
      'COG2',
      'The second factor is required by the service: a sign-in that Cognito does not challenge for a code is refused.',
    );
    this.client = this.userPool.addClient('ServiceClient', {
      // Only the service's own function calls, over TLS; there is no browser flow and no secret to keep.
      generateSecret: false,
      authFlows: { userPassword: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      // The service's own session begins when the second factor is right; Cognito's tokens are not kept.
      // An invited person needs the access token until the authenticator app is set up: shared/tenants/challenge.ts.
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(5),
      refreshTokenValidity: Duration.hours(1),
      authSessionValidity: Duration.minutes(5),
    });
    new CfnOutput(this, 'UserPoolId', { value: this.userPool.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: this.client.userPoolClientId });
  }
}
