import type { Topic } from '../../kernel/codes.ts';
import type { Language } from '../../kernel/i18n.ts';

/** The topics that somebody may look for; danger is no topic of a search (see `danger.ts`), and "other" finds nothing. */
export const searchTopics = [
  'MENTAL_WELLBEING',
  'MONEY',
  'HOUSING',
  'EMPLOYMENT',
  'EDUCATION',
  'HEALTH',
  'RELATIONSHIPS',
  'EVERYDAY_LIFE',
  'SUBSTANCES_GAMING',
  'WORK_TRIAL',
  'FREE_TIME',
  'IMMIGRATION_LANGUAGE',
] as const satisfies readonly Topic[];
export type SearchTopic = (typeof searchTopics)[number];

/**
 * Words of everyday speech by topic. A word with `*` is a beginning, because Finnish bends the end and all three join words;
 * without it the word stands alone. Sleep belongs to the mind and to health both.
 */
const SPEECH: Readonly<Record<Language, Readonly<Record<SearchTopic, string>>>> = {
  fi: {
    MENTAL_WELLBEING:
      'uni unta unet unen unia uneton* unettom* univaik* uniongel* nuku* nukk* valvo* väsy* painajais* mieli* miele* ahdist* masen* masis* stress* jaksa* jaksam* paniik* pelko* pelot* yksinäi* yksin itke* itkett* surulli* suru* uupu* uuvu* burnout* terapi* psyko* psykia* itsetun* syömishäir*',
    MONEY:
      'raha* velka* velat velko* velkoj* lasku laskut laskuj* laskun laskui* perintä* perinnäs* ulosot* kela kelan kelaan kelasta toimeentul* opintotu* budjet* maksuhäir* maksaa maksut pikavip* luottotie* etuus* etuud* etuuks* palkka* tuet tukia köyh*',
    HOUSING:
      'asunno* asunto* asun asua asumi* asuin* vuokr* kämpp* kämpä* muutto* muuttaa muutan muuttam* häätö* häädet* häädön koditon* kodito* kodin kotia solu*',
    EMPLOYMENT:
      'työ työt työn työtä työttöm* työtön työnha* työpaik* työhön töitä töissä töihin duuni* kesätyö* kesädu* ansioluet* cv haastattel* työhakem* työelä*',
    EDUCATION:
      'opiskel* opinto* opinno* opint* koulu* lukio* amis* ammattikoul* yliopist* amk korkeakoul* yhteishak* tutkinto* tutkinno* oppilait* oppilaito* opettaj* läksy* tentt* tenti* kurssi*',
    HEALTH:
      'terve* lääkär* lääkäri* sairas* sairau* kipu* kipeä* särky* särkee hamma* ehkäis* raskaana raskaus* terkkari* terveydenhoit* rokot* seksuaali* lääke* lääkk* syömishäir* uni unta unet unen unia uneton* unettom* univaik* uniongel* nuku* nukk*',
    RELATIONSHIPS:
      'perhe* vanhem* äiti* äidi* isä isän isäni isää isäpuol* kaveri* ystäv* parisuh* ihmissuh* seurustel* ero eroa erosi* erosta rakka* kiusa* poikaystäv* tyttöystäv* sisko* velje* veli lapseni lapsi riita* riitel* riidel*',
    EVERYDAY_LIFE:
      'arki arke* arje* rytmi* päivärytm* siivo* ruoka* ruoan lomak* paperit papere* hakemus* hakemuk* ajanhal*',
    SUBSTANCES_GAMING:
      'päihd* päihte* alkoh* juomi* juon juopo* humal* huume* kannabi* tupak* nikotiin* nuuska* nuuskaa vape* pelaa* peli pelit pelien peliongel* peliriip* rahapel* addikt* riippuvu* riippuvai*',
    WORK_TRIAL: 'työkokeil* harjoittel* työharj* harkka* työpaj* työssäop*',
    FREE_TIME: 'harrast* vapaa-aik* vapaa-aj* liikun* urheil* musiik* tekemis* bänd* leiri* ryhmä* ryhmi*',
    IMMIGRATION_LANGUAGE:
      'kieli* kieltä kielen kielikurs* oleskelu* maahanmuu* maahan kotoutu* turvapaik* pakolai* ulkomaal* migri* kansalaisu* viisumi*',
  },
  sv: {
    MENTAL_WELLBEING:
      'sömn* sov* sova sover vaken trött* mardröm* psyk* ångest* deprim* deppig* depress* stress* orol* oro ledsen* ensam* panik* rädd* orka* orkar mår mående* gråt* terapi* utbränd* utmatt* självkäns* ätstör*',
    MONEY:
      'pengar* penning* skuld* räkning* fpa bidrag* ekonomi* utkomst* lån lånet lånen budget* studiestöd* inkasso* utmätn* förmån* lön* fattig*',
    HOUSING: 'bostad* bostäd* boende* bo bor hyr* lägenhet* flytt* vräk* hemlös* hyresvärd*',
    EMPLOYMENT: 'jobb* arbet* anställ* sommarjobb* cv intervju* arbetslös*',
    EDUCATION:
      'stud* skol* gymnas* universit* utbildn* plugg* kurs* examen* yrkesskol* läx* lärar* högskol* yrkesval*',
    HEALTH:
      'hälso* hälsa* läkar* sjuk* ont värk* tand* tänder* preventiv* gravid* vaccin* medicin* ätstör* sömn* sov*',
    RELATIONSHIPS:
      'familj* förälder* föräldr* mamma* pappa* vän vänner* vänskap* kompis* förhåll* relation* pojkvän* flickvän* kär kärlek* bråk* mobb* syskon* barn* skils*',
    EVERYDAY_LIFE: 'vardag* rutin* städ* matlag* blankett* papper* dygnsrytm*',
    SUBSTANCES_GAMING:
      'alkohol* drick* drog* knark* rusmed* rök* snus* nikotin* vejp* vape* spela* spelar* spelber* spelprob* beroend* cannabis*',
    WORK_TRIAL: 'praktik* arbetspröv* verkstad* ungdomsverks*',
    FREE_TIME: 'hobby* fritid* musik* idrott* motion* läger* grupp* göra',
    IMMIGRATION_LANGUAGE:
      'språk* finska uppehåll* invandr* integrat* asyl* flykting* migri* medborgar* visum*',
  },
  en: {
    MENTAL_WELLBEING:
      'sleep* insomn* awake tired* nightmar* anx* depress* sad sadness stress* lonel* alone panic* worr* burnout* burned therap* mental* psych* mood* cry crying afraid scared overwhelm*',
    MONEY:
      'money* debt* bill bills broke benefit* kela loan* budget* pay paying salary* allowance* afford* poor* rent',
    HOUSING:
      'rent rents rental* hous* apartment* flat flats home homeless* move moving landlord* evict* accommod* dorm*',
    EMPLOYMENT: 'job* work works working employ* unemploy* cv resume* interview* career*',
    EDUCATION:
      'study* studi* student* school* universit* uni college* degree* course* exam exams homework* teacher* vocational* education*',
    HEALTH:
      'health* doctor* ill illness* sick* pain* dentist* tooth* teeth pregnan* contracep* nurse* vaccin* medic* eating sleep* insomn*',
    RELATIONSHIPS:
      'famil* parent parents mother* father* mum mom dad friend* boyfriend* girlfriend* relationship* breakup* break-up bully* bulli* partner* brother* sister* child* divorce*',
    EVERYDAY_LIFE: 'everyday* routine* chores* clean* cooking form forms paperwork* rhythm*',
    SUBSTANCES_GAMING:
      'alcohol* drink* drunk* drug* weed cannabis* smok* nicotin* vap* snus* gambl* gaming* game games addict* substance*',
    WORK_TRIAL: 'internship* trainee* trial trials apprentic* workshop*',
    FREE_TIME: 'hobb* sport* music* activit* leisure* group* camp camps',
    IMMIGRATION_LANGUAGE:
      'language* finnish* visa* permit* asylum* refugee* immigra* integrat* migri* citizen*',
  },
};

