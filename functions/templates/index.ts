export {
  type AdoptionNote,
  forgetUser,
  noteAdoption,
  type OpenVersion,
  readVersion,
  versionsOf,
} from './adoptions.ts';
export { handIn, type HandInRefusal } from './handIn.ts';
export { templatesInUse } from './inUse.ts';
export { decideLesson, listHandedInLessons } from './lessonReview.ts';
export { type LessonTelling, standingOfLesson, tellLesson } from './lessons.ts';
export { publishShipped } from './publishShipped.ts';
export { publishedKits, readReference } from './kits.ts';
export { readDecisionRows, readProgress } from './repository.ts';
export { listHandedIn, publishTemplate, retireTemplate, returnTemplate } from './review.ts';
