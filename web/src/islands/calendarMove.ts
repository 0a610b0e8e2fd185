import {
  choiceOf,
  type Choice,
  type Direction,
  keyOf,
  nearest,
  nearestClock,
  type Place,
  type Target,
  towards,
} from './calendar/choice.ts';
import { Drag } from './calendar/drag.ts';
import { type Moved, freeTimes, sendMove } from './calendar/moveRequests.ts';
import { inPlace } from './calendar/inPlace.ts';
import { TimesOfPlace } from './calendar/timesOfPlace.ts';
import { patch } from './patch.ts';

/** An appointment that somebody holds, and where it could go. */
interface Held {
  readonly card: HTMLElement;
  readonly from: Target;
  /** Absent while the service is asked. */
  readonly choice?: Choice;
  readonly at?: Target;
}

/**
 * `<calendar-move from days>` around the cells of a calendar: an appointment (`[data-booking]`) goes to another free time of its own or
 * another worker by dragging, or by its button and the arrow keys. Its free times open over the cell; where days open for it, as on a
 * phone, the page scrolls along, so that nothing moves under the finger. It is saved at once, and one press takes it back. Without scripts the button is a link to the page that moves a time.
 */
class CalendarMove extends HTMLElement {
  #held: Held | undefined;
  /** What the pointer was over when it let go before the free times were known. */
  #letGo: { readonly over: Element | null } | undefined;
  readonly #times = new TimesOfPlace((target) => {
    void this.#drop(target);
  });

  connectedCallback(): void {
    this.addEventListener('click', this.#clicked);
    this.addEventListener('keydown', this.#pressed);
    new Drag(this, {
      begins: (card) => {
        void this.#pick(card);
      },
      over: (element) => {
        this.#hover(element);
      },
      ends: (element) => {
        this.#let(element);
      },
    });
  }

  readonly #clicked = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target : undefined;
    const card = target?.closest('[data-move]')?.closest<HTMLElement>('[data-booking]');
    if (card) {
      event.preventDefault();
      // A press of a key has no detail: only then the page goes to where the focus is.
      const isPointed = event.detail > 0;
      void this.#pick(card).then(() => {
        this.#times.focus({ preventScroll: isPointed });
      });
    } else if (this.#held && !target?.closest('[data-target]')) this.#hover(target ?? null);
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    const { choice, at } = this.#held ?? {};
    if (!this.#held) return;
    if (event.key === 'Escape') {
      // The page's own key for hiding names is meant for another moment.
      event.stopPropagation();
      this.#cancel();
    } else if (choice && at && isDirection(event.key)) {
      event.preventDefault();
      this.#show(towards(choice, at, event.key));
      this.#times.focus();
    }
  };

  /** Takes an appointment up: shown at once, and then where it can go. */
  async #pick(card: HTMLElement): Promise<void> {
    if (this.#held) this.#cancel();
    const { staff = '', start = '' } = card.dataset;
    const held: Held = { card, from: { staff, date: start.slice(0, 10), start } };
    this.#held = held;
    card.classList.add('appointment--held');
    this.toggleAttribute('data-holding', true);
    this.#say('searching');
    const days = Number(this.getAttribute('days'));
    const times = await freeTimes(card.dataset['booking'] ?? '', this.getAttribute('from') ?? '', days);
    if (this.#held !== held) return;
    if (!times) {
      this.#cancel('failed');
      return;
    }
    const choice = choiceOf(this.#cells().map(placeOf), times);
    const at = nearest(choice, held.from);
    if (!at) {
      this.#cancel('nowhere');
      return;
    }
    this.#held = { ...held, choice, at };
    inPlace(card, () => {
      for (const cell of this.#cells()) cell.classList.toggle('cell--free', choice.some(isAt(placeOf(cell))));
      this.#show(at);
    });
    this.#say('picked', card.dataset['who']);
    if (this.#letGo) this.#let(this.#letGo.over);
  }

  /** Opens the times of the place, with this one chosen. */
  #show(target: Target): void {
    const { choice, card } = this.#held ?? {};
    if (!this.#held || !choice || !card) return;
    const cell = this.#cells().find((each) => keyOf(placeOf(each)) === keyOf(target));
    const targets = choice.find(isAt(target))?.targets ?? [];
    this.#held = { ...this.#held, at: target };
    if (cell) this.#times.open(cell, targets, target);
  }

  /** What is under the pointer: a time, or a cell whose nearest time is meant. */
  #hover(element: Element | null): Target | undefined {
    const { choice, from } = this.#held ?? {};
    const cell = element?.closest<HTMLElement>('[data-cell]');
    if (!choice || !from || !cell) return undefined;
    const targets = choice.find(isAt(placeOf(cell)))?.targets ?? [];
    const target = this.#times.targetOf(element) ?? nearestClock(targets, from.start);
    if (target) this.#show(target);
    return target;
  }

  #let(element: Element | null): void {
    if (this.#held && !this.#held.choice) {
      this.#letGo = { over: element };
      return;
    }
    const target = this.#hover(element);
    if (target) void this.#drop(target);
    else this.#cancel('cancelled');
  }

  async #drop(target: Target): Promise<void> {
    const { card, from } = this.#held ?? {};
    if (!card || !from) return;
    const { booking = '', version = '', who = '' } = card.dataset;
    // Shown where it goes before the service has answered; what it answers is shown after that.
    const cell = this.#cells().find((each) => keyOf(placeOf(each)) === keyOf(target));
    inPlace(cell ?? card, () => {
      this.#release();
      card.classList.add('appointment--saving');
      cell?.querySelector('ul')?.append(card);
    });
    const moved = await sendMove(booking, Number(version), target);
    await this.#settle(moved, booking);
    if (moved.outcome !== 'moved') return;
    this.#say('moved', `${who}, ${this.#times.wordsOf(target, cell)}`);
    this.#offerUndo(booking, moved.version, from);
  }

  #offerUndo(booking: string, version: number, to: Target): void {
    const undo = this.querySelector<HTMLTemplateElement>('template[data-undo]')?.content.cloneNode(true);
    const button = undo instanceof DocumentFragment ? undo.querySelector('button') : undefined;
    if (!button) return;
    button.addEventListener('click', () => {
      void sendMove(booking, version, to).then(async (moved) => {
        await this.#settle(moved, booking);
        if (moved.outcome === 'moved') this.#say('undone');
      });
    });
    this.#notice.append(button);
  }

  /** Shows the calendar as the service has it now, and why a move did not happen. */
  async #settle({ outcome }: Moved, booking: string): Promise<void> {
    if (outcome === 'signIn') {
      location.reload();
      return;
    }
    await this.#refresh();
    document.getElementById(`move-${booking}`)?.focus();
    if (outcome !== 'moved') this.#say(outcome);
  }

  async #refresh(): Promise<void> {
    const grid = this.querySelector('#appointments');
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const fresh = page.querySelector('#appointments');
      if (grid && fresh) patch(grid, fresh);
    } catch {
      // The card stands where it stood before: nothing is known to have changed.
      location.reload();
    }
  }

  #cancel(why = 'cancelled'): void {
    const card = this.#held?.card;
    inPlace(card ?? this, () => {
      this.#release();
    });
    this.#say(why);
    card?.querySelector<HTMLElement>('[data-move]')?.focus();
    const more = card?.querySelector('[data-move]')?.getAttribute('href');
    const link = this.#notice.querySelector('a');
    if (link) link.hidden = why !== 'nowhere';
    if (link && more) link.href = more;
  }

  #release(): void {
    this.#letGo = undefined;
    this.#held?.card.classList.remove('appointment--held');
    this.#held = undefined;
    this.#times.close();
    this.toggleAttribute('data-holding', false);
    for (const cell of this.#cells()) cell.classList.remove('cell--free');
  }

  #cells(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[data-cell]')];
  }

  get #notice(): HTMLElement {
    return this.querySelector<HTMLElement>('[data-part=notice]') ?? this;
  }

  /** Says it where it is seen and read out; `more` is a name or a time. */
  #say(word: string, more = ''): void {
    const text = this.#notice.getAttribute(`data-${word}`) ?? '';
    inPlace(this.querySelector<HTMLElement>('#appointments') ?? this, () => {
      this.#notice.querySelector('button')?.remove();
      this.#notice.hidden = false;
      this.#notice.classList.toggle('notice--alert', ['taken', 'changed', 'failed'].includes(word));
      const words = this.#notice.querySelector('p');
      if (words) words.textContent = more === '' ? text : `${text} ${more}`;
    });
  }
}

const directions: readonly string[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];

function isDirection(key: string): key is Direction {
  return directions.includes(key);
}

function isAt(place: Place): (each: Choice[number]) => boolean {
  return (each) => keyOf(each.place) === keyOf(place);
}

function placeOf({ dataset }: HTMLElement): Place {
  return { staff: dataset['staff'] ?? '', date: dataset['date'] ?? '' };
}

customElements.define('calendar-move', CalendarMove);