const stems = (list: string): string[] => list.split(' ');

/** Whether a word is one of a list, or begins as one of its beginnings. */
function isAmong(word: string, list: string): boolean {
  return stems(list).some((stem) =>
    stem.endsWith('*') ? word.startsWith(stem.slice(0, -1)) : word === stem,
  );
}

/** The words of a text without case; å, ä and ö stay letters of their own, and a hyphen within a word stays. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLocaleLowerCase('fi')
      .match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? []
  );
}

/** A topic that was understood, and the word by which it was. */
export interface Understood {
  readonly topic: SearchTopic;
  /** Absent where the topic was chosen by a press. */
  readonly word?: string | undefined;
}

/** What a text in one language is about: each topic once, with the first word that says so, in the order of the words. */
export function understoodIn(words: readonly string[], language: Language): Understood[] {
  const found = new Map<SearchTopic, Understood>();
  for (const word of words) {
    for (const topic of searchTopics) {
      if (!found.has(topic) && isAmong(word, SPEECH[language][topic])) found.set(topic, { topic, word });
    }
  }
  return [...found.values()];
}

/**
 * What somebody's words are about. They are read in the language of the page first, as one word means different things in two languages
 * (`uni` is sleep in Finnish and a university in English); in the others only when they say nothing in that one.
 */
export function understood(text: string, language: Language): Understood[] {
  const words = wordsOf(text);
  const order = [language, ...(['fi', 'sv', 'en'] as const).filter((each) => each !== language)];
  for (const each of order) {
    const found = understoodIn(words, each);
    if (found.length > 0) return found;
  }
  return [];
}
