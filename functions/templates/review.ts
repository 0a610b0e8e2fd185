import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import { missingReferences } from '@ohjaamo/shared/templates/kind.ts';
import { versionStep } from '@ohjaamo/shared/templates/lifeCycle.ts';
import type { TemplateFault, TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import {
  lineageWrites,
  lineOf,
  moveWrite,
  readHandedIn,
  readHead,
  readStanding,
  waitedWrite,
} from './repository.ts';
import { namedInLibrary, nameOf, takeBack } from './handIn.ts';
import { shelve } from './shelf.ts';

/** What waits for the stewards, the longest waiting first: one Query, no contents. */
export function listHandedIn(network: Table): UseCase<typeof templatesRoutes.listHandedIn> {
  return async () => succeed({ body: { versions: await readHandedIn(network) } });
}

/** Publishes a version that waits. Asked again, it is put on the shelf again, which makes good a run that was cut off. */
export function publishTemplate(network: Table): UseCase<typeof templatesRoutes.publishTemplate> {
  return async ({ request, clock }) => {
    const standing = await readStanding(network, request.parameters.address);
    if (!standing) return fail(problem('not-found'));
    const { template, head, address } = standing;
    if (head.state !== 'PUBLISHED') {
      const to = versionStep(head.state, 'PUBLISH');
      if (!to) return fail(problem('state-conflict'));
      const lacking = await partsLacking(network, template);
      if (lacking.length > 0) return fail(problem('state-conflict', { errors: lacking }));
      const publishedAt = new Date(clock.now()).toISOString();
      const done = await network.transact([
        moveWrite(network, address, { from: head.state, to, set: { publishedAt } }),
        ...lineageWrites(network, lineOf(standing, to, publishedAt)),
        waitedWrite(network, standing),
      ]);
      if (!done.ok) {
        const isNumberTaken = done.error.failures.some(({ index }) => index === 1);
        return fail(problem(isNumberTaken ? 'id-already-used' : 'state-conflict'));
      }
    }
    await shelve(network, template.kind, template.name);
    return succeed({ body: { state: 'PUBLISHED' } });
  };
}

/** The parts of a kit that are not published: they are published first. */
async function partsLacking(network: Table, template: TemplateVersion): Promise<TemplateFault[]> {
  const { kinds } = await import('@ohjaamo/shared/templateKinds.ts');
  const references = kinds[template.kind].referencesOf(template.content);
  const inLibrary = await namedInLibrary(network, references);
  return missingReferences(kinds, template, (reference) => inLibrary.has(nameOf(reference)));
}

/** Sends a version back to whoever handed it in, with the reason: it is a draft again. */
export function returnTemplate(network: Table): UseCase<typeof templatesRoutes.returnTemplate> {
  return async ({ request: { parameters, body } }) => {
    const standing = await readStanding(network, parameters.address);
    if (!standing) return fail(problem('not-found'));
    const { state } = standing.head;
    const to = versionStep(state, 'RETURN');
    if (!to) return fail(problem('state-conflict'));
    const done = await network.transact([
      moveWrite(network, parameters.address, { from: state, to, set: { reason: body.reason } }),
      waitedWrite(network, standing),
    ]);
    return done.ok ? succeed({ body: { state: to } }) : fail(problem('state-conflict'));
  };
}

/** Retires a published version: nobody new is offered it, and its place on the shelf is that of an earlier published one, if there is one. */
export function retireTemplate(network: Table): UseCase<typeof templatesRoutes.retireTemplate> {
  return async ({ request: { parameters, body }, clock }) => {
    const standing = await readStanding(network, parameters.address);
    if (!standing) return fail(problem('not-found'));
    const { head, template } = standing;
    if (head.state !== 'RETIRED') {
      const to = versionStep(head.state, 'RETIRE');
      if (!to) return fail(problem('state-conflict'));
      const retiredAt = new Date(clock.now()).toISOString();
      const set = { retiredAt, reason: body.reason };
      const done = await network.transact([
        moveWrite(network, standing.address, { from: head.state, to, set }),
        ...lineageWrites(network, lineOf(standing, to, head.publishedAt ?? retiredAt), false),
      ]);
      if (!done.ok) return fail(problem('state-conflict'));
    }
    await shelve(network, template.kind, template.name);
    return succeed({ body: { state: 'RETIRED' } });
  };
}

/** A municipality takes back what it handed in and what nobody has decided yet: it is a draft again. */
export function takeBackTemplate(network: Table): UseCase<typeof templatesRoutes.takeBackTemplate> {
  return async ({ request, scope }) => {
    const { address } = request.parameters;
    const head = await readHead(network, address);
    if (head?.from?.tenantId !== scope.tenantId) return fail(problem('not-found'));
    const isBack = head.state === 'DRAFT' || (await takeBack(network, address, scope.tenantId));
    return isBack ? succeed({ body: { state: 'DRAFT' } }) : fail(problem('state-conflict'));
  };
}
