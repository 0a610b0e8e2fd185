import { dateOfDay, dayNumber, mondayOf } from '../kernel/dates.ts';

/** What an opening of times to a sister municipality can be. */
export const openingStates = ['OFFERED', 'OPEN', 'DECLINED', 'WITHDRAWN', 'ENDED'] as const;
export type OpeningState = (typeof openingStates)[number];

/** What can be done with one. */
export const openingActs = ['ACCEPT', 'DECLINE', 'WITHDRAW', 'END'] as const;
export type OpeningAct = (typeof openingActs)[number];

/** Who acts: the municipality that gives the service, or the one whose young people may book it. */
export type OpeningSide = 'GIVER' | 'RECEIVER';

interface Rule {
  readonly by: OpeningSide;
  readonly from: readonly OpeningState[];
  readonly to: OpeningState;
}

/** The whole machine: an offer is accepted or not, and from then on either side ends it. What is over is offered anew as another one. */
export const openingRules = {
  ACCEPT: { by: 'RECEIVER', from: ['OFFERED'], to: 'OPEN' },
  DECLINE: { by: 'RECEIVER', from: ['OFFERED'], to: 'DECLINED' },
  WITHDRAW: { by: 'GIVER', from: ['OFFERED', 'OPEN'], to: 'WITHDRAWN' },
  END: { by: 'RECEIVER', from: ['OPEN'], to: 'ENDED' },
} as const satisfies Record<OpeningAct, Rule>;

/** The state after an act, or `undefined` when the side may not do it in this state. */
export function afterAct(state: OpeningState, act: OpeningAct, side: OpeningSide): OpeningState | undefined {
  const rule: Rule = openingRules[act];
  return rule.by === side && rule.from.includes(state) ? rule.to : undefined;
}

/** What a side can do now. */
export function actsOpen(state: OpeningState, side: OpeningSide): OpeningAct[] {
  return openingActs.filter((act) => afterAct(state, act, side) !== undefined);
}

/** An opening as far as its dates are concerned. */
export interface OpenDates {
  readonly state: OpeningState;
  /** First and last date on which a time or a meeting may be, in the giver's zone. */
  readonly from: string;
  readonly until: string;
}

/** Whether a time or a meeting on a date may be had through the opening, its cap aside. */
export function opensOn({ state, from, until }: OpenDates, date: string): boolean {
  return state === 'OPEN' && from <= date && date <= until;
}

/** The Monday of a date's calendar week. */
export function weekOfDate(date: string): string {
  return dateOfDay(mondayOf(dayNumber(date)));
}

/** The highest cap of a week: the ids of so many bookings stand in one row. */
export const MOST_PER_WEEK = 50;
/** The most places that the receiver's young people may have in one group, or in one meeting of it. */
export const MOST_PLACES = 100;
/** How many openings one municipality may have that are not over, or that it offered within a month. */
export const MOST_OPENINGS = 50;
/** How many openings of others one municipality may have in use: its pages look at each. */
export const MOST_ACCEPTED = 50;
