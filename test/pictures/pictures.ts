import type { Page } from '@playwright/test';

/** One main page as it is shown in docs/pictures.md. */
export interface Picture {
  /** Names the file. */
  readonly name: string;
  readonly at: string;
  /** Who looks at it; nobody for pages of the street. */
  readonly as?: string;
  readonly dark?: true;
  /** What is done on the page before. */
  readonly before?: (page: Page) => Promise<void>;
}

const site = '/fi/rovaniemi/rovaniemi';
const counsellor = 'h02@helsinki.example';
const administrator = 'h01@helsinki.example';

/** The main pages, in the order in which docs/pictures.md shows them. */
export const pictures: readonly Picture[] = [
  { name: 'start', at: '/fi' },
  { name: 'site', at: site },
  { name: 'site-dark', at: site, dark: true },
  { name: 'booking', at: `${site}/book` },
  { name: 'times', at: `${site}/book/times?service=STUDY` },
  { name: 'line-place', at: `${site}/line` },
  { name: 'help', at: '/fi/help' },
  { name: 'today', at: '/fi/desk', as: counsellor },
  { name: 'line', at: '/fi/line', as: counsellor },
  { name: 'calendar', at: '/fi/calendar', as: counsellor },
  { name: 'contact', at: '/fi/desk/contact', as: counsellor },
  { name: 'figures', at: '/fi/figures', as: administrator },
  { name: 'practice', at: '/fi/practice', as: administrator },
];
