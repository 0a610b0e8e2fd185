import * as z from 'zod';
import { topic } from '../kernel/codes.ts';
import { type Language, languages } from '../kernel/i18n.ts';
import { freeText, singleLine } from '../kernel/names.ts';
import { lineWithoutIdentityCode, textWithoutIdentityCode } from '../kernel/sensitive.ts';
import { sha256Of, type JsonObject } from './json.ts';
import { fieldPolicy } from './policy.ts';

/** What a template is of. */
export const templateKinds = [
  'OPERATING_MODEL',
  'SITE_KIT',
  'WEEKLY_CALENDAR',
  'SERVICE_SET',
  'SITUATION_MAP',
  'PLAN',
  'GROUP_PROGRAMME',
  'MESSAGE_TEXTS',
  'COOPERATION_AGREEMENT',
] as const;
export const templateKind = z.enum(templateKinds);
export type TemplateKind = z.infer<typeof templateKind>;

/** For houses of which size: a few workers, a street-level centre of many, or several points in a ring. */
export const siteSizes = ['SMALL', 'STREET_LEVEL', 'RING'] as const;
export const siteSize = z.enum(siteSizes);

/** What an element of a list is told by, the same in every version: lower-case letters, digits, hyphens. */
export const elementKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/u);

/** Name of a template in addresses and in kits. */
export const templateName = z.string().regex(/^(?=.{2,60}$)[a-z0-9]+(?:-[a-z0-9]+)*$/u);
/** Of numbers: `1`, `1.2`. It is for people; a version is told from another by its address. */
const versionNumber = z.string().regex(/^\d{1,4}(?:\.\d{1,4}){0,2}$/u);

/** How a kit names another template. */
export const templateReference = z.strictObject({
  kind: templateKind,
  name: templateName,
  version: versionNumber,
});
export type TemplateReference = z.infer<typeof templateReference>;

/** SHA-256 of a version's canonical JSON: its address. */
export const versionAddress = z.string().regex(/^[0-9a-f]{64}$/u);

/** A line in the languages that it has. */
export function line(longest: number) {
  return inLanguages(singleLine(longest));
}

/** A text of several lines in the languages that it has. */
export function paragraphs(longest: number) {
  return inLanguages(freeText(longest));
}

/** A line about practice, which names nobody by a personal identity code. */
export function lineOfPractice(longest: number) {
  return inLanguages(lineWithoutIdentityCode(longest));
}

/** Paragraphs about practice, which name nobody by a personal identity code. */
export function paragraphsOfPractice(longest: number) {
  return inLanguages(textWithoutIdentityCode(longest));
}

function inLanguages<T extends z.ZodType<string>>(text: T) {
  return z.strictObject({
    fi: text.exactOptional(),
    sv: text.exactOptional(),
    en: text.exactOptional(),
  } satisfies Record<Language, unknown>);
}

/**
 * A version of a template. It never changes: another word is another version. It says nothing of its own state, of who has adopted
 * it or of who published it, because its address is made from all that stands here.
 */
export const templateVersion = z.lazy(() =>
  z.strictObject({
    ...templateReference.shape,
    /** Addresses of the versions that it was made from: none for a first one, two for one that brings two together. */
    parents: z.array(versionAddress).max(2),
    title: line(120),
    summary: paragraphs(600),
    /** What it helps with, and for which sizes of house; for searching. */
    needs: z.array(topic).max(14),
    sizes: z.array(siteSize).max(siteSizes.length),
    /** Whose practice it is, and by which licence it is used. */
    source: singleLine(200),
    policy: fieldPolicy,
    content: z.record(z.string(), z.json()),
  }),
);
export type TemplateVersion = z.infer<typeof templateVersion>;

/** A version with its address. */
export interface AddressedVersion {
  readonly address: string;
  readonly template: TemplateVersion;
}

/** The address of a version: the same for the same content, in whatever order its members stand. */
export async function addressOf(template: TemplateVersion): Promise<string> {
  return sha256Of(template);
}

/** Something that is well-formed and cannot be used all the same, with its place (RFC 6901) and why. Never the value. */
export interface TemplateFault {
  readonly pointer: string;
  readonly code: string;
}

/** A version's texts: the title, the summary and everything inside. */
export function textsOf({ title, summary, content }: TemplateVersion): JsonObject {
  return { title, summary, content };
}

/** A text must have Finnish or Swedish (423/2003 §10). */
export function nationalLanguageFaults(
  missing: Readonly<Record<Language, readonly string[]>>,
): TemplateFault[] {
  const national = languages.filter((each) => each !== 'en');
  return missing.fi
    .filter((pointer) => national.every((each) => missing[each].includes(pointer)))
    .map((pointer) => ({ pointer, code: 'national_language_missing' }));
}
