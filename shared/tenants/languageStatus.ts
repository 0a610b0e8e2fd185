import { municipalityOf } from './municipalities.ts';

/**
 * The languages that the law binds municipalities to (Language Act 423/2003 §5). Source: the Government decree on the language status of
 * municipalities, 53/2013 as amended by 1383/2014 and 591/2015; the decree for 2023–2032 left it as it was (Ministry of Justice
 * VN/25050/2021): 18 bilingual municipalities with Finnish and 15 with Swedish as the language of the majority. All others of the mainland are
 * Finnish. Those of Åland are Swedish (Act on the Autonomy of Åland 1144/1991 §36).
 */
const bilingualMostlyFinnish = [
  ...['638', '049', '235', '078', '091', '257', '407', '444', '434', '504', '753', '755', '092'],
  ...['853', '624', '231', '905', '272'],
];
const bilingualMostlySwedish = [
  ...['149', '710', '322', '445'],
  ...['598', '499', '280', '287', '288', '440', '475', '893', '545', '599', '946'],
];
const swedish = [
  ...['035', '043', '060', '062', '065', '076', '170', '295'],
  ...['318', '417', '438', '478', '736', '766', '771', '941'],
];

/** A language of the country that a municipality can be bound to. */
export type StatutoryLanguage = 'fi' | 'sv';

const status = new Map<string, readonly StatutoryLanguage[]>([
  ...bilingualMostlyFinnish.map((code) => [code, ['fi', 'sv']] as const),
  ...bilingualMostlySwedish.map((code) => [code, ['sv', 'fi']] as const),
  ...swedish.map((code) => [code, ['sv']] as const),
]);

/** The languages that a municipality serves in by law, that of the majority first; `undefined` for a code that is no standing municipality's. */
export function statutoryLanguages(code: string): readonly StatutoryLanguage[] | undefined {
  if (municipalityOf(code).is !== 'STANDING') return undefined;
  return status.get(code) ?? ['fi'];
}
