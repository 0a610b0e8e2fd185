import { sendEntry } from './outbox/send.ts';
import { momentOf } from './outbox/moment.ts';
import { keepShell } from './outbox/shell.ts';
import {
  entriesOf,
  keepEntry,
  noteWorker,
  readWorker,
  removeEntry,
  replaceEntry,
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
/** Contact ids as the product makes them: 20 of `[0-9a-z]`. */
const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * `<contact-outbox form staff site site-name now>` around the contact form: keeps every entry in the browser before it is
 * sent, and until the service has said that it is recorded; shows what waits, sends it as soon as there is a network, also
 * after a reload, and exactly once by its id. What the service refuses stays, with the reasons, to be mended or thrown away.
 * `form` is the form's address; without `staff` (the page without data) the entries are of whoever last signed in here.
 * Without scripts the form is sent as every form.
 */
class ContactOutbox extends HTMLElement {
  #staffId = '';
  #ahead = 0;
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
      const [site, siteName] = [this.getAttribute('site') ?? '', this.getAttribute('site-name') ?? ''];
      // To the minute, as the form shows times: a device's clock may be wrong by hours.
      const ahead = Math.round((Date.parse(this.getAttribute('now') ?? '') - Date.now()) / 60_000) * 60_000;
      await noteWorker({ staffId, site, siteName, ahead });
      // The form works without it: only the page for without a network is missing then.
      keepShell(this.#address).catch(() => undefined);
    }
    const worker = await readWorker();
    this.#staffId = worker?.staffId ?? '';
    this.#ahead = worker?.ahead ?? 0;
    if (!staffId) this.#fillShell(worker?.site, worker?.siteName);
    this.#form?.addEventListener('submit', this.#submitted);
    addEventListener('online', this.#backOnline);
    this.#timer = setInterval(this.#sendAll, AGAIN);
    await this.#show();
    this.#sendAll();
  }

  /** The page without data learns from the device where and when; without a known worker it takes no entry. */
  #fillShell(site: string | undefined, siteName: string | undefined): void {
    const known = this.#staffId !== '' && site !== undefined;
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
    const [date = '', time = ''] = helsinki.format(Date.now() + this.#ahead).split(' ');
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
    if (!form || this.#staffId === '') return;
    const entry = this.#entryOf(form);
    if (!entry) {
      // Nobody learns later that an answer was missing: what the form asks for is asked now.
      form.reportValidity();
      this.#say(this.#words('incomplete'));
      return;
    }
    await keepEntry(entry);
    const sent = await sendEntry(entry, this.#address);
    if (sent.outcome === 'recorded') {
      await removeEntry(entry.contactId);
      location.assign(sent.to);
    } else if (sent.outcome === 'refused' && this.hasAttribute('staff')) {
      // The service itself shows what is to be mended, on the form that is still open.
      await removeEntry(entry.contactId);
      form.submit();
    } else {
      if (sent.outcome === 'refused') await keepEntry({ ...entry, reasons: sent.reasons, used: sent.used });
      this.#renew();
      await this.#show();
      this.#say(this.#words(sent.outcome === 'signIn' ? 'signIn' : 'kept'));
      this.#part('list').scrollIntoView({ block: 'nearest' });
    }
  }

  /** The form as an entry; nothing while a question that the figures need is unanswered. */
  #entryOf(form: HTMLFormElement): WaitingEntry | undefined {
    const data = new FormData(form);
    const fields = [...data].flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' ? [[name, value] as const] : [],
    );
    const has = (name: string): boolean => fields.some(([field]) => field === name);
    const answered = ['channel', 'topics', 'ageBand', 'date', 'time'].every(has);
    const contactId = data.get('contactId');
    if (!answered || !(has('minutes') || has('minutesOther')) || typeof contactId !== 'string')
      return undefined;
    return { contactId, staffId: this.#staffId, fields, savedAt: Date.now(), reasons: [] };
  }

  /** Sends what waits, one after the other; what was refused waits for its worker. */
  readonly #sendAll = (): void => {
    if (this.#sending || this.#staffId === '') return;
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
    const entries = (await entriesOf(this.#staffId)).filter(({ reasons }) => reasons.length === 0);
    let recorded = 0;
    for (const entry of entries) {
      const sent = await sendEntry(entry, this.#address);
      if (sent.outcome === 'recorded') {
        await removeEntry(entry.contactId);
        recorded += 1;
      } else if (sent.outcome === 'refused')
        await keepEntry({ ...entry, reasons: sent.reasons, used: sent.used });
      else {
        if (sent.outcome === 'signIn') this.#say(this.#words('signIn'));
        break;
      }
    }
    if (entries.length > 0) await this.#show();
    if (recorded > 0) this.#say(`${this.#words('sent')} ${recorded}`);
  }

  async #show(): Promise<void> {
    const entries = this.#staffId === '' ? [] : await entriesOf(this.#staffId);
    this.#part('waiting').hidden = entries.length === 0;
    this.#part('count').textContent = String(entries.length);
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
      void replaceEntry(entry.contactId, renamed(entry))
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

function newId(): string {
  let id = '';
  while (id.length < 20) {
    for (const byte of crypto.getRandomValues(new Uint8Array(20))) {
      // 252 is the largest multiple of 36 in a byte: taking more would favour the first letters.
      if (byte < 252 && id.length < 20) id += ALPHABET.charAt(byte % 36);
    }
  }
  return id;
}

customElements.define('contact-outbox', ContactOutbox);
