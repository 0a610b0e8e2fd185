import { kinds } from '@ohjaamo/shared/templateKinds.ts';
import { valueAt } from '@ohjaamo/shared/adoptions/places.ts';
import { type ContentField, fieldsIn, listsBelow, madeOf } from '@ohjaamo/shared/templates/forms.ts';
import { isList, isObject, type Json, type JsonObject } from '@ohjaamo/shared/templates/json.ts';
import { keyedElements, keysOfList, type Path, pathText } from '@ohjaamo/shared/templates/paths.ts';
import { shippedTemplates } from '@ohjaamo/shared/templates/shipped.ts';
import type { TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import { describe, expect, it } from 'vitest';
import { sayValue } from '../../web/src/adoptions/words.ts';
import { formatter } from '../../web/src/i18n/format.ts';
import { translator } from '../../web/src/i18n/translate.ts';

const shipped = shippedTemplates as readonly TemplateVersion[];
const named = shipped.map((each) => [each.name, each] as const);
const fieldsOf = ({ kind, content }: TemplateVersion, path: Path = []) =>
  fieldsIn(
    kinds[kind],
    content,
    path,
    path.length === 0 ? content : valueAt(content, kinds[kind].lists, path),
  );

function fieldAt(fields: readonly ContentField[], place: string): ContentField {
  const found = fields.find(({ path }) => pathText(path) === place);
  if (!found) throw new Error(`No field at ${place}`);
  return found;
}
function templateOf(name: string): TemplateVersion {
  const found = shipped.find((each) => each.name === name);
  if (!found) throw new Error(`No template ${name}`);
  return found;
}

describe('the form of a template', () => {
  it.each(named)(
    'has a field for whatever stands in %s, but for what elements are told by',
    (_name, template) => {
      const asked = new Set(fieldsOf(template).map(({ path }) => pathText(path)));
      const standing = leavesOf(template.content, [], template);
      expect(standing.filter((place) => !asked.has(place))).toEqual([]);
    },
  );

  it.each(named)('chooses in %s only what stands there or may stand there', (_name, template) => {
    for (const { form, value, path } of fieldsOf(template)) {
      if (form.is !== 'CHOICE' && form.is !== 'CHOICES') continue;
      const values = isList(value) ? value : value === undefined ? [] : [value];
      const unknown = values.filter((each) => typeof each !== 'string' || !form.of.includes(each));
      expect(unknown, pathText(path)).toEqual([]);
    }
  });

  it('takes the roles of a week from the week, and its weekdays from the calendar', () => {
    const week = templateOf('small-house-week');
    const [first] = week.content['hours'] as unknown as readonly { readonly key: string }[];
    const key = first?.key ?? '';
    const fields = fieldsOf(week);
    const role = fieldAt(fields, `/hours/${key}/role`);
    expect(role.form).toMatchObject({ is: 'CHOICE', from: ['roles'] });
    expect(fieldAt(fields, `/hours/${key}/weekday`).form).toEqual({
      is: 'CHOICE',
      of: ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'],
    });
    expect(fieldAt(fields, `/hours/${key}/start`).form.is).toBe('TIME');
  });

  it('asks for every language of a text, and for what could stand there and does not', () => {
    const fields = fieldsOf(templateOf('agreement-of-organisations'), ['parties', 'municipality']);
    const manager = fields.filter(({ path }) => path.includes('administrativeManager'));
    expect(manager.map(({ path }) => path.at(-1))).toEqual(['fi', 'sv', 'en']);
    expect(manager.every(({ isOptional }) => isOptional)).toBe(true);
  });

  it.each(named)('makes every element of %s again from its fields', (_name, template) => {
    const kind = kinds[template.kind];
    for (const list of listsBelow(kind, [])) {
      const elements =
        keyedElements(keysOfList(kind.lists, list) ?? [], template.content[list[0] ?? ''] as []) ?? [];
      for (const { key, element } of elements) {
        const path = [...list, key];
        const given = fieldsIn(kind, template.content, path, element);
        const values = new Map(given.map((each) => [pathText(each.path), each.value ?? null] as const));
        const made = madeOf(kind, path, fieldsIn(kind, template.content, path, undefined), values);
        expect({ ...made, ...toldOf(element), ...nestedOf(kind, path, element) }).toEqual(element);
      }
    }
  });

  it('leaves out of a recurrence what its kind does not hold', () => {
    const kind = kinds.WEEKLY_CALENDAR;
    const path = ['hours', 'new'];
    const fields = fieldsIn(kind, templateOf('small-house-week').content, path, undefined);
    const values = new Map<string, Json>([
      ['/hours/new/recurrence/kind', 'EVERY_N_WEEKS'],
      ['/hours/new/recurrence/weeks', 3],
      ['/hours/new/recurrence/from', '2027-02-01'],
      ['/hours/new/recurrence/nth', 2],
    ]);
    expect(madeOf(kind, path, fields, values)['recurrence']).toEqual({
      kind: 'EVERY_N_WEEKS',
      weeks: 3,
      from: '2027-02-01',
    });
  });

  it('has a word for every code that can be chosen', () => {
    const locals = { t: translator('fi'), format: formatter('fi'), language: 'fi' } as const;
    const codes = shipped.flatMap((each) =>
      fieldsOf(each).flatMap(({ form, path }) =>
        'of' in form && !form.from ? form.of.map((code) => [path.at(-1) ?? '', code] as const) : [],
      ),
    );
    expect(codes.filter(([member, code]) => sayValue(locals, member, code) === code)).toEqual([]);
  });
});

const told = ['key', 'code', 'id', 'version', 'template'];

/** The places of all values of a content, lists of plain values as one. */
function leavesOf(value: Json, path: Path, template: TemplateVersion): string[] {
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, each]) =>
      told.includes(name) ? [] : leavesOf(each, [...path, name], template),
    );
  }
  const names = keysOfList(kinds[template.kind].lists, path);
  const keyed = names && isList(value) ? keyedElements(names, value) : undefined;
  if (keyed) return keyed.flatMap(({ key, element }) => leavesOf(element, [...path, key], template));
  return [pathText(path)];
}

function toldOf(element: Json): JsonObject {
  return isObject(element)
    ? Object.fromEntries(Object.entries(element).filter(([name]) => told.includes(name)))
    : {};
}

/** Lists that have elements of their own are made one element at a time. */
function nestedOf(kind: (typeof kinds)['PLAN'], path: Path, element: Json): JsonObject {
  const names = listsBelow(kind, path).map((each) => each.at(-1) ?? '');
  return isObject(element)
    ? Object.fromEntries(Object.entries(element).filter(([name]) => names.includes(name)))
    : {};
}
