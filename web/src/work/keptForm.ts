/** A form that was sent when the session was over, as its page shows it again. */
export interface KeptForm {
  /** What somebody wrote in words, in the form's order: to be read, and to be copied. */
  readonly written: readonly string[];
  /** Every field that is sent again. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Something typed is not repeated; the form cannot be sent again without it. */
  readonly incomplete: boolean;
}

/** Fields that no page repeats: passwords, codes, and the secret of a link. */
const secret = /password|code$|secret/iu;
/** Words, a name or an address of mail, unlike the ids, choices and times that a form carries beside them. */
const words = /\s|@|^\p{Lu}\p{Ll}/u;
const moment = /^[\dT:.Z+\s-]+$/u;

/** What of a form outlives the end of the session: everything but secrets and files. */
export function keepForm(form: FormData): KeptForm {
  const fields: [string, string][] = [];
  let incomplete = false;
  for (const [name, value] of form) {
    if (typeof value === 'string' && !secret.test(name)) fields.push([name, value]);
    else if (typeof value !== 'string' ? value.size > 0 : value !== '') incomplete = true;
  }
  const written = fields
    .map(([, value]) => value.trim())
    .filter((value) => words.test(value) && !moment.test(value));
  return { written, fields, incomplete };
}
