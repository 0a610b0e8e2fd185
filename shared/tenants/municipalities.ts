/**
 * The municipalities of Finland with their three-digit codes, as `codeFinnish/Swedish`; one name where both are the same. Source: the code list
 * `kunta_1_20230101` of koodistot.suomi.fi (JHS), 309 municipalities.
 */
const list = `005Alajärvi;009Alavieska;010Alavus/Alavo;016Asikkala;018Askola;019Aura;020Akaa/Ackas;035Brändö;043Eckerö;046Enonkoski;
047Enontekiö/Enontekis;049Espoo/Esbo;050Eura;051Eurajoki/Euraåminne;052Evijärvi;060Finström;061Forssa;062Föglö;065Geta;
069Haapajärvi;071Haapavesi;072Hailuoto/Karlö;074Halsua/Halso;075Hamina/Fredrikshamn;076Hammarland;077Hankasalmi;078Hanko/Hangö;
079Harjavalta;081Hartola/Gustav Adolfs;082Hattula;086Hausjärvi;090Heinävesi;091Helsinki/Helsingfors;092Vantaa/Vanda;097Hirvensalmi;
098Hollola;102Huittinen/Vittis;103Humppila;105Hyrynsalmi;106Hyvinkää/Hyvinge;108Hämeenkyrö/Tavastkyro;109Hämeenlinna/Tavastehus;
111Heinola;139Ii/Ijo;140Iisalmi/Idensalmi;142Iitti/Itis;143Ikaalinen/Ikalis;145Ilmajoki/Ilmola;146Ilomantsi/Ilomants;148Inari/Enare;
149Inkoo/Ingå;151Isojoki/Storå;152Isokyrö/Storkyro;153Imatra;165Janakkala;167Joensuu;169Jokioinen/Jockis;170Jomala;
171Joroinen/Jorois;172Joutsa;176Juuka/Juga;177Juupajoki;178Juva;179Jyväskylä;181Jämijärvi;182Jämsä;186Järvenpää/Träskända;
202Kaarina/S:t Karins;204Kaavi;205Kajaani/Kajana;208Kalajoki;211Kangasala;213Kangasniemi;214Kankaanpää;216Kannonkoski;217Kannus;
218Karijoki/Bötom;224Karkkila/Högfors;226Karstula;230Karvia;231Kaskinen/Kaskö;232Kauhajoki;233Kauhava;235Kauniainen/Grankulla;
236Kaustinen/Kaustby;239Keitele;240Kemi;241Keminmaa;244Kempele;245Kerava/Kervo;249Keuruu/Keuru;250Kihniö;256Kinnula;
257Kirkkonummi/Kyrkslätt;260Kitee/Kides;261Kittilä;263Kiuruvesi;265Kivijärvi;271Kokemäki/Kumo;272Kokkola/Karleby;273Kolari;
275Konnevesi;276Kontiolahti/Kontiolax;280Korsnäs;284Koski Tl/Koskis;285Kotka;286Kouvola;287Kristiinankaupunki/Kristinestad;
288Kruunupyy/Kronoby;290Kuhmo;291Kuhmoinen/Kuhmois;295Kumlinge;297Kuopio;300Kuortane;301Kurikka;304Kustavi/Gustavs;305Kuusamo;
309Outokumpu;312Kyyjärvi;316Kärkölä;317Kärsämäki;318Kökar;320Kemijärvi;322Kemiönsaari/Kimitoön;398Lahti/Lahtis;399Laihia/Laihela;
400Laitila/Letala;402Lapinlahti;403Lappajärvi;405Lappeenranta/Villmanstrand;407Lapinjärvi/Lappträsk;408Lapua/Lappo;410Laukaa/Laukas;
416Lemi;417Lemland;418Lempäälä;420Leppävirta;421Lestijärvi;422Lieksa;423Lieto/Lundo;425Liminka/Limingo;426Liperi/Libelits;430Loimaa;
433Loppi;434Loviisa/Lovisa;435Luhanka;436Lumijoki;438Lumparland;440Luoto/Larsmo;441Luumäki;444Lohja/Lojo;445Parainen/Pargas;
475Maalahti/Malax;478Maarianhamina - Mariehamn/Mariehamn;480Marttila/S:t Mårtens;481Masku;483Merijärvi;484Merikarvia/Sastmola;
489Miehikkälä;491Mikkeli/S:t Michel;494Muhos;495Multia;498Muonio;499Mustasaari/Korsholm;500Muurame;503Mynämäki/Virmo;
504Myrskylä/Mörskom;505Mäntsälä;507Mäntyharju;508Mänttä-Vilppula;529Naantali/Nådendal;531Nakkila;535Nivala;536Nokia;
538Nousiainen/Nousis;541Nurmes;543Nurmijärvi;545Närpiö/Närpes;560Orimattila;561Oripää;562Orivesi;563Oulainen;564Oulu/Uleåborg;
576Padasjoki;577Paimio/Pemar;578Paltamo;580Parikkala;581Parkano;583Pelkosenniemi;584Perho;588Pertunmaa;592Petäjävesi;593Pieksämäki;
595Pielavesi;598Pietarsaari/Jakobstad;599Pedersören kunta/Pedersöre;601Pihtipudas;604Pirkkala/Birkala;607Polvijärvi;
608Pomarkku/Påmark;609Pori/Björneborg;611Pornainen/Borgnäs;614Posio;615Pudasjärvi;616Pukkila;619Punkalaidun;620Puolanka;623Puumala;
624Pyhtää/Pyttis;625Pyhäjoki;626Pyhäjärvi;630Pyhäntä;631Pyhäranta;635Pälkäne;636Pöytyä;638Porvoo/Borgå;678Raahe/Brahestad;
680Raisio/Reso;681Rantasalmi;683Ranua;684Rauma/Raumo;686Rautalampi;687Rautavaara;689Rautjärvi;691Reisjärvi;694Riihimäki;
697Ristijärvi;698Rovaniemi;700Ruokolahti/Ruokolax;702Ruovesi;704Rusko;707Rääkkylä;710Raasepori/Raseborg;729Saarijärvi;732Salla;
734Salo;736Saltvik;738Sauvo/Sagu;739Savitaipale;740Savonlinna/Nyslott;742Savukoski;743Seinäjoki;746Sievi;747Siikainen/Siikais;
748Siikajoki;749Siilinjärvi;751Simo;753Sipoo/Sibbo;755Siuntio/Sjundeå;758Sodankylä;759Soini;761Somero;762Sonkajärvi;765Sotkamo;
766Sottunga;768Sulkava;771Sund;777Suomussalmi;778Suonenjoki;781Sysmä;783Säkylä;785Vaala;790Sastamala;791Siikalatva;831Taipalsaari;
832Taivalkoski;833Taivassalo/Tövsala;834Tammela;837Tampere/Tammerfors;844Tervo;845Tervola;846Teuva/Östermark;848Tohmajärvi;
849Toholampi;850Toivakka;851Tornio/Torneå;853Turku/Åbo;854Pello;857Tuusniemi;858Tuusula/Tusby;859Tyrnävä;886Ulvila/Ulvsby;887Urjala;
889Utajärvi;890Utsjoki;892Uurainen;893Uusikaarlepyy/Nykarleby;895Uusikaupunki/Nystad;905Vaasa/Vasa;908Valkeakoski;915Varkaus;
918Vehmaa/Vemo;921Vesanto;922Vesilahti;924Veteli/Vetil;925Vieremä;927Vihti/Vichtis;931Viitasaari;934Vimpeli/Vindala;
935Virolahti/Vederlax;936Virrat/Virdois;941Vårdö;946Vöyri/Vörå;976Ylitornio/Övertorneå;977Ylivieska;980Ylöjärvi;981Ypäjä;
989Ähtäri/Etseri;992Äänekoski`;

