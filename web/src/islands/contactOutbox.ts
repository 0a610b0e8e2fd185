import { newId } from './device/newId.ts';
import type { KeyPair } from './device/seal.ts';
import { keepShell } from './device/shell.ts';
import { noteSite } from './device/today.ts';
import { type DeviceWorker, greet, keyOf, lock, readWorker } from './device/worker.ts';
import { momentOf } from './outbox/moment.ts';
import { sendEntry } from './outbox/send.ts';
import {
  entriesOf,
  keepEntry,
  removeEntry,
  replaceEntry,
  type Waiting,
  type WaitingEntry,
} from './outbox/store.ts';

/** Milliseconds after which waiting entries are tried again while the page is open. */
const AGAIN = 30_000;
/** `2027-02-01 09:05`, as Swedish writes it and date fields take it. */
const helsinki = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Helsinki',
  dateStyle: 'short',
  timeStyle: 'short',
});

/**
 * `<contact-outbox form staff site site-name now>` around the contact form: keeps every entry in the browser, sealed for its worker,
 * before it is sent, and until the service has said that it is recorded; shows what waits, sends it as soon as there is a network, also
 * after a reload, and exactly once by its id. What waits opens with the worker's key, which is there while the session lasts; writing
 * takes no more than its public half. What the service refuses stays, with the reasons, to be mended or thrown away.
 * `form` is the form's address; without `staff` (the page without data) the entries are of whoever last signed in here.
 * Without scripts the form is sent as every form.
 */
class ContactOutbox extends HTMLElement {
  #worker: DeviceWorker | undefined;
  #sending = false;
  #again = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    void this.#begin();
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
    removeEventListener('online', this.#backOnline);
  }

