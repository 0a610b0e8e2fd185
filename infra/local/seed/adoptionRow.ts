import { templateKind, templateName } from '@ohjaamo/shared/templates/version.ts';
import * as z from 'zod';
import { code, field, oneOf, tenant, whole } from './rows.ts';

/** A line of `adoptions.csv`: a template that a municipality took up in the middle one of the past quarters, and who adopted it. */
export const adoptionRow = z.object({
  tenant,
  kind: oneOf(templateKind),
  name: field(templateName, 'the name of a template'),
  staff: code,
  /** So many percent more were helped at once since then. */
  solved_more: whole(0, 50),
});
export type AdoptionRow = z.output<typeof adoptionRow>;
