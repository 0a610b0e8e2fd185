/** What is typed or chosen in one field of a form; fields of one name are told apart by their order. */
export interface FieldState {
  readonly name: string;
  readonly nth: number;
  /** The text, or whether a choice is made. */
  readonly value: string | boolean;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Kinds of fields that nobody types into or that no device keeps. */
const left: readonly string[] = ['hidden', 'password', 'file', 'submit', 'button', 'reset', 'image'];

/** The fields of a form that somebody fills in. */
export function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter((each): each is Control => {
    const isField =
      each instanceof HTMLInputElement ||
      each instanceof HTMLTextAreaElement ||
      each instanceof HTMLSelectElement;
    return isField && each.name !== '' && !left.includes(each.type);
  });
}

/** What stands in the form now. */
export function statesOf(form: HTMLFormElement): FieldState[] {
  const seen = new Map<string, number>();
  return controlsOf(form).map((control) => {
    const nth = seen.get(control.name) ?? 0;
    seen.set(control.name, nth + 1);
    return { name: control.name, nth, value: isChoice(control) ? control.checked : control.value };
  });
}

/** Puts what stood in a form back into it; fields that are not there any more are left out. */
export function fill(form: HTMLFormElement, states: readonly FieldState[]): void {
  for (const { name, nth, value } of states) {
    const control = controlsOf(form).filter((each) => each.name === name)[nth];
    if (!control) continue;
    if (isChoice(control)) control.checked = value === true;
    else if (typeof value === 'string') control.value = value;
    // Counters and the like beside the field.
    control.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** Whether two states of a form are one. */
export function isSame(one: readonly FieldState[], other: readonly FieldState[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isChoice(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio');
}