  get #address(): string {
    return this.getAttribute('form') ?? '';
  }

  get #form(): HTMLFormElement | null {
    return this.querySelector('form[data-contact]');
  }

  async #begin(): Promise<void> {
    const staffId = this.getAttribute('staff');
    if (staffId) {
      const of = (name: string): string => this.getAttribute(name) ?? '';
      await greet(staffId);
      this.#worker = await noteSite(staffId, { site: of('site'), siteName: of('site-name'), now: of('now') });
      // The form works without it: only the page for without a network is missing then.
      keepShell(this.#address).catch(() => undefined);
    } else {
      this.#worker = await readWorker();
      this.#fillShell(this.#worker?.site, this.#worker?.siteName);
    }
    this.#form?.addEventListener('submit', this.#submitted);
    addEventListener('online', this.#backOnline);
    this.#timer = setInterval(this.#sendAll, AGAIN);
    await this.#show();
    this.#sendAll();
  }

  /** The worker's key; whoever the service does not know any more has none here either. */
  async #key(): Promise<KeyPair | undefined> {
    const key = this.#worker && (await keyOf(this.#worker));
    if (key !== 'signIn') return key;
    await this.#sessionOver();
    return undefined;
  }

  async #sessionOver(): Promise<void> {
    await lock();
    this.#say(this.#words('signIn'));
  }

  async #waiting(): Promise<Waiting> {
    return this.#worker ? entriesOf(this.#worker.staffId, await this.#key()) : { entries: [], locked: 0 };
  }

  /** The page without data learns from the device where and when; without a known worker it takes no entry. */
  #fillShell(site: string | undefined, siteName: string | undefined): void {
    const known = this.#worker?.publicKey !== undefined && site !== undefined;
    this.#part('unknown').hidden = known;
    this.#part('known').hidden = !known;
    if (!known) return;
    this.#part('site').textContent = siteName ?? '';
    this.#set('site', site);
    this.#renew();
  }

  /** Makes the form one for a new contact, beginning now. */
  #renew(): void {
    const form = this.#form;
    if (!form) return;
    form.reset();
    const [date = '', time = ''] = helsinki.format(Date.now() + (this.#worker?.ahead ?? 0)).split(' ');
    this.#set('contactId', newId());
    this.#set('bookingId', '');
    this.#set('ticketId', '');
    this.#set('clientId', '');
    this.#set('date', date);
    this.#set('time', time.slice(0, 5));
  }

  readonly #submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.#take();
  };

  async #take(): Promise<void> {
    const form = this.#form;
    if (!form || !this.#worker) return;
    const entry = this.#entryOf(form, this.#worker.staffId);
    if (!entry) {
      // Nobody learns later that an answer was missing: what the form asks for is asked now.
      form.reportValidity();
      this.#say(this.#words('incomplete'));
      return;
    }
    const isKept = await this.#keep(entry);
    const sent = await sendEntry(entry, this.#address);
    if (sent.outcome === 'recorded') {
      await removeEntry(entry.contactId);
      form.dispatchEvent(new Event('draft-saved'));
      location.assign(sent.to);
    } else if (sent.outcome === 'refused' && this.hasAttribute('staff')) {
      // The service itself shows what is to be mended, on the form that is still open.
      await removeEntry(entry.contactId);
      form.submit();
    } else if (isKept) {
      if (sent.outcome === 'refused') await this.#keep({ ...entry, reasons: sent.reasons, used: sent.used });
      this.#renew();
      form.dispatchEvent(new Event('draft-saved'));
      await this.#show();
      this.#say(this.#words(sent.outcome === 'signIn' ? 'signIn' : 'kept'));
      this.#part('list').scrollIntoView({ block: 'nearest' });
    } else this.#say(this.#words('unkept'));
  }

  /** Whether the device could keep it: not before it has once had the worker's key, nor where the browser keeps nothing. */
  async #keep(entry: WaitingEntry): Promise<boolean> {
    const key = this.#worker?.publicKey;
    if (!key) return false;
    try {
      await keepEntry(entry, key);
      return true;
    } catch {
      return false;
    }
  }

  /** The form as an entry; nothing while a question that the figures need is unanswered. */
  #entryOf(form: HTMLFormElement, staffId: string): WaitingEntry | undefined {
    const data = new FormData(form);
    const fields = [...data].flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' ? [[name, value] as const] : [],
    );
    const has = (name: string): boolean => fields.some(([field]) => field === name);
    const answered = ['channel', 'topics', 'ageBand', 'date', 'time'].every(has);
    const contactId = data.get('contactId');
    if (!answered || !(has('minutes') || has('minutesOther')) || typeof contactId !== 'string')
      return undefined;
    return { contactId, staffId, fields, savedAt: Date.now(), reasons: [] };
  }

  /** Sends what waits, one after the other; what was refused waits for its worker. */
  readonly #sendAll = (): void => {
    if (this.#sending || !this.#worker) return;
    this.#sending = true;
    void this.#sendEach().finally(() => {
      this.#sending = false;
      if (this.#again) this.#backOnline();
    });
  };

  /** A network that comes back while a sending without it is failing: that one was too early, and another follows. */
  readonly #backOnline = (): void => {
    this.#again = this.#sending;
    this.#sendAll();
  };

  async #sendEach(): Promise<void> {
    const waiting = await this.#waiting();
    const entries = waiting.entries.filter(({ reasons }) => reasons.length === 0);
    let recorded = 0;
    for (const entry of entries) {
      const sent = await sendEntry(entry, this.#address);
      if (sent.outcome === 'recorded') {
        await removeEntry(entry.contactId);
        recorded += 1;
      } else if (sent.outcome === 'refused')
        await this.#keep({ ...entry, reasons: sent.reasons, used: sent.used });
      else {
        if (sent.outcome === 'signIn') await this.#sessionOver();
        break;
      }
    }
    if (entries.length > 0) await this.#show();
    if (recorded > 0) this.#say(`${this.#words('sent')} ${recorded}`);
  }

  async #show(): Promise<void> {
    const { entries, locked } = await this.#waiting();
    this.#part('waiting').hidden = entries.length + locked === 0;
    this.#part('count').textContent = String(entries.length + locked);
    this.#part('locked').hidden = locked === 0;
    this.#part('list').replaceChildren(...entries.map((entry) => this.#line(entry)));
  }

  /** One line of the list, from the template of the page. */
  #line(entry: WaitingEntry): Node {
    const template = this.querySelector<HTMLTemplateElement>('template[data-line]');
    const line = template?.content.cloneNode(true) as DocumentFragment;
    const all = (name: string): string[] =>
      entry.fields.filter(([field]) => field === name).map(([, value]) => this.#label(name, value));
    const [date = '', time = ''] = [...all('date'), ...all('time')];
    const when = momentOf(date, time, document.documentElement.lang);
    const what = [when, ...all('channel'), ...all('topics')];
    const put = (part: string, text: string): void => {
      const place = line.querySelector(`[data-part=${part}]`);
      if (!place) return;
      place.textContent = text;
      place.toggleAttribute('hidden', text === '');
    };
    put('what', what.join(', '));
    put('reasons', entry.reasons.join(' '));
    line.querySelector('[data-do=mend]')?.addEventListener('click', () => {
      this.#mend(entry);
    });
    const asNew = line.querySelector<HTMLElement>('[data-do=new]');
    if (asNew) asNew.hidden = entry.used !== true;
    asNew?.addEventListener('click', () => {
      const key = this.#worker?.publicKey;
      if (!key) return;
      void replaceEntry(entry.contactId, renamed(entry), key)
        .then(() => this.#show())
        .then(this.#sendAll);
    });
    line.querySelector('[data-do=throw]')?.addEventListener('click', () => {
      void removeEntry(entry.contactId).then(() => this.#show());
    });
    return line;
  }

  /** Puts an entry back into the form; saved again, it is the same contact. */
  #mend(entry: WaitingEntry): void {
    this.#renew();
    for (const [name, value] of entry.fields) this.#set(name, value);
    this.#form?.scrollIntoView();
    this.#form?.querySelector<HTMLInputElement>('input:checked')?.focus();
  }

  #set(name: string, value: string): void {
    for (const input of this.#form?.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`) ?? []) {
      if (input.type === 'radio' || input.type === 'checkbox') input.checked ||= input.value === value;
      else input.value = value;
    }
  }

  /** The words of a choice as they stand on the form. */
  #label(name: string, value: string): string {
    const choice = this.#form?.querySelector(`input[name="${name}"][value="${value}"]`);
    return choice?.closest('label')?.querySelector('span')?.textContent.trim() ?? value;
  }

  #words(name: string): string {
    return this.#part('words').getAttribute(`data-${name}`) ?? '';
  }

  #say(text: string): void {
    this.#part('words').textContent = text;
  }

  #part(name: string): HTMLElement {
    const found = this.querySelector<HTMLElement>(`[data-part=${name}]`);
    return found ?? document.createElement('span');
  }
}

/** The same contact under an id of its own, as if it had never been sent. */
function renamed(entry: WaitingEntry): WaitingEntry {
  const contactId = newId();
  const fields = entry.fields.map(
    ([name, value]) => [name, name === 'contactId' ? contactId : value] as const,
  );
  return { ...entry, contactId, fields, reasons: [], used: false };
}

customElements.define('contact-outbox', ContactOutbox);
