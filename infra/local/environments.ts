import type { FunctionBlueprint } from './blueprint.ts';
import { LOCAL_REGION } from './dynamodb.ts';
import { accessKeyOf } from './trust.ts';

/** Where the stand-ins answer. */
export interface Endpoints {
  readonly dynamodb: string;
  readonly sts: string;
  readonly identity: string;
  readonly mail: string;
  readonly texts: string;
  readonly keys: string;
  /** Where the stand-in of the service catalogue answers, and where its user signs in. */
  readonly catalogue: { readonly endpoint: string; readonly signIn: string };
  /** What functions find as IDENTIFICATION. */
  readonly identification: string;
  /** Local addresses by the host name that the templates give: the APIs and the distribution. */
  readonly hosts: ReadonlyMap<string, string>;
}

/**
 * The environment of each function: what its template says, with the cloud's addresses replaced by this machine's, and
 * the names by which the AWS SDK finds its services. Nothing of this process's own environment is passed on.
 */
export function functionEnvironments(endpoints: Endpoints, clockOffsetSeconds: number) {
  return ({ name, environment, memoryMegabytes }: FunctionBlueprint): Record<string, string> => ({
    ...Object.fromEntries(
      Object.entries(environment).map(([key, value]) => [key, localAddress(value, endpoints.hosts)]),
    ),
    ...('IDENTIFICATION' in environment && { IDENTIFICATION: endpoints.identification }),
    ...('CATALOGUE_ORIGIN' in environment && { CATALOGUE_ORIGIN: endpoints.catalogue.endpoint }),
    ...('CATALOGUE_SIGN_IN' in environment && { CATALOGUE_SIGN_IN: endpoints.catalogue.signIn }),
    AWS_REGION: LOCAL_REGION,
    AWS_ACCESS_KEY_ID: accessKeyOf(name),
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_STS: endpoints.sts,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoints.identity,
    AWS_ENDPOINT_URL_SESV2: endpoints.mail,
    AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: endpoints.texts,
    AWS_ENDPOINT_URL_KMS: endpoints.keys,
    // The SDK must never look for other credentials or settings of whoever runs this.
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
    TZ: 'UTC',
    ...(clockOffsetSeconds !== 0 && { CLOCK_OFFSET_SECONDS: String(clockOffsetSeconds) }),
  });
}

function localAddress(value: string, hosts: ReadonlyMap<string, string>): string {
  let local = value;
  for (const [host, address] of hosts) local = local.replaceAll(`https://${host}`, address);
  return local;
}
