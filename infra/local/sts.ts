import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { LOCAL_ACCOUNT } from './templates.ts';
import { listen, type Listening, readBody } from './http.ts';

/** Whether the role behind an access key may take another role with these session tags. */
export type MayAssume = (callerKeyId: string, roleArn: string) => boolean;

/**
 * Stands in for AWS STS: answers `AssumeRole` as STS does and refuses it, as the roles' trust policies do in the cloud,
 * when the session tag `tenantId` is missing or the caller has no right to the role. The access key it gives names the
 * tenant, so that a look at a request shows whose credentials it carried.
 */
export function startTokenService(mayAssume: MayAssume): Promise<Listening> {
  return listen(
    createServer((request, response) => {
      void readBody(request, 100_000).then((body) => {
        const form = new URLSearchParams(body?.toString('utf8') ?? '');
        const answer = assumeRole(form, callerKey(request.headers.authorization), mayAssume);
        response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.xml);
      });
    }),
  );
}

/** The access key id in a Signature V4 header. */
function callerKey(authorization: string | undefined): string {
  return /Credential=([^/]+)\//u.exec(authorization ?? '')?.[1] ?? '';
}

function assumeRole(
  form: URLSearchParams,
  caller: string,
  mayAssume: MayAssume,
): { readonly status: number; readonly xml: string } {
  if (form.get('Action') !== 'AssumeRole')
    return refuse(400, 'InvalidAction', 'Only AssumeRole is answered here');
  const tenant = sessionTags(form).get('tenantId') ?? '';
  const role = form.get('RoleArn') ?? '';
  if (!/^[0-9a-z]{10}$/u.test(tenant))
    return refuse(403, 'AccessDenied', 'The session tag tenantId is missing');
  if (!mayAssume(caller, role)) return refuse(403, 'AccessDenied', `${caller} may not assume ${role}`);
  const session = form.get('RoleSessionName') ?? '';
  const seconds = Number(form.get('DurationSeconds') ?? 3600);
  const roleName = role.slice(role.lastIndexOf('/') + 1);
  return {
    status: 200,
    xml: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
<AssumedRoleUser><AssumedRoleId>LOCAL:${session}</AssumedRoleId><Arn>arn:aws:sts::${LOCAL_ACCOUNT}:assumed-role/${roleName}/${session}</Arn></AssumedRoleUser>
<Credentials><AccessKeyId>TENANT${tenant.toUpperCase()}</AccessKeyId><SecretAccessKey>local</SecretAccessKey><SessionToken>${roleName}/${session}</SessionToken>
<Expiration>${new Date(Date.now() + seconds * 1000).toISOString()}</Expiration></Credentials>
</AssumeRoleResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></AssumeRoleResponse>`,
  };
}

function sessionTags(form: URLSearchParams): Map<string, string> {
  const tags = new Map<string, string>();
  for (let member = 1; form.has(`Tags.member.${String(member)}.Key`); member++) {
    const name = `Tags.member.${String(member)}`;
    tags.set(form.get(`${name}.Key`) ?? '', form.get(`${name}.Value`) ?? '');
  }
  return tags;
}

function refuse(
  status: number,
  code: string,
  message: string,
): { readonly status: number; readonly xml: string } {
  return {
    status,
    xml: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  };
}
