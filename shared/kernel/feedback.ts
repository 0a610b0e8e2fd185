/** How an answer came in: at a site's tablet, by a link, or on paper and typed in later. */
export const feedbackChannels = ['TABLET', 'LINK', 'PAPER'] as const;
export type FeedbackChannel = (typeof feedbackChannels)[number];

/** The school grades of Finland, as the national survey asks them (M19). */
export const grades = [4, 5, 6, 7, 8, 9, 10] as const;

/** What is asked beside the grade, from 1 (not at all) to 5 (fully), in the house's own words (M20). */
export const feedbackStatements = ['GOT_SUPPORT', 'LISTENED', 'DECIDED', 'CLEARER', 'RECOMMEND'] as const;
export type FeedbackStatement = (typeof feedbackStatements)[number];

export const statementValues = [1, 2, 3, 4, 5] as const;