/**
 * Codes that went into another one's when municipalities merged, since 2015: the code list names the standing ones only. Source: Statistics
 * Finland's notices of changes in the regional classifications.
 */
const merged: Readonly<Record<string, string>> = {
  '413': '609', // Lavia, Pori, 2015
  '476': '297', // Maaninka, Kuopio, 2015
  '838': '423', // Tarvasjoki, Lieto, 2015
  '164': '301', // Jalasjärvi, Kurikka, 2016
  '283': '098', // Hämeenkoski, Hollola, 2016
  '319': '783', // Köyliö, Säkylä, 2016
  '532': '398', // Nastola, Lahti, 2016
  '174': '297', // Juankoski, Kuopio, 2017
  '442': '051', // Luvia, Eurajoki, 2017
  '911': '541', // Valtimo, Nurmes, 2020
  '099': '214', // Honkajoki, Kankaanpää, 2021
};

/** A municipality's names in the languages of the country. */
export interface MunicipalityName {
  readonly fi: string;
  readonly sv: string;
}

const names: ReadonlyMap<string, MunicipalityName> = new Map(
  list.split(';').map((each) => {
    const entry = each.trim();
    const [fi = '', sv = fi] = entry.slice(3).split('/');
    return [entry.slice(0, 3), { fi, sv }];
  }),
);

/** The codes of all municipalities that stand. */
export const municipalities: readonly string[] = [...names.keys()];

/** What a code stands for: a municipality, one that went into another (`into` is that one's code), or nothing. */
export type MunicipalityCode =
  | { readonly is: 'STANDING'; readonly name: MunicipalityName }
  | { readonly is: 'MERGED'; readonly into: string; readonly name: MunicipalityName }
  | { readonly is: 'UNKNOWN' };

/** Looks a municipality's code up. */
export function municipalityOf(code: string): MunicipalityCode {
  const name = names.get(code);
  if (name) return { is: 'STANDING', name };
  const into = merged[code];
  const successor = into === undefined ? undefined : names.get(into);
  return into !== undefined && successor ? { is: 'MERGED', into, name: successor } : { is: 'UNKNOWN' };
}
