import type { IdSource } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
import { missingReferences } from '@ohjaamo/shared/templates/kind.ts';
import { type StewardAct, versionStep } from '@ohjaamo/shared/templates/lifeCycle.ts';
import type { TemplateFault, TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table, Write } from '../kernel/table.ts';
import { networkKeys } from '../kernel/tenancy/keys.ts';
import {
  decisionWrite,
  lineageWrites,
  lineOf,
  moveWrite,
  readHandedIn,
  readStanding,
  type StandingVersion,
  versionWrite,
  waitedWrite,
} from './repository.ts';
import { namedInLibrary, nameOf } from './handIn.ts';
import { shelve } from './shelf.ts';

type Routes = typeof stewardshipRoutes;

/** Who decides, and when. */
interface Deciding {
  readonly actor: Actor;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** What waits for the stewards, the longest waiting first: one Query, no contents. */
export function listHandedIn(network: Table): UseCase<Routes['listHandedIn']> {
  return async () => succeed({ body: { versions: await readHandedIn(network) } });
}

/** Publishes a version that waits. Asked again, it is put on the shelf again, which makes good a run that was cut off. */
export function publishTemplate(network: Table): UseCase<Routes['publishTemplate']> {
  return async (context) => {
    const standing = await readStanding(network, context.request.parameters.address);
    if (!standing) return fail(problem('not-found'));
    const { template, head } = standing;
    if (head.state !== 'PUBLISHED') {
      if (versionStep(head.state, 'PUBLISH') !== 'PUBLISHED') return fail(problem('state-conflict'));
      const lacking = await partsLacking(network, template);
      if (lacking.length > 0) return fail(problem('state-conflict', { errors: lacking }));
      const done = await network.transact(publicationWrites(network, standing, context));
      if (!done.ok) {
        const isNumberTaken = done.error.failures.some(({ index }) => index === 1);
        return fail(problem(isNumberTaken ? 'id-already-used' : 'state-conflict'));
      }
    }
    await shelve(network, template.kind, template.name);
    return succeed({ body: { state: 'PUBLISHED' } });
  };
}

/** A version goes from what was handed in to what is published, with the code of its municipality and no tenant; the second fails when its number is taken. */
function publicationWrites(network: Table, standing: StandingVersion, deciding: Deciding): Write[] {
  const { address, template, head } = standing;
  const publishedAt = new Date(deciding.clock.now()).toISOString();
  const { from, handedInAt } = head;
  const published = { state: 'PUBLISHED', ...(from && { from }), handedInAt, publishedAt };
  return [
    {
      Delete: {
        TableName: network.name,
        Key: networkKeys.draft(address),
        ConditionExpression: '#state = :review',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':review': head.state },
      },
    },
    ...lineageWrites(network, lineOf(standing, 'PUBLISHED', publishedAt)),
    versionWrite(network, address, template),
    network.putWrite({ ...networkKeys.template(address, 'HEAD'), ...published }, true),
    waitedWrite(network, address, handedInAt),
    decided(network, standing, 'PUBLISH', deciding),
  ];
}

/** The line of the log that goes with a decision. */
function decided(
  network: Table,
  { address }: StandingVersion,
  act: StewardAct,
  { actor, clock, ids }: Deciding,
  reason?: string,
): Write {
  const at = new Date(clock.now()).toISOString();
  const row = { at, act, by: actor.subject, ...(reason !== undefined && { reason }) };
  return decisionWrite(network, address, ids.id(10), row);
}

/** The parts of a kit that are not published: they are published first. */
async function partsLacking(network: Table, template: TemplateVersion): Promise<TemplateFault[]> {
  const { kinds } = await import('@ohjaamo/shared/templateKinds.ts');
  const references = kinds[template.kind].referencesOf(template.content);
  const inLibrary = await namedInLibrary(network, references);
  return missingReferences(kinds, template, (reference) => inLibrary.has(nameOf(reference)));
}

/** Sends a version back to whoever handed it in, with the reason: it is a draft again. */
export function returnTemplate(network: Table): UseCase<Routes['returnTemplate']> {
  return async (context) => {
    const { parameters, body } = context.request;
    const standing = await readStanding(network, parameters.address);
    if (!standing) return fail(problem('not-found'));
    const { state, handedInAt } = standing.head;
    const to = versionStep(state, 'RETURN');
    if (!to) return fail(problem('state-conflict'));
    const done = await network.transact([
      moveWrite(network, networkKeys.draft(standing.address), {
        from: state,
        to,
        set: { reason: body.reason },
      }),
      waitedWrite(network, standing.address, handedInAt),
      decided(network, standing, 'RETURN', context, body.reason),
    ]);
    return done.ok ? succeed({ body: { state: to } }) : fail(problem('state-conflict'));
  };
}

/** Retires a published version: nobody new is offered it, and its place on the shelf is that of an earlier published one, if there is one. */
export function retireTemplate(network: Table): UseCase<Routes['retireTemplate']> {
  return async (context) => {
    const { parameters, body } = context.request;
    const standing = await readStanding(network, parameters.address);
    if (!standing) return fail(problem('not-found'));
    const { head, template } = standing;
    if (head.state !== 'RETIRED') {
      const to = versionStep(head.state, 'RETIRE');
      if (!to) return fail(problem('state-conflict'));
      const retiredAt = new Date(context.clock.now()).toISOString();
      const set = { retiredAt, reason: body.reason };
      const done = await network.transact([
        moveWrite(network, networkKeys.template(standing.address, 'HEAD'), { from: head.state, to, set }),
        ...lineageWrites(network, lineOf(standing, to, head.publishedAt ?? retiredAt), false),
        decided(network, standing, 'RETIRE', context, body.reason),
      ]);
      if (!done.ok) return fail(problem('state-conflict'));
    }
    await shelve(network, template.kind, template.name);
    return succeed({ body: { state: 'RETIRED' } });
  };
}
