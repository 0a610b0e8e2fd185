import * as z from 'zod';
import type { service } from '../../tenants/profile.ts';
import { defineKind } from '../kind.ts';
import { elementKey, line } from '../version.ts';

/** A class of the national service catalogue (PTV): `P28`, `P28.5`. */
const ptvClass = z.string().regex(/^P\d{1,2}(?:\.\d{1,2})?$/u);

/**
 * Services as a municipality has them, but for the people: who gives one is said by roles, which the adopter's own workers take. A
 * service of it, with workers in place of roles, is a service of the tenant.
 */
export function serviceSetKind(of: { readonly service: typeof service }) {
  return defineKind({
    schema: z.strictObject({
      services: z
        .array(
          of.service
            .unwrap()
            .omit({ staff: true, alongside: true })
            .extend({
              ptvClasses: z.array(ptvClass).min(1).max(5),
              /** One line for the young person: what one can come with. */
              says: line(200).exactOptional(),
              /** Keys of the roles that give it; none = every worker. */
              roles: z.array(elementKey).max(20),
            }),
        )
        .min(1)
        .max(60),
    }),
    lists: { '/services': ['code'], '/services/*/hours': ['weekday', 'opens'] },
    faults: ({ services }) =>
      services.flatMap(({ hours }, index) =>
        hours.flatMap(({ opens, closes }, at) =>
          closes > opens ? [] : [{ pointer: `/services/${index}/hours/${at}/closes`, code: 'closes_first' }],
        ),
      ),
  });
}
