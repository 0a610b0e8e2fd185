import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';

/** The words of a plan's document. */
export interface DocumentTexts {
  readonly title: string;
  readonly of: (name: string) => string;
  readonly version: (version: number) => string;
  readonly takenFor: (organisation: string, date: string, by: string) => string;
  readonly signed: (date: string) => string;
  readonly signedBefore: (version: number, date: string) => string;
  readonly unsigned: string;
  readonly withheld: string;
  readonly needs: string;
  readonly goals: string;
  readonly otherActions: string;
  readonly noActions: string;
  readonly supporters: string;
  readonly review: string;
  readonly noReview: string;
  readonly youngPersonView: string;
  readonly workerView: string;
  readonly external: string;
  readonly externalReview: (date: string) => string;
  readonly youngPerson: string;
  readonly by: (date: string) => string;
  readonly or: string;
  readonly states: Readonly<Record<string, string>>;
  readonly foot: (page: number, pages: number, sha256: string) => string;
}

export const documentTexts: Readonly<Record<Language, DocumentTexts>> = {
  fi: {
    title: 'Yhteinen suunnitelma',
    of: (name) => `Nuori: ${name}`,
    version: (version) => `Versio ${version}`,
    takenFor: (organisation, date, by) => `Kopio organisaatiolle ${organisation}, ${date}, tekijä ${by}`,
    signed: (date) => `Nuori on hyväksynyt tämän version ${date}.`,
    signedBefore: (version, date) => `Nuori on hyväksynyt version ${version} (${date}), ei vielä tätä.`,
    unsigned: 'Nuori ei ole vielä hyväksynyt suunnitelmaa.',
    withheld: 'Suunnitelmassa on osia, joita ei ole annettu tälle organisaatiolle.',
    needs: 'Mihin apua tarvitaan',
    goals: 'Tavoitteet nuoren omin sanoin',
    otherActions: 'Muuta sovittua',
    noActions: 'Ei vielä sovittuja tekoja.',
    supporters: 'Tukena',
    review: 'Katsotaan yhdessä uudelleen',
    noReview: 'Päivää ei ole vielä sovittu.',
    youngPersonView: 'Nuoren näkemys tavoitteiden toteutumisesta',
    workerView: 'Työntekijän näkemys tavoitteiden toteutumisesta',
    external: 'Työvoimaviranomaisen oma suunnitelma on olemassa. Sen sisältö ei ole tässä.',
    externalReview: (date) => `Sen seuraava tarkistus on ${date}.`,
    youngPerson: 'nuori itse',
    by: (date) => `viimeistään ${date}`,
    or: ' TAI ',
    states: { OPEN: 'aloittamatta', DOING: 'kesken', DONE: 'tehty', DROPPED: 'jätetty pois' },
    foot: (page, pages, sha256) => `${page} / ${pages}  ·  SHA-256 ${sha256}`,
  },
  sv: {
    title: 'Gemensam plan',
    of: (name) => `Ung person: ${name}`,
    version: (version) => `Version ${version}`,
    takenFor: (organisation, date, by) => `Kopia till ${organisation}, ${date}, gjord av ${by}`,
    signed: (date) => `Den unga har godkänt den här versionen ${date}.`,
    signedBefore: (version, date) => `Den unga har godkänt version ${version} (${date}), inte ännu den här.`,
    unsigned: 'Den unga har inte ännu godkänt planen.',
    withheld: 'Planen har delar som inte har lämnats ut till den här organisationen.',
    needs: 'Vad hjälp behövs med',
    goals: 'Mål med den ungas egna ord',
    otherActions: 'Annat som avtalats',
    noActions: 'Inget har ännu avtalats.',
    supporters: 'Stödpersoner',
    review: 'Vi ser på planen på nytt',
    noReview: 'Dagen är inte ännu avtalad.',
    youngPersonView: 'Den ungas syn på hur målen har nåtts',
    workerView: 'Medarbetarens syn på hur målen har nåtts',
    external: 'Arbetskraftsmyndigheten har en egen plan. Dess innehåll finns inte här.',
    externalReview: (date) => `Den ses över nästa gång ${date}.`,
    youngPerson: 'den unga själv',
    by: (date) => `senast ${date}`,
    or: ' ELLER ',
    states: { OPEN: 'inte påbörjad', DOING: 'på gång', DONE: 'gjord', DROPPED: 'har lämnats' },
    foot: (page, pages, sha256) => `${page} / ${pages}  ·  SHA-256 ${sha256}`,
  },
  en: {
    title: 'Shared plan',
    of: (name) => `Young person: ${name}`,
    version: (version) => `Version ${version}`,
    takenFor: (organisation, date, by) => `Copy for ${organisation}, ${date}, taken by ${by}`,
    signed: (date) => `The young person has agreed to this version on ${date}.`,
    signedBefore: (version, date) =>
      `The young person has agreed to version ${version} (${date}), not yet to this one.`,
    unsigned: 'The young person has not agreed to the plan yet.',
    withheld: 'The plan has parts that were not given to this organisation.',
    needs: 'What help is needed with',
    goals: 'Goals in the young person’s own words',
    otherActions: 'What else was agreed',
    noActions: 'Nothing agreed yet.',
    supporters: 'Support persons',
    review: 'Looked at again together',
    noReview: 'The day has not been agreed yet.',
    youngPersonView: 'The young person’s view of how the goals were reached',
    workerView: 'The worker’s view of how the goals were reached',
    external: 'The employment authority has a plan of its own. Its content is not here.',
    externalReview: (date) => `It is reviewed next on ${date}.`,
    youngPerson: 'the young person',
    by: (date) => `by ${date}`,
    or: ' OR ',
    states: { OPEN: 'not begun', DOING: 'under way', DONE: 'done', DROPPED: 'dropped' },
    foot: (page, pages, sha256) => `${page} / ${pages}  ·  SHA-256 ${sha256}`,
  },
};
