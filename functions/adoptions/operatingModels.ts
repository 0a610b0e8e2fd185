import type { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { practiceInUse } from '../kernel/practice.ts';

/** How the municipality works, as it was put into effect: one Query. */
export const readOperatingModels: UseCase<typeof adoptionsRoutes.readOperatingModels> = async ({ scope }) => {
  const taken = await practiceInUse(scope, 'OPERATING_MODEL');
  return succeed({
    body: { models: taken.map(({ name, title, content, at }) => ({ name, title, content, at })) },
  });
};
