import { phone } from '@ohjaamo/shared/cases/contract.ts';
import { mainActivities, routesIn } from '@ohjaamo/shared/cases/episode.ts';
import { identification, topic } from '@ohjaamo/shared/kernel/codes.ts';
import { language } from '@ohjaamo/shared/kernel/i18n.ts';
import { code as codeSchema } from '@ohjaamo/shared/kernel/ids.ts';
import { type IdentityCode, readIdentityCode } from '@ohjaamo/shared/kernel/identityCode.ts';
import { singleLine } from '@ohjaamo/shared/kernel/names.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import { spokenLanguage } from '@ohjaamo/shared/groups/fields.ts';
import * as z from 'zod';
import { code, list, name, oneOf, optional, tenant, whole } from './rows.ts';

const yesOrNo = oneOf(z.enum(['yes', 'no']));
const identityCode = z.string().transform((text, context): IdentityCode => {
  const read = readIdentityCode(text);
  if (read) return read;
  context.issues.push({ code: 'custom', message: 'an identity code', input: text });
  return z.NEVER;
});

/** A client that the demo begins with. */
export const personaRow = z.object({
  person: code,
  tenant,
  display_name: name,
  birth_date: optional(plainDate, 'a date such as 2004-02-02, or empty'),
  identity_code: optional(identityCode, 'an identity code with the right check character, or empty'),
  identification: oneOf(identification.exclude(['ANONYMOUS'])),
  language: oneOf(language),
  interpreter: optional(spokenLanguage, 'the code of a language, or empty'),
  named_worker: code,
  team: list(codeSchema, 'a list of codes of workers'),
  route_in: oneOf(z.enum(routesIn)),
  main_activity: oneOf(z.enum(mainActivities)),
  topics: list(topic, `a list of ${topic.options.join(', ')}`),
  weeks_ago: whole(0, 52),
  guardian_prohibited: yesOrNo,
  shielded: yesOrNo,
  phone: optional(phone, 'a telephone number, or empty'),
  municipality: optional(singleLine(60), 'a municipality, or empty'),
  address: optional(singleLine(200), 'an address, or empty'),
});
export type PersonaRow = z.output<typeof personaRow>;
