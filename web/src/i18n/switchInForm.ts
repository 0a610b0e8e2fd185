/**
 * The button that shows a page with a form in another language. It sends the form to that page, so that what was typed comes along
 * in the body of a post and never stands in an address.
 */
export const languageButton = { name: 'only', value: 'language' } as const;

/** Whether a form was sent to be seen in another language only: it is shown again as it was filled in, and nothing else happens. */
export function onlySwitchesLanguage(form: FormData): boolean {
  return form.get(languageButton.name) === languageButton.value;
}
