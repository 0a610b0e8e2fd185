import type { BasicSkill } from './skills.ts';

/**
 * What a site begins with until it keeps a list of its own. Every worker on duty knows the basics of guiding to education and to
 * work and can go through a young person's whole situation; of the rest at least one in each shift does.
 */
export const defaultBasicSkills: readonly BasicSkill[] = [
  skill(
    'education',
    'Koulutukseen ohjaaminen',
    'Vägledning till utbildning',
    'Guiding to education',
    'EVERYONE',
  ),
  skill('employment', 'Työhön ohjaaminen', 'Vägledning till arbete', 'Guiding to work', 'EVERYONE'),
  skill(
    'situation_map',
    'Koko tilanteen kartoitus (360°)',
    'Kartläggning av hela situationen (360°)',
    'Mapping the whole situation (360°)',
    'EVERYONE',
  ),
  skill('housing', 'Asuminen', 'Boende', 'Housing', 'ONE_OF_SHIFT'),
  skill('money', 'Raha-asiat ja etuudet', 'Pengar och förmåner', 'Money and benefits', 'ONE_OF_SHIFT'),
  skill(
    'mental_wellbeing',
    'Mielen hyvinvointi',
    'Psykiskt välbefinnande',
    'Mental wellbeing',
    'ONE_OF_SHIFT',
  ),
  skill(
    'substance',
    'Päihteet ja pelaaminen',
    'Rusmedel och spelande',
    'Substances and gaming',
    'ONE_OF_SHIFT',
  ),
];

function skill(code: string, fi: string, sv: string, en: string, need: BasicSkill['need']): BasicSkill {
  return { code, name: { fi, sv, en }, need };
}
