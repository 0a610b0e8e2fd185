import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import type { TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { Translate } from '../i18n/translate.ts';

/** One thing of a template's content: what it is called, what it says, and figures beside it in the page's language. */
export interface ContentLine {
  readonly head?: LocalizedText | undefined;
  readonly text?: LocalizedText | undefined;
  readonly plain?: string | undefined;
}

/** A part of a template's content under its heading. */
export interface ContentSection {
  readonly title: MessageKey;
  readonly lines: readonly ContentLine[];
}

type Content = Readonly<Record<string, unknown>>;

const listOf = (content: Content, name: string) => (content[name] ?? []) as readonly Content[];
const textOf = (of: Content, name: string) => of[name] as LocalizedText | undefined;
function wordOf(of: Content, name: string): string {
  const value = of[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
const chapters = ['basicIdea', 'environment', 'targetGroup', 'conditions', 'evaluation', 'tips'] as const;

/** The content of a version in sections, in the order in which it is read; sections with nothing in them are left out. */
export function readContent({ kind, content }: TemplateVersion, t: Translate): readonly ContentSection[] {
  return readers[kind](content, t).filter(({ lines }) => lines.length > 0);
}

function section(
  name: SectionName,
  content: Content,
  line: (each: Content) => ContentLine,
  from: string = name,
): ContentSection {
  return { title: `templates.section.${name}`, lines: listOf(content, from).map(line) };
}

type SectionName = MessageKey extends infer K
  ? K extends `templates.section.${infer N}`
    ? N
    : never
  : never;

const whenOf = (of: Content, t: Translate, from = 'start', to = 'end') =>
  `${t(`weekday.${wordOf(of, 'weekday') as 'MON'}`)} ${wordOf(of, from)}–${wordOf(of, to)}`;
const said =
  (name: string) =>
  (each: Content): ContentLine => ({ text: textOf(each, name) });

const readers: Readonly<
  Record<TemplateVersion['kind'], (content: Content, t: Translate) => readonly ContentSection[]>
> = {
  OPERATING_MODEL: (content) =>
    chapters.map((chapter) =>
      section(chapter, content, (each) => ({ head: textOf(each, 'heading'), text: textOf(each, 'text') })),
    ),
  SITE_KIT: (content, t) => [
    section('sites', content, (each) => ({
      text: textOf(each, 'name'),
      plain: t(`work.kind.${wordOf(each, 'kind') as 'MAIN_SITE'}`),
    })),
    section('parts', content, ({ template }) => {
      const { kind, name, version } = template as Pick<TemplateVersion, 'kind' | 'name' | 'version'>;
      return {
        plain: `${t(`templates.kindName.${kind}`)}: ${name}, ${t('templates.version', { version })}`,
      };
    }),
    section('checklist', content, said('text')),
  ],
  WEEKLY_CALENDAR: readWeek,
  SERVICE_SET: (content, t) => [
    section('services', content, (each) => ({
      head: textOf(each, 'name'),
      text: textOf(each, 'says'),
      plain: t('templates.minutes', { count: Number(each['lengthMinutes']) }),
    })),
  ],
  SITUATION_MAP: (content) => [
    section('areas', content, (each) => ({ head: textOf(each, 'name'), text: textOf(each, 'question') })),
  ],
  PLAN: (content, t) => [
    section('prompts', content, said('text')),
    section('goals', content, said('words')),
    section('actions', content, (each) => ({
      text: textOf(each, 'what'),
      plain: t('templates.withinDays', { count: Number(each['withinDays']) }),
    })),
    section('supporters', content, said('how')),
  ],
  GROUP_PROGRAMME: readGroup,
  MESSAGE_TEXTS: (content) => [
    section('texts', content, (each) => ({ text: textOf(each, 'text'), plain: wordOf(each, 'key') })),
  ],
  COOPERATION_AGREEMENT: readAgreement,
};

function readWeek(content: Content, t: Translate): readonly ContentSection[] {
  const titles = new Map(listOf(content, 'roles').map((role) => [role['key'], textOf(role, 'title')]));
  return [
    section('roles', content, (each) => ({
      text: textOf(each, 'title'),
      plain: `× ${wordOf(each, 'workers')}`,
    })),
    section('openings', content, (each) => ({
      plain: `${t(`channel.${wordOf(each, 'channel') as 'WALK_IN'}`)}: ${whenOf(each, t, 'opens', 'closes')}`,
    })),
    section('hours', content, (each) => ({
      text: titles.get(each['role']),
      plain: `${whenOf(each, t)}, ${wordOf(each, 'service')}`,
    })),
    section('duty', content, (each) => ({ plain: `${whenOf(each, t)} × ${wordOf(each, 'workers')}` })),
  ];
}

function readGroup(content: Content, t: Translate): readonly ContentSection[] {
  const group = (content['group'] ?? {}) as Content;
  const series = (content['series'] ?? {}) as Content;
  const [times, minutes, weeks] = ['times', 'minutes', 'everyWeeks'].map((name) => wordOf(series, name));
  return [
    {
      title: 'templates.section.group',
      lines: [
        {
          head: textOf(group, 'name'),
          text: textOf(group, 'description'),
          plain: t('templates.times', { times: times ?? '', minutes: minutes ?? '', weeks: weeks ?? '' }),
        },
      ],
    },
    section('needed', content, said('text')),
    section('meetings', content, (each) => ({ head: textOf(each, 'title'), text: textOf(each, 'course') })),
  ];
}

function readAgreement(content: Content, t: Translate): readonly ContentSection[] {
  return [
    { title: 'templates.section.purpose', lines: [{ text: textOf(content, 'purpose') }] },
    section('parties', content, (each) => ({
      text: textOf(each, 'role'),
      plain: listOf(each, 'promised')
        .map((promise) =>
          t('templates.perWeek', {
            area: t(`duty.area.${wordOf(promise, 'area') as 'WALK_IN'}`),
            count: Number(promise['minutesPerWeek']),
          }),
        )
        .join(', '),
    })),
    section('divisionOfWork', content, said('task')),
    section('terms', content, (each) => ({ head: textOf(each, 'heading'), text: textOf(each, 'text') })),
    section('reviews', content, (each) => ({
      text: textOf(each, 'about'),
      plain: t('templates.afterMonths', { count: Number(each['afterMonths']) }),
    })),
  ];
}
