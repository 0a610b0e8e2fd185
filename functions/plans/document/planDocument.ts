import { inLanguage, type Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import type { PlanCopy } from '@ohjaamo/shared/plans/copy.ts';
import { Paper } from './page.ts';
import { type DocumentTexts, documentTexts } from './texts.ts';

type Action = PlanCopy['actions'][number];

/** What a copy is written with: the words, and how a day is written in the language. */
interface Writing {
  readonly texts: DocumentTexts;
  readonly language: Language;
  /** An ISO date, or an instant whose day in Finland counts. */
  readonly day: (of: string) => string;
}

/**
 * A frozen copy as a tagged PDF. Goals are headings in the young person's words, actions lists under them; where two values stand
 * for one field, both are written. `sha256` of the copy's JSON is at the foot of every page, so paper and file can be told to be the same.
 */
export function planDocument(
  copy: PlanCopy,
  sha256: string,
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const writing = writingIn(language);
  const { texts } = writing;
  const paper = new Paper({ title: texts.title, language, at: new Date(copy.at) });
  writeHead(paper, copy, writing);
  writeSection(paper, texts.needs, copy.needs, writing);
  writeGoals(paper, copy, writing);
  if (copy.supporters.length > 0) {
    paper.block('H2', texts.supporters);
    paper.list(copy.supporters.map(({ name, how }) => beside(name.join(texts.or), how)));
  }
  writeSection(paper, texts.youngPersonView, copy.youngPersonView, writing);
  writeSection(paper, texts.workerView, copy.workerView, writing);
  paper.block('H2', texts.review);
  paper.block('P', copy.reviewOn.map((date) => writing.day(date)).join(texts.or) || texts.noReview);
  if (copy.externalPlan) {
    const [review] = copy.externalReviewOn;
    const told = review === undefined ? '' : ` ${texts.externalReview(writing.day(review))}`;
    paper.block('P', `${texts.external}${told}`);
  }
  return paper.finish((page, pages) => texts.foot(page, pages, sha256));
}

function writingIn(language: Language): Writing {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : `${language}-FI`, {
    dateStyle: 'medium',
    timeZone: 'Europe/Helsinki',
  });
  return {
    language,
    texts: documentTexts[language],
    day: (of) =>
      format.format(
        new Date(
          of.length > 10
            ? of
            : Temporal.PlainDate.from(of).toZonedDateTime('Europe/Helsinki').epochMilliseconds,
        ),
      ),
  };
}

function writeHead(paper: Paper, copy: PlanCopy, { texts, language, day }: Writing): void {
  const { signed, version } = copy;
  const organisation = inLanguage(copy.takenFor.name, language);
  paper.block('H1', texts.title);
  paper.block('P', texts.of(copy.person));
  paper.block('P', `${inLanguage(copy.municipality, language)} · ${texts.version(version)}`);
  paper.block('P', texts.takenFor(organisation, day(copy.at), copy.takenBy));
  const agreed = signed?.version === version ? texts.signed : undefined;
  paper.block(
    'P',
    signed
      ? (agreed?.(day(signed.at)) ?? texts.signedBefore(signed.version, day(signed.at)))
      : texts.unsigned,
  );
  if (copy.withheld) paper.block('P', texts.withheld);
}

function writeGoals(paper: Paper, copy: PlanCopy, writing: Writing): void {
  const { texts } = writing;
  if (copy.goals.length > 0) paper.block('H2', texts.goals);
  for (const { id, words } of copy.goals) {
    paper.block('H3', words.join(texts.or));
    const serving = copy.actions.filter(({ goal }) => goal === id);
    if (serving.length === 0) paper.block('P', texts.noActions);
    else paper.list(serving.map((action) => actionText(action, writing)));
  }
  const others = copy.actions.filter(({ goal }) => !copy.goals.some(({ id }) => id === goal));
  if (others.length === 0) return;
  paper.block('H2', texts.otherActions);
  paper.list(others.map((action) => actionText(action, writing)));
}

function actionText(
  { what, organisation, who, deadline, state }: Action,
  { texts, language, day }: Writing,
): string {
  return beside(what.join(texts.or), [
    organisation.map((name) => inLanguage(name, language)).join(texts.or),
    who
      .map(({ kind, name }) => (kind === 'YOUNG_PERSON' ? texts.youngPerson : name))
      .filter((name) => name !== '')
      .join(texts.or),
    deadline.map((date) => texts.by(day(date))).join(texts.or),
    state.map((each) => texts.states[each] ?? each).join(texts.or),
  ]);
}

function beside(text: string, more: readonly string[]): string {
  const told = more.filter((each) => each !== '').join(', ');
  return told === '' ? text : `${text}\n${told}`;
}

function writeSection(paper: Paper, title: string, said: readonly string[], { texts }: Writing): void {
  if (said.length === 0) return;
  paper.block('H2', title);
  for (const text of said.join(`\n${texts.or.trim()}\n`).split('\n\n')) paper.block('P', text);
}
