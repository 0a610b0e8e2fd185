import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  type AttributeType,
  CognitoIdentityProviderClient,
  GetUserCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';

/** Where Cognito stands between the password and the code: it must be handed back with the code. */
export interface PendingCode {
  readonly session: string;
  readonly username: string;
}

/** An account whose second factor waits for its first code. `totpSecret` is base32 (RFC 4648, RFC 6238). */
export interface Enrolment {
  readonly accessToken: string;
  readonly totpSecret: string;
}

/** Accounts of staff; the one place that knows Amazon Cognito. E-mail addresses come in lower case. */
export interface Identity {
  /** Checks a password. An account without a second factor is refused like a wrong password: it opens nothing. */
  checkPassword(email: string, password: string): Promise<Result<PendingCode, 'rejected'>>;
  /** Whether the password is that of the address, with a second factor or without one. Signs nobody in. */
  provePassword(email: string, password: string): Promise<boolean>;
  /** Checks the code; gives the account's subject. */
  checkCode(pending: PendingCode, code: string): Promise<Result<string, 'wrong-code' | 'session-over'>>;
  /** The subject of the account with the address, if there is one. */
  findSubject(email: string): Promise<string | undefined>;
  /** Makes the account anew: whatever stood there under the address is removed first. */
  enrol(email: string, password: string): Promise<Result<Enrolment, 'password-too-weak'>>;
  /** Removes the account with the address; harmless when there is none. */
  remove(email: string): Promise<void>;
  /** Ends the enrolment with a code of the new second factor; gives the account's subject. */
  confirmEnrolment(accessToken: string, code: string): Promise<Result<string, 'wrong-code' | 'session-over'>>;
}

/** The staff's user pool. */
export interface UserPool {
  readonly userPoolId: string;
  readonly clientId: string;
}

/** Opens the user pool, with the function's own role unless another client is given. */
export function cognitoIdentity(
  pool: UserPool,
  client = new CognitoIdentityProviderClient({ maxAttempts: 3 }),
): Identity {
  return {
    checkPassword: (email, password) => checkPassword(client, pool, email, password),
    provePassword: (email, password) => provePassword(client, pool, email, password),
    checkCode: (pending, code) => checkCode(client, pool, pending, code),
    findSubject: (email) => findSubject(client, pool, email),
    remove: (email) => remove(client, pool, email),
    enrol: (email, password) => enrol(client, pool, email, password),
    confirmEnrolment: (accessToken, code) => confirmEnrolment(client, accessToken, code),
  };
}

/** Cognito's ways of saying that the address or the password is wrong; the product tells none from another. */
const REJECTED = [
  'NotAuthorizedException',
  'InvalidPasswordException',
  'UserNotFoundException',
  'UserNotConfirmedException',
  'PasswordResetRequiredException',
];
/** The last one says that a code was right but has been used before. */
const WRONG_CODE = ['CodeMismatchException', 'EnableSoftwareTokenMFAException', 'ExpiredCodeException'];

async function checkPassword(
  client: CognitoIdentityProviderClient,
  { clientId }: UserPool,
  email: string,
  password: string,
): Promise<Result<PendingCode, 'rejected'>> {
  const answer = await unless(REJECTED, () => client.send(passwordCommand(clientId, email, password)));
  const username = answer?.ChallengeParameters?.['USER_ID_FOR_SRP'];
  if (answer?.ChallengeName !== 'SOFTWARE_TOKEN_MFA' || !answer.Session || !username) return fail('rejected');
  return succeed({ session: answer.Session, username });
}

async function provePassword(
  client: CognitoIdentityProviderClient,
  { clientId }: UserPool,
  email: string,
  password: string,
): Promise<boolean> {
  const answer = await unless(REJECTED, () => client.send(passwordCommand(clientId, email, password)));
  return answer?.ChallengeName === 'SOFTWARE_TOKEN_MFA' || answer?.AuthenticationResult !== undefined;
}

async function checkCode(
  client: CognitoIdentityProviderClient,
  { clientId }: UserPool,
  { session, username }: PendingCode,
  code: string,
): Promise<Result<string, 'wrong-code' | 'session-over'>> {
  const send = () =>
    client.send(
      new RespondToAuthChallengeCommand({
        ClientId: clientId,
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        Session: session,
        ChallengeResponses: { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: code },
      }),
    );
  const answer = await codeOutcome(send);
  if (!answer.ok) return answer;
  const accessToken = answer.value.AuthenticationResult?.AccessToken;
  return accessToken ? succeed(await subjectOf(client, accessToken)) : fail('session-over');
}

