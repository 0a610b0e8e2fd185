import { dangersIn } from '@ohjaamo/shared/catalogue/finder/danger.ts';
import {
  ages,
  find,
  type Findable,
  fits,
  general,
  type Wanted,
} from '@ohjaamo/shared/catalogue/finder/find.ts';
import { searchTopics, understood, wordsOf } from '@ohjaamo/shared/catalogue/finder/speech.ts';
import { type Language, languages } from '@ohjaamo/shared/kernel/i18n.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const own = (id: string, fi: string, classes: string[], spoken = ['fi']): Findable => ({
  id,
  name: { fi },
  classes,
  languages: spoken,
  isOwn: true,
});
const elsewhere = (id: string, fi: string, classes: string[], targetGroups: string[] = []): Findable => ({
  ...own(id, fi, classes),
  targetGroups,
  isOwn: false,
});

const MIND = own('MIND', 'Mielen hyvinvointi, matala kynnys', ['P5.7'], ['fi', 'en']);
const SUBSTANCES = own('SUBST', 'Päihdeneuvonta', ['P5.7']);
const NURSE = own('NURSE', 'Terveydenhoitajan vastaanotto', ['P5.17']);
const HOUSING = own('HOUSING', 'Asumisneuvonta', ['P1.1', 'P1.4']);
const GUIDANCE = own('INDIV', 'Yksilöohjaus', ['P28.5'], ['fi', 'sv', 'en']);
const town = [MIND, SUBSTANCES, NURSE, HOUSING, GUIDANCE];

const wantedBy = (text: string, language: Language = 'fi', more: Partial<Wanted> = {}): Wanted => ({
  understood: understood(text, language),
  words: wordsOf(text),
  ...more,
});
const found = (text: string, language?: Language, more?: Partial<Wanted>) =>
  find(town, wantedBy(text, language, more)).map(({ found: each }) => each.id);

describe('words of everyday speech', () => {
  it.each([
    ['fi', 'en saa unta', 'MENTAL_WELLBEING'],
    ['fi', 'Nukun tosi huonosti ja valvon yöt', 'MENTAL_WELLBEING'],
    ['fi', 'vuokrarästejä', 'HOUSING'],
    ['fi', 'velkaantunut', 'MONEY'],
    ['fi', 'tarviin kesäduunin', 'EMPLOYMENT'],
    ['fi', 'peliriippuvuus', 'SUBSTANCES_GAMING'],
    ['sv', 'jag har problem med sömnen', 'MENTAL_WELLBEING'],
    ['sv', 'hyran är för dyr', 'HOUSING'],
    ['sv', 'söker sommarjobb', 'EMPLOYMENT'],
    ['en', 'I can’t sleep', 'MENTAL_WELLBEING'],
    ['en', 'my rent is too high', 'HOUSING'],
    ['en', 'dropping out of uni', 'EDUCATION'],
  ] as const)('%s: %s', (language, text, topic) => {
    expect(understood(text, language).map((each) => each.topic)).toContain(topic);
  });

  it('are read in the language of the page first, and in the others when they say nothing there', () => {
    expect(understood('uni', 'fi').map(({ topic }) => topic)).toEqual(['MENTAL_WELLBEING', 'HEALTH']);
    expect(understood('uni', 'en').map(({ topic }) => topic)).toEqual(['EDUCATION']);
    expect(understood('vuokra', 'en').map(({ topic }) => topic)).toEqual(['HOUSING']);
  });

  it('say nothing where nothing is known, rather than something', () => {
    for (const text of ['', '???', 'muuten', 'unioni', 'hemma']) expect(understood(text, 'fi')).toEqual([]);
  });
});

