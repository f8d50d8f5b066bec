// Sends files in parts, several at a time, from where the line broke. Without this script a form sends one in one go.
import { segmentSetOf } from '../../base/segment-sets.ts';
import { sizeIn } from '../size.ts';
import { sending, type Sending, type SendingTold } from './upload/sending.ts';
import { timeLeft, type UploadWords } from './upload/words.ts';

/** Files at once; the rest wait for their turn. */
const AT_ONCE = 2;
/** So long a file that has arrived waits for those chosen before it. */
const TURN_MS = 60_000;
const LOOK_MS = 100;
const ON_ITS_WAY: readonly string[] = ['queued', 'sending', 'comparing', 'waiting'];
/** Lines of the list that are watched at the same time: a browser has six connections for everything. */
const WATCHED = 3;

for (const block of document.querySelectorAll<HTMLElement>('[data-uploads]')) open(block);

function open(block: HTMLElement): void {
  const words = JSON.parse(block.dataset['words'] ?? '') as UploadWords; // of our own server
  const place = { endpoint: block.dataset['uploads'] ?? '', worker: block.dataset['worker'] ?? '' };
  const list = block.querySelector('ol');
  const row = block.querySelector('template');
  const input = block.querySelector('input');
  if (list === null || row === null || input === null) return;
  block.hidden = false;
  document.querySelector<HTMLElement>('[data-plain]')?.remove();
  const waiting: Sending[] = [];
  const open = new Set<Sending>();
  const states = new Map<Sending, SendingTold['state']>();
  // Parts of one image are known by their names, with those that came before the page was opened again.
  const names = new Set(JSON.parse(block.dataset['names'] ?? '[]') as string[]); // of our own server
  const imageOf = ({ name }: File): number => segmentSetOf(name, [...names])?.names.length ?? 1;

  const next = (): void => {
    while (open.size < AT_ONCE) {
      const one = waiting.shift();
      if (one === undefined) break;
      open.add(one);
      one.start();
    }
    const all = [...states.values()];
    if (all.length > 0 && all.every((state) => state === 'taking')) location.reload();
  };
  const add = (file: File): void => {
    const item = row.content.cloneNode(true) as DocumentFragment;
    const parts = partsOf(item);
    const one = sending(
      place,
      file,
      (told) => {
        states.set(one, told.state);
        show(parts, words, file, told);
        hideEarlier(one);
        // One whose bytes are there leaves its place to the next, also while it waits for its turn.
        const isThere = ['comparing', 'taking', 'paused', 'stopped'].includes(told.state);
        if ((isThere && open.delete(one)) || told.state === 'taking') next();
      },
      imageOf,
      () => turnOf(one, states),
    );
    parts.name.textContent = file.name;
    parts.bar.setAttribute('aria-label', file.name);
    parts.about.textContent = file.name;
    parts.button.addEventListener('click', () => {
      if (parts.button.dataset['does'] === 'pause') return one.pause();
      open.add(one);
      one.start();
    });
    states.set(one, 'queued');
    show(parts, words, file, { state: 'queued', sent: 0, pace: 0 });
    list.append(item);
    waiting.push(one);
  };
  const addAll = (files: FileList | null): void => {
    for (const file of files ?? []) names.add(file.name);
    for (const file of files ?? []) add(file);
    next();
  };
  input.addEventListener('change', () => {
    addAll(input.files);
    input.value = ''; // the same file can be chosen again
  });
  dropped(block, addAll);
  watchTaken(() => [...states.values()].every((state) => !ON_ITS_WAY.includes(state)));
}

async function turnOf(one: Sending, states: ReadonlyMap<Sending, SendingTold['state']>): Promise<void> {
  const chosen = [...states.keys()];
  const before = chosen.slice(0, chosen.indexOf(one));
  const until = performance.now() + TURN_MS;
  while (performance.now() < until && before.some((other) => ON_ITS_WAY.includes(states.get(other) ?? '')))
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

/** What the server's list says is being taken in, until it is: then the page is the server's again, unless something is on its way. */
function watchTaken(isFree: () => boolean): void {
  let isStale = false;
  const again = (): void => {
    if (isStale && isFree()) location.reload();
    else if (isStale) setTimeout(again, 1000);
  };
  for (const line of [...document.querySelectorAll<HTMLElement>('[data-taking]')].slice(0, WATCHED)) {
    const source = new EventSource(line.dataset['taking'] ?? '');
    source.addEventListener('message', ({ data }) => {
      if (!(JSON.parse(String(data)) as { hasEnded: boolean }).hasEnded) return; // of our own server
      source.close();
      isStale = true;
      again();
    });
  }
}

interface Parts {
  readonly name: HTMLElement;
  readonly bar: HTMLProgressElement;
  readonly state: HTMLElement;
  readonly amount: HTMLElement;
  readonly left: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly verb: HTMLElement;
  readonly about: HTMLElement;
}

function partsOf(item: DocumentFragment): Parts {
  const part = <E extends Element>(name: string): E => {
    const found = item.querySelector<E>(`[data-part="${name}"]`);
    if (found === null) throw new Error(`the page has no ${name}`);
    return found;
  };
  return {
    name: part('name'),
    bar: part('bar'),
    state: part('state'),
    amount: part('amount'),
    left: part('left'),
    button: part('button'),
    verb: part('verb'),
    about: part('about'),
  };
}

function show(parts: Parts, words: UploadWords, file: File, told: SendingTold): void {
  const { state, sent, pace, reason } = told;
  const size = (bytes: number): string => sizeIn(words.locale, bytes);
  const text = state === 'stopped' ? whyStopped(words, reason ?? '') : words.state[state];
  put(parts.state, text);
  put(parts.amount, words.amount.replace('{done}', size(sent)).replace('{total}', size(file.size)));
  put(parts.left, pace > 0 && state === 'sending' ? timeLeft(words, (file.size - sent) / pace) : '');
  parts.bar.value = file.size === 0 ? 1 : sent / file.size;
  const does = state === 'sending' || state === 'waiting' ? 'pause' : 'goOn';
  parts.button.hidden = state === 'queued' || state === 'comparing' || state === 'taking';
  parts.button.dataset['does'] = does;
  put(parts.verb, does === 'pause' ? words.pause : words.goOn);
}

function whyStopped(words: UploadWords, reason: string): string {
  if (reason === 'signedOut') return words.signedOut;
  return words.refused[reason] ?? words.unreadable;
}

/** Only what changes is written, so that a screen reader hears each state once. */
function put(place: HTMLElement, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}

/** Its line in the list that the server made, which would say the same twice. */
function hideEarlier(one: Sending): void {
  const id = one.id();
  if (id === undefined) return;
  const line = document.querySelector(`[data-upload="${CSS.escape(id)}"]`)?.closest('tr');
  if (line !== null && line !== undefined) line.hidden = true;
}

function dropped(block: HTMLElement, take: (files: FileList | null) => void): void {
  const over = (isOver: boolean) => (event: Event) => {
    event.preventDefault(); // else the browser would open the file
    block.classList.toggle('c-drop--over', isOver);
  };
  block.addEventListener('dragover', over(true));
  block.addEventListener('dragleave', over(false));
  block.addEventListener('drop', (event) => {
    over(false)(event);
    take(event.dataTransfer?.files ?? null);
  });
}
