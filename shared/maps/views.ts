import * as z from 'zod';
import { type LocalizedText, localizedText } from '../kernel/i18n.ts';
import { clientId, code, mapId, staffId } from '../kernel/ids.ts';
import { areaAnswer } from './answers.ts';
import { areaKey, instrument, instrumentId, instrumentVersion } from './instrument.ts';
import { mapStates, mapWays } from './mapState.ts';

const person = z.strictObject({ id: staffId, name: z.string() });
const instant = z.string();

const mapHead = {
  id: mapId,
  state: z.enum(mapStates),
  way: z.enum(mapWays),
  startedAt: instant,
  startedBy: person,
  finishedAt: instant.optional(),
  /** Organisation that recorded it. */
  owner: code,
  first: areaKey.optional(),
};

/** A line of the list of maps: with what it was filled in, what is strong, what help is wanted with. No values. */
export const mapLine = z.strictObject({
  ...mapHead,
  instrument: z.strictObject({ id: instrumentId, version: instrumentVersion, name: localizedText }),
  strengths: z.array(localizedText),
  wanted: z.array(localizedText),
});

const shownArea = z.strictObject({
  key: areaKey,
  answer: areaAnswer,
  /** Stands for the answer: who saves says which one was seen. */
  mark: z.string(),
});

/** One filled map: what was said of each area of the instrument, in its order. */
export const mapView = z.strictObject({
  ...mapHead,
  client: clientId,
  instrument,
  areas: z.array(shownArea),
  /** What whoever asks may do with it. */
  may: z.array(z.enum(['SAVE', 'COPY'])),
});

/** A map in the young person's own words. */
export interface MapWords {
  readonly id: MapView['id'];
  readonly finishedAt: string;
  /** What the person wants to begin with first, then strengths, then in the order of the map. */
  readonly words: { area: LocalizedText; text: string }[];
  readonly wanted: LocalizedText[];
  readonly strengths: LocalizedText[];
}

/** An instrument as the municipality has it. */
export const instrumentLine = z.strictObject({
  id: instrumentId,
  version: instrumentVersion,
  name: localizedText,
  languages: z.array(z.string()),
  areas: z.int(),
  source: z.string(),
  /** Hash of its content; two files of one id and version with different content cannot both be there. */
  hash: z.string(),
  state: z.enum(['ACTIVE', 'RETIRED']),
  /** Absent for the one that comes with the service. */
  loadedAt: instant.optional(),
});

export type MapLine = z.infer<typeof mapLine>;
export type MapView = z.infer<typeof mapView>;
export type InstrumentLine = z.infer<typeof instrumentLine>;
