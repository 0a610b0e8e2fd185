import * as z from 'zod';
import { topic } from '../kernel/codes.ts';
import { singleLine } from '../kernel/names.ts';
import { fail, type Result, succeed } from '../kernel/result.ts';
import { blankContent, membersAt } from '../templates/forms.ts';
import { canonicalJson, isList, isObject, type Json, type JsonObject } from '../templates/json.ts';
import { defineKind, type Kind } from '../templates/kind.ts';
import { keyedElements, keysOfList, type Path, pathText, stepsOf } from '../templates/paths.ts';
import { completenessOf } from '../templates/texts.ts';
import {
  line,
  nationalLanguageFaults,
  paragraphs,
  siteSize,
  siteSizes,
  type TemplateReference,
  type TemplateVersion,
} from '../templates/version.ts';
import { applyChanges, type FieldChange } from './change.ts';
import { pathOfPointer, valueAt } from './places.ts';

/** How far practice is that a municipality writes itself. `ADOPTED`: it is a copy of the municipality's own, and no draft any more. */
export const draftStates = ['WRITING', 'THROWN_AWAY', 'ADOPTED'] as const;
export type DraftState = (typeof draftStates)[number];

/** What a municipality does with a draft. */
export const draftActs = ['CHANGE', 'ADOPT', 'THROW_AWAY', 'TAKE_UP'] as const;
export type DraftAct = (typeof draftActs)[number];

/** The whole machine; what is not here cannot happen. What is thrown away can be taken up again for a while; a copy is changed as copies are. */
export const draftSteps: Readonly<Record<DraftState, Readonly<Partial<Record<DraftAct, DraftState>>>>> = {
  WRITING: { CHANGE: 'WRITING', ADOPT: 'ADOPTED', THROW_AWAY: 'THROWN_AWAY' },
  THROWN_AWAY: { TAKE_UP: 'WRITING' },
  ADOPTED: {},
};

/** The state of a draft that is there. */
export function draftState({ thrownAt }: { readonly thrownAt?: string | undefined }): DraftState {
  return thrownAt === undefined ? 'WRITING' : 'THROWN_AWAY';
}

/** What a version of a kind says of itself beside its content, as forms ask for it. */
export function aboutKind(kind: Kind): Kind {
  const member = z.enum(membersAt(kind, []).filter((name) => !told.includes(name)));
  return defineKind({
    schema: z.strictObject({
      title: line(120),
      summary: paragraphs(600),
      needs: z.array(topic).max(14),
      sizes: z.array(siteSize).max(siteSizes.length),
      source: singleLine(200),
      /** Members of the content that whoever adopts it cannot change, and those that are the adopter's own. */
      locked: z.array(member),
      free: z.array(member),
    }),
    lists: {},
    faults: ({ locked, free }) =>
      free.some((name) => locked.includes(name)) ? [{ pointer: '/free', code: 'locked_and_free' }] : [],
  });
}

/** What a content is told by by itself: nobody types it. */
const told: readonly string[] = ['id', 'version'];

/** Practice as it is being written: both parts may lack what a version has. */
export interface Writing {
  readonly about: JsonObject;
  readonly content: JsonObject;
}
export const writingParts = ['ABOUT', 'CONTENT'] as const;
export type WritingPart = (typeof writingParts)[number];

/** What is written when it is begun: a title and whose it is, and the lists of its kind, empty. */
export function begunWriting(
  kind: Kind,
  { name, title, source }: { readonly name: string; readonly title: JsonObject; readonly source: string },
): Writing {
  const isTold = membersAt(kind, []).includes('id');
  return {
    about: { title, source, needs: [], sizes: [], locked: [], free: [] },
    content: { ...blankContent(kind), ...(isTold && { id: name.slice(0, 40), version: '1' }) },
  };
}

/** What passed {@link writingFaults}, as a version of it. */
export function versionOf(
  { kind, name, version }: TemplateReference,
  { about, content }: Writing,
  parents: readonly string[] = [],
): TemplateVersion {
  const { locked, free, ...said } = about;
  const held = (names: Json | undefined, hold: 'LOCKED' | 'FREE') =>
    (isList(names) ? names : []).flatMap((member) =>
      typeof member === 'string' ? [{ path: `/${member}`, hold }] : [],
    );
  const policy = [...held(locked, 'LOCKED'), ...held(free, 'FREE')];
  return { kind, name, version, parents: [...parents], ...said, policy, content } as TemplateVersion;
}

/** Something that a version could not be without, or not be as it is. */
export interface WritingFault {
  readonly of: WritingPart;
  readonly place: string;
  readonly code: string;
}