describe('words that tell of danger', () => {
  it.each([
    ['haluan tappaa itseni', 'LIFE'],
    ['en jaksa enää elää', 'LIFE'],
    ['en halua enää elää', 'LIFE'],
    ['viiltelen itseäni', 'LIFE'],
    ['jag vill inte leva längre', 'LIFE'],
    ['jag vill dö', 'LIFE'],
    ['I want to die', 'LIFE'],
    ['thinking about suicide', 'LIFE'],
    ['I don’t want to live', 'LIFE'],
    ['isä lyö mua', 'VIOLENCE'],
    ['poikaystävä hakkaa minua', 'VIOLENCE'],
    ['han slår mig', 'VIOLENCE'],
    ['my partner hits me', 'VIOLENCE'],
  ] as const)('%s', (text, danger) => {
    expect(dangersIn(text)).toContain(danger);
  });

  it.each([
    'en saa unta',
    'haluan opiskella',
    'hakkaako tämä sivu',
    'vill flytta',
    'I want to study',
    'work',
  ])('are not these: %s', (text) => {
    expect(dangersIn(text).filter((danger) => danger === 'LIFE')).toEqual([]);
  });
});

describe('the finder', () => {
  it('finds who helps with sleep, and does not send a sleepless person to advice about substances', () => {
    expect(found('en saa unta')).toEqual(['MIND', 'NURSE']);
    expect(found('kaveri juo liikaa, päihteet huolettaa')).toContain('SUBST');
    expect(found('päihteet')).toEqual(['SUBST']);
  });

  it('says of each why it is shown', () => {
    expect(find(town, wantedBy('unettomuus')).map(({ reason }) => reason)).toEqual([
      { by: 'TOPIC', topic: 'MENTAL_WELLBEING', word: 'unettomuus' },
      { by: 'TOPIC', topic: 'HEALTH', word: 'unettomuus' },
    ]);
    expect(find(town, { understood: [{ topic: 'HOUSING' }], words: [] })[0]?.reason).toEqual({
      by: 'TOPIC',
      topic: 'HOUSING',
    });
    expect(find([GUIDANCE], wantedBy('yksilöohjausta'))[0]?.reason).toEqual({
      by: 'NAME',
      word: 'yksilöohjausta',
    });
  });

  it('keeps the language and the age as hard filters', () => {
    expect(found('unettomuus', 'fi', { spoken: 'en' })).toEqual(['MIND']);
    expect(found('unettomuus', 'fi', { spoken: 'sv' })).toEqual([]);
    expect(found('unettomuus', 'fi', { age: '30_PLUS' })).toEqual([]);
  });

  it('shows nothing of the catalogue that is for others', () => {
    const all = [
      elsewhere('old', 'Asuminen', ['P1'], ['KR1', 'KR1.1']),
      elsewhere('firm', 'Asuminen', ['P1'], ['KR2.1']),
      elsewhere('family', 'Asuminen', ['P1'], ['KR1.2']),
      elsewhere('young', 'Asuminen', ['P1'], ['KR1.3']),
      elsewhere('everybody', 'Asuminen', ['P1'], ['KR1']),
      elsewhere('unsaid', 'Asuminen', ['P1']),
    ];
    const by = (age: Wanted['age']) =>
      find(all, wantedBy('asunto', 'fi', { age })).map((each) => each.found.id);
    expect(by('UNDER_18')).toEqual(['everybody', 'family', 'unsaid', 'young']);
    expect(by('18_29')).toEqual(['everybody', 'unsaid', 'young']);
    expect(by('30_PLUS')).toEqual(['everybody', 'unsaid']);
  });

  it('has general guidance for whoever is not understood', () => {
    expect(find(town, wantedBy('asdf'))).toEqual([]);
    expect(general(town, wantedBy('asdf')).map((each) => each.found.id)).toEqual(['INDIV']);
  });
});

