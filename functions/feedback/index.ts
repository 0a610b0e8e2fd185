export { tellAccessibility, tellServiceAccessibility } from './accessibility/tell.ts';
export { askAfterVisits } from './askAfterVisits.ts';
export { feedbackOfDay } from './feedbackOfDay.ts';
export { forgetServiceAccessibility, forgetTexts } from './forgetTexts.ts';
export { takeAnswer } from './give.ts';
export { putInvitation } from './linkRepository.ts';
export { screenFeedback } from './screening.ts';
export { textIdOf } from './textRepository.ts';