/** Everything that keeps it from being used, by place: `missing` and `empty` of what nobody has written yet. */
export function writingFaults(kind: Kind, { about, content }: Writing): WritingFault[] {
  const found = [
    ...faultsIn('ABOUT', aboutKind(kind), about),
    ...faultsIn('CONTENT', kind, content),
    ...(isTooBig({ about, content }) ? [{ of: 'CONTENT' as const, place: '', code: 'too_big' }] : []),
  ];
  const isFirst = ({ of, place }: WritingFault, index: number) =>
    found.findIndex((each) => each.of === of && each.place === place) === index;
  return found.filter(isFirst);
}

function faultsIn(of: WritingPart, kind: Kind, content: JsonObject): WritingFault[] {
  const checked = kind.check(content);
  const faults = [
    ...(checked.ok ? [] : checked.error),
    ...nationalLanguageFaults(completenessOf(content).missing),
  ];
  return faults.map(({ pointer, code }) => {
    const path = pathOfPointer(content, kind.lists, pointer);
    const value = valueAt(content, kind.lists, path);
    const isEmpty = isList(value) && value.length === 0;
    return { of, place: pathText(path), code: value === undefined ? 'missing' : isEmpty ? 'empty' : code };
  });
}

/** So large may a draft be, as a version may; in bytes of its canonical JSON. */
const MOST_BYTES = 290_000;

function isTooBig({ about, content }: Writing): boolean {
  return new TextEncoder().encode(canonicalJson({ about, content })).length > MOST_BYTES;
}

/** A change of one of the two parts. */
export interface WritingChange {
  readonly of: WritingPart;
  readonly changes: readonly FieldChange[];
}

/** The writing with the changes in it, or the places that somebody else has changed since. What stands already is no change. */
export async function changedWriting(
  kind: Kind,
  writing: Writing,
  { of, changes }: WritingChange,
): Promise<Result<Writing, { readonly stale: readonly string[] }>> {
  const { lists } = of === 'ABOUT' ? aboutKind(kind) : kind;
  const before = of === 'ABOUT' ? writing.about : writing.content;
  const applied = await applyChanges(before, lists, changes);
  if (!applied.ok) return fail(applied.error);
  if (applied.value === before) return succeed(writing);
  return succeed(
    of === 'ABOUT' ? { ...writing, about: applied.value } : { ...writing, content: applied.value },
  );
}

/**
 * What of a change cannot be kept, even in a draft: a value that its field cannot hold, an element that cannot be told from others. What
 * is only missing is kept.
 */
export function refusedFaults(
  of: Kind,
  after: Writing,
  { of: part, changes }: WritingChange,
): Omit<WritingFault, 'of'>[] {
  const [kind, content] = part === 'ABOUT' ? [aboutKind(of), after.about] : [of, after.content];
  const places = changes.map(({ place }) => place.replace(/#order$/u, ''));
  const checked = kind.check(content);
  const faults = (checked.ok ? [] : checked.error).map(({ pointer, code }) => {
    const path = pathOfPointer(content, kind.lists, pointer);
    return { path, place: pathText(path), code };
  });
  const refused = faults.filter(({ path, place, code }) =>
    places.some((changed) =>
      place === changed || place.startsWith(`${changed}/`)
        ? isWritten(valueAt(content, kind.lists, path))
        : (code === 'too_big' && changed.startsWith(`${place}/`)) ||
          // A member that its kind does not have is told of at what would hold it.
          (code === 'unrecognized_keys' && place === changed.slice(0, changed.lastIndexOf('/'))),
    ),
  );
  return [
    ...(isTooBig(after) ? [{ place: places[0] ?? '', code: 'too_big' }] : []),
    ...places.flatMap((place) => untold(kind, content, stepsOf(place))),
    ...refused.map(({ place, code }) => ({ place, code })),
  ];
}

function isWritten(value: Json | undefined): boolean {
  return value !== undefined && !(isList(value) && value.length === 0);
}

/** Lists above a place whose elements cannot be told from each other: by the member that is missing, or as repeated. */
function untold(kind: Kind, content: JsonObject, place: Path): Omit<WritingFault, 'of'>[] {
  return place.flatMap((_step, depth) => {
    const path = place.slice(0, depth);
    const names = keysOfList(kind.lists, path);
    const list = valueAt(content, kind.lists, path);
    if (!names || !isList(list) || keyedElements(names, list)) return [];
    const last = list.at(-1);
    const missing = names.filter((name) => !isObject(last) || typeof last[name] !== 'string');
    const at = pathText(place.slice(0, depth + 1));
    return missing.length > 0
      ? missing.map((name) => ({ place: `${at}/${name}`, code: 'missing' }))
      : [{ place: at, code: 'repeated' }];
  });
}