describe('whatever is asked', () => {
  const classes = ['P1', 'P1.4', 'P4.10', 'P4.13', 'P5', 'P5.7', 'P6.14', 'P10.1', 'P28.5', 'P99'];
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('en saa unta', 'hyra', 'velka ja vuokra', 'job', 'päihteet'),
  );
  const findable = fc.record({
    id: fc.uuid(),
    name: fc.record({ fi: fc.oneof(fc.string(), fc.constantFrom('Päihdeneuvonta', 'Vuokraneuvonta')) }),
    classes: fc.array(fc.constantFrom(...classes), { maxLength: 3 }),
    languages: fc.array(fc.constantFrom(...languages), { maxLength: 3 }),
    targetGroups: fc.array(fc.constantFrom('KR1', 'KR1.1', 'KR1.2', 'KR1.3', 'KR1.6', 'KR2', 'KR3.1')),
    isOwn: fc.boolean(),
  });
  const asked = fc.record({
    text,
    age: fc.option(fc.constantFrom(...ages), { nil: undefined }),
    spoken: fc.option(fc.constantFrom(...languages), { nil: undefined }),
  });
  const towns = fc.uniqueArray(findable, { selector: ({ id }) => id, maxLength: 12 });

  it('nothing is shown that does not fit, and nothing twice, and each with a reason that is true', () => {
    fc.assert(
      fc.property(towns, asked, (all, { text: said, ...filters }) => {
        const wanted = wantedBy(said, 'fi', filters);
        const shown = [...find(all, wanted)];
        expect(new Set(shown.map((each) => each.found.id)).size).toBe(shown.length);
        for (const { found: each, reason } of [...shown, ...general(all, wanted)]) {
          expect(fits(each, filters)).toBe(true);
          if (filters.spoken) expect(each.languages).toContain(filters.spoken);
          if (reason.by === 'TOPIC')
            expect(wanted.understood).toContainEqual({ topic: reason.topic, word: reason.word });
          if (reason.by === 'NAME') expect(wordsOf(said)).toContain(reason.word);
        }
      }),
    );
  });

  it('the order does not depend on the order of what there is', () => {
    fc.assert(
      fc.property(towns, asked, fc.integer(), (all, { text: said, ...filters }, seed) => {
        const wanted = wantedBy(said, 'fi', filters);
        const turned = [...all].sort(
          (a, b) => ((a.id.charCodeAt(0) * seed) % 7) - ((b.id.charCodeAt(0) * seed) % 7),
        );
        const ids = (of: readonly Findable[]) => find(of, wanted).map((each) => each.found.id);
        expect(ids(turned)).toEqual(ids(all));
      }),
    );
  });

  it('a narrower question never shows more', () => {
    fc.assert(
      fc.property(
        towns,
        text,
        fc.constantFrom(...ages),
        fc.constantFrom(...languages),
        (all, said, age, spoken) => {
          const ids = (filters: Partial<Wanted>) =>
            find(all, wantedBy(said, 'fi', filters)).map((each) => each.found.id);
          expect(ids({})).toEqual(expect.arrayContaining(ids({ age, spoken })));
        },
      ),
    );
  });

  it('every topic can be said in every language', () => {
    const said: Record<(typeof searchTopics)[number], readonly [string, string, string]> = {
      MENTAL_WELLBEING: ['ahdistaa', 'ångest', 'anxious'],
      MONEY: ['rahat loppu', 'pengarna är slut', 'no money'],
      HOUSING: ['asunto', 'bostad', 'apartment'],
      EMPLOYMENT: ['töitä', 'jobb', 'job'],
      EDUCATION: ['koulu', 'skolan', 'school'],
      HEALTH: ['lääkäri', 'läkare', 'doctor'],
      RELATIONSHIPS: ['vanhemmat', 'föräldrar', 'parents'],
      EVERYDAY_LIFE: ['arjen rytmi', 'vardagen', 'everyday'],
      SUBSTANCES_GAMING: ['alkoholi', 'alkohol', 'alcohol'],
      WORK_TRIAL: ['työkokeilu', 'praktik', 'internship'],
      FREE_TIME: ['harrastus', 'fritid', 'hobby'],
      IMMIGRATION_LANGUAGE: ['oleskelulupa', 'uppehållstillstånd', 'residence permit'],
    };
    for (const topic of searchTopics) {
      for (const [index, language] of languages.entries()) {
        const topics = understood(said[topic][index] ?? '', language).map((each) => each.topic);
        expect(topics, said[topic][index]).toContain(topic);
      }
    }
  });
});