/**
 * The account's subject, asked of Cognito itself. The token was handed to this function by Cognito over TLS a moment ago and
 * never left it: neither it nor the subject passed through anybody else's hands.
 */
async function subjectOf(client: CognitoIdentityProviderClient, accessToken: string): Promise<string> {
  const { UserAttributes } = await client.send(new GetUserCommand({ AccessToken: accessToken }));
  return subjectAttribute(UserAttributes);
}

async function findSubject(
  client: CognitoIdentityProviderClient,
  { userPoolId }: UserPool,
  email: string,
): Promise<string | undefined> {
  const command = new AdminGetUserCommand({ UserPoolId: userPoolId, Username: email });
  const found = await unless(['UserNotFoundException'], () => client.send(command));
  return found && subjectAttribute(found.UserAttributes);
}

async function remove(
  client: CognitoIdentityProviderClient,
  { userPoolId }: UserPool,
  email: string,
): Promise<void> {
  const command = new AdminDeleteUserCommand({ UserPoolId: userPoolId, Username: email });
  await unless(['UserNotFoundException'], () => client.send(command));
}

async function enrol(
  client: CognitoIdentityProviderClient,
  { userPoolId, clientId }: UserPool,
  email: string,
  password: string,
): Promise<Result<Enrolment, 'password-too-weak'>> {
  const account = { UserPoolId: userPoolId, Username: email };
  await remove(client, { userPoolId, clientId }, email);
  await client.send(
    new AdminCreateUserCommand({
      ...account,
      MessageAction: 'SUPPRESS',
      // The link that led here was sent to the address, so whoever is here reads it.
      UserAttributes: [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
      ],
    }),
  );
  const set = await unless(['InvalidPasswordException'], () =>
    client.send(new AdminSetUserPasswordCommand({ ...account, Password: password, Permanent: true })),
  );
  if (!set) return fail('password-too-weak');
  const { AuthenticationResult } = await client.send(passwordCommand(clientId, email, password));
  const accessToken = AuthenticationResult?.AccessToken;
  if (!accessToken) throw new Error('A new account could not sign in');
  const { SecretCode } = await client.send(new AssociateSoftwareTokenCommand({ AccessToken: accessToken }));
  if (!SecretCode) throw new Error('Cognito gave no secret for the second factor');
  return succeed({ accessToken, totpSecret: SecretCode });
}

async function confirmEnrolment(
  client: CognitoIdentityProviderClient,
  accessToken: string,
  code: string,
): Promise<Result<string, 'wrong-code' | 'session-over'>> {
  const verified = await codeOutcome(() =>
    client.send(new VerifySoftwareTokenCommand({ AccessToken: accessToken, UserCode: code })),
  );
  if (!verified.ok) return verified;
  if (verified.value.Status !== 'SUCCESS') return fail('wrong-code');
  await client.send(
    new SetUserMFAPreferenceCommand({
      AccessToken: accessToken,
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    }),
  );
  return succeed(await subjectOf(client, accessToken));
}

function passwordCommand(clientId: string, email: string, password: string): InitiateAuthCommand {
  return new InitiateAuthCommand({
    ClientId: clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: email, PASSWORD: password },
  });
}

async function codeOutcome<T>(send: () => Promise<T>): Promise<Result<T, 'wrong-code' | 'session-over'>> {
  let outcome: Result<T, 'wrong-code' | 'session-over'> = fail('wrong-code');
  await unless(WRONG_CODE, async () => {
    // A session that Cognito no longer knows is "not authorized" here; so is a token of a removed account.
    const answer = await unless(['NotAuthorizedException', 'UserNotFoundException'], send);
    outcome = answer ? succeed(answer) : fail('session-over');
  });
  return outcome;
}

/** Runs `send`; `undefined` when it fails with one of the named errors. */
async function unless<T>(errors: readonly string[], send: () => Promise<T>): Promise<T | undefined> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof Error && errors.includes(error.name)) return undefined;
    throw error;
  }
}

function subjectAttribute(attributes: readonly AttributeType[] | undefined): string {
  const subject = attributes?.find(({ Name }) => Name === 'sub')?.Value;
  if (!subject) throw new Error('The account has no subject');
  return subject;
}
