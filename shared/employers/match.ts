import type { PlaceKind, WorkField } from './codes.ts';

/** What a client wishes of a place. What is not said is no condition. */
export interface Wishes {
  readonly kinds: readonly PlaceKind[];
  readonly fields: readonly WorkField[];
  readonly municipality?: string | undefined;
  /** Hours of a week at the most. */
  readonly hoursMost?: number | undefined;
  /** Languages the person gets along with at work (ISO 639). */
  readonly languages: readonly string[];
}

/** A place on offer. Dates are ISO 8601. */
export interface PlaceOffered {
  readonly kind: PlaceKind;
  readonly field: WorkField;
  readonly municipality: string;
  readonly hoursPerWeek: number;
  /** Languages that the work asks, each of them. */
  readonly languages: readonly string[];
  /** The last day on which somebody can still be proposed. */
  readonly openUntil: string;
  readonly seats: number;
}

/** Why a place fits. */
export type MatchReason = 'FIELD' | 'KIND' | 'MUNICIPALITY' | 'HOURS' | 'LANGUAGE';

/** A place that fits, and what speaks for it. */
export interface Match<Place extends PlaceOffered> {
  readonly place: Place;
  readonly reasons: readonly MatchReason[];
}

const fold = (text: string): string => text.trim().toLocaleLowerCase('fi');

/** Whether nothing rules a place out: it is open, of a wished kind, in the wished municipality, not longer and in no other language. */
function fits(place: PlaceOffered, wishes: Wishes, today: string): boolean {
  return (
    place.openUntil >= today &&
    place.seats > 0 &&
    (wishes.kinds.length === 0 || wishes.kinds.includes(place.kind)) &&
    (!wishes.municipality || fold(wishes.municipality) === fold(place.municipality)) &&
    (wishes.hoursMost === undefined || place.hoursPerWeek <= wishes.hoursMost) &&
    (wishes.languages.length === 0 || place.languages.every((each) => wishes.languages.includes(each)))
  );
}

/**
 * The places that nothing rules out, those of a wished field first, then those for which most speaks; equal ones stay in the order
 * given. The reason stands with each.
 */
export function matchPlaces<Place extends PlaceOffered>(
  places: readonly Place[],
  wishes: Wishes,
  today: string,
): Match<Place>[] {
  return places
    .filter((place) => fits(place, wishes, today))
    .map((place) => ({ place, reasons: reasonsOf(place, wishes) }))
    .sort((one, other) => weight(other.reasons) - weight(one.reasons));
}

function reasonsOf(place: PlaceOffered, wishes: Wishes): MatchReason[] {
  const reasons: (MatchReason | false)[] = [
    wishes.fields.includes(place.field) && 'FIELD',
    wishes.kinds.length > 0 && 'KIND',
    !!wishes.municipality && 'MUNICIPALITY',
    wishes.hoursMost !== undefined && 'HOURS',
    wishes.languages.length > 0 && place.languages.length > 0 && 'LANGUAGE',
  ];
  return reasons.filter((reason) => reason !== false);
}

function weight(reasons: readonly MatchReason[]): number {
  return (reasons.includes('FIELD') ? 10 : 0) + reasons.length;
}
