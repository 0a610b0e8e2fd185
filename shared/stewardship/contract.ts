import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { freeText } from '../kernel/names.ts';
import { defineRoutes } from '../kernel/route.ts';
import { lessonReviewRoutes } from '../templates/lessonRoutes.ts';
import { municipality } from '../templates/library.ts';
import { stewardActs, versionStates } from '../templates/lifeCycle.ts';
import { templateReference, versionAddress } from '../templates/version.ts';

const stewards = { kind: 'session', roles: ['NETWORK_STEWARD'] } as const;

const byAddress = z.strictObject({ address: versionAddress });
const instant = z.string();

/** A version that waits for the stewards. */
const handedIn = z.strictObject({
  ...templateReference.shape,
  address: versionAddress,
  title: localizedText,
  from: municipality,
  handedInAt: instant,
});

/** What a steward decided about a version, in order of time. */
const decision = z.strictObject({
  at: instant,
  act: z.enum(stewardActs),
  /** Name of the steward; absent when the account is no more. */
  by: z.string().optional(),
  reason: z.string().optional(),
});

const decided = z.strictObject({ state: z.enum(versionStates) });
const because = z.strictObject({ reason: freeText(1000) });

/** What the stewards of the network's library do: a function of their own, so that no reader's can write what is published. */
export const stewardshipRoutes = defineRoutes('stewardship', {
  listHandedIn: {
    method: 'GET',
    path: '/api/handed-in-templates',
    access: stewards,
    response: z.lazy(() => z.strictObject({ versions: z.array(handedIn) })),
    status: 200,
    problems: [],
  },
  publishTemplate: {
    method: 'POST',
    path: '/api/templates/{address}/publication',
    access: stewards,
    parameters: byAddress,
    body: z.strictObject({}),
    response: decided,
    status: 200,
    problems: ['not-found', 'state-conflict', 'id-already-used'],
  },
  returnTemplate: {
    method: 'POST',
    path: '/api/templates/{address}/return',
    access: stewards,
    parameters: byAddress,
    body: because,
    response: decided,
    status: 200,
    problems: ['not-found', 'state-conflict'],
  },
  retireTemplate: {
    method: 'POST',
    path: '/api/templates/{address}/retirement',
    access: stewards,
    parameters: byAddress,
    body: because,
    response: decided,
    status: 200,
    problems: ['not-found', 'state-conflict'],
  },
  ...lessonReviewRoutes,
  /** Who of the stewards decided what about a version, and when: the newest first. */
  readDecisions: {
    method: 'GET',
    path: '/api/templates/{address}/decisions',
    access: stewards,
    parameters: byAddress,
    response: z.lazy(() => z.strictObject({ decisions: z.array(decision) })),
    status: 200,
    problems: [],
  },
});
