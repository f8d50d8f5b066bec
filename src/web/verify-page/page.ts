// The offline page: takes a folder or zip, runs the checks of verify/ on it, and says what was found.
import { Fault } from '../../verify/fault.ts';
import type { Crypto } from '../../verify/crypto.ts';
import { verifyPackage, type Verdict } from '../../verify/package.ts';
import type { PackageReader } from '../../verify/reader.ts';
import type { Check } from '../../verify/checks.ts';
import { sizeText } from '../../verify/figures.ts';
import { joinTrust, readTrust, type Trust } from '../../verify/trust.ts';
import { browserCrypto } from './browser-crypto.ts';
import type { ConversationChecked } from '../../verify/conversation.ts';
import { filesOfEntries, folderOf, zipOf, type NamedFile } from './browser-reader.ts';
import { checkedConversation, conversationIn, showConversation } from './conversation-view.ts';
import { byId, element, foreign } from './elements.ts';
import { checkItem, showVerdict, type EventWords, type Words } from './result-view.ts';
import { checkerLanguage, languageFor, type CheckerWords } from './checker-languages.ts';
import { errorText } from '../../base/error-text.ts';

/** Of every language: put in when the page is built, with the words that reports have for events. */
declare const WORDS: readonly (CheckerWords & { readonly events: EventWords })[];

let words = wordsOf(
  languageFor(
    navigator.languages,
    WORDS.map(({ language }) => language.code),
  ),
);
/** What is on the page now, said again when another language is chosen. */
let checked: Check[] = [];
let last: { readonly verdict: Verdict; readonly crypto: Crypto } | undefined;
let lastConversation: ConversationChecked | undefined;
let trustSaid: (() => string) | undefined;

function wordsOf(code: string): Words {
  const own = WORDS.find(({ language }) => language.code === code);
  if (own === undefined) throw new Error(`no language ${code}`);
  return { ...checkerLanguage(own), events: own.events };
}
const MAX_TRUST_BYTES = 1024 * 1024;

const crypto = browserCrypto();
let trusts: readonly Trust[] = [];

type Open = (crypto: Crypto) => Promise<PackageReader>;

async function check(open: Open): Promise<void> {
  show('working');
  byId('checks').replaceChildren();
  [checked, last, lastConversation] = [[], undefined, undefined];
  const primitives = await crypto;
  const verdict = await verdictOf(open, primitives);
  last = { verdict, crypto: primitives };
  showVerdict(verdict, words, primitives);
  show('result');
  byId('result').focus();
}

/** A folder is a package, or a conversation of two installations. */
async function checkFolder(files: readonly NamedFile[]): Promise<void> {
  const conversation = conversationIn(files);
  if (conversation === undefined) return await check(async (primitives) => folderOf(files, primitives));
  show('working');
  byId('checks').replaceChildren();
  [checked, last] = [[], undefined];
  lastConversation = await checkedConversation(conversation, trusts, await crypto);
  showConversation(lastConversation, words);
  show('result');
  byId('rail').hidden = true; // its checks are of a package
  byId('result').focus();
}

async function verdictOf(open: Open, primitives: Crypto): Promise<Verdict> {
  try {
    return await verifyPackage(await open(primitives), {
      crypto: primitives,
      trust: joinTrust(trusts, 'trust files'),
      onCheck: (one) => {
        checked.push(one);
        byId('checks').append(checkItem(one, words));
      },
      onBytes: progress,
    });
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault; // a zip that is not even of the form, or a folder that cannot be listed
    return { ok: false, checks: [], fault, established: [], notEstablished: [] };
  }
}

function progress(done: number, total: number): void {
  const bar = byId('progress');
  bar.setAttribute('value', String(total === 0 ? 1 : done / total));
  const said = words.say(words.page.checking, {
    done: sizeText(done, words.units),
    total: sizeText(total, words.units),
  });
  if (byId('working-words').textContent !== said) byId('working-words').textContent = said;
}

function show(what: 'choose' | 'working' | 'result'): void {
  for (const id of ['choose', 'working', 'result']) byId(id).hidden = id !== what;
  byId('rail').hidden = what === 'choose';
  byId('intro').hidden = what === 'result';
  if (what !== 'result') byId('proof').hidden = true;
}

/** What goes wrong in the page itself is said, never taken for an answer about the package. */
function start(act: () => Promise<void>): void {
  act().catch((error: unknown) => {
    show('result');
    byId('rail').hidden = true;
    byId('verdict').className = 'verdict notChecked';
    byId('verdict-words').textContent = words.report.verdicts.notChecked;
    byId('fault').replaceChildren();
    byId('fault-words').textContent = words.say(words.page.broken, {
      why: errorText(error),
    });
    byId('exhibits').replaceChildren();
    byId('statements').replaceChildren();
    byId('result').focus();
  });
}

async function takeTrust(files: readonly File[]): Promise<void> {
  try {
    const read: Trust[] = [];
    for (const file of files) {
      if (file.size > MAX_TRUST_BYTES)
        throw new Fault('limitExceeded', file.name, `at most ${MAX_TRUST_BYTES} bytes`, String(file.size));
      read.push(readTrust(new Uint8Array(await file.arrayBuffer()), file.name, await crypto));
    }
    trusts = read;
    const name = files.map((file) => foreign(file.name)).join(', ');
    sayTrust(() => words.say(words.page.trustChosen, { name }));
  } catch (error) {
    trusts = [];
    const why = foreign(errorText(error));
    sayTrust(() => words.say(words.page.trustRefused, { why }));
  }
}

function sayTrust(said: (() => string) | undefined): void {
  trustSaid = said;
  byId('trust-words').textContent = said?.() ?? '';
}

/** Nothing is kept of it: the page begins in the language of the browser each time. */
function speak(code: string): void {
  words = wordsOf(code);
  const { page, report } = words;
  document.documentElement.lang = code;
  document.documentElement.dir = report.direction;
  document.title = `${page.fixed.title} · Comity`;
  const fixed: { readonly [name: string]: string } = page.fixed;
  for (const place of document.querySelectorAll<HTMLElement>('[data-say]'))
    place.textContent = fixed[place.dataset['say'] ?? ''] ?? '';
  byId('draft').hidden = !words.isDraft;
  sayTrust(trustSaid);
  byId('checks').replaceChildren(...checked.map((one) => checkItem(one, words)));
  if (last !== undefined) showVerdict(last.verdict, words, last.crypto);
  if (lastConversation !== undefined) showConversation(lastConversation, words);
}

function offerLanguages(): void {
  const choice = byId('language');
  if (!(choice instanceof HTMLSelectElement)) return;
  for (const {
    language: { code, name },
  } of WORDS) {
    const option = element('option', name);
    option.setAttribute('value', code);
    option.setAttribute('lang', code);
    choice.append(option);
  }
  choice.value = words.code;
  choice.addEventListener('change', () => {
    speak(choice.value);
  });
  byId('language-choice').hidden = false;
}

function takeDrop(data: DataTransfer): void {
  const items = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const [only] = items;
  const files = [...data.files];
  if (only?.isFile && items.length === 1 && files[0] !== undefined && /\.zip$/i.test(only.name)) {
    const [zip] = files;
    start(() => check((primitives) => zipOf(zip, primitives)));
  } else start(async () => checkFolder(await filesOfEntries(items)));
}

function chosen(id: string): readonly File[] {
  const input = byId(id);
  return input instanceof HTMLInputElement ? [...(input.files ?? [])] : [];
}

byId('folder').addEventListener('change', () => {
  const files = chosen('folder').map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  if (files.length > 0) start(() => checkFolder(files));
});
byId('zip').addEventListener('change', () => {
  const [file] = chosen('zip');
  if (file !== undefined) start(() => check((primitives) => zipOf(file, primitives)));
});
byId('trust').addEventListener('change', () => {
  const files = chosen('trust');
  if (files.length > 0) start(() => takeTrust(files));
});
byId('print').addEventListener('click', () => window.print());
byId('again').addEventListener('click', () => {
  const form = byId('choose');
  if (form instanceof HTMLFormElement) form.reset();
  trusts = [];
  sayTrust(undefined);
  [checked, last, lastConversation] = [[], undefined, undefined];
  document.title = `${words.page.fixed.title} · Comity`;
  show('choose');
  byId('folder').focus();
});

offerLanguages();
speak(words.code);

// Anywhere on the page will do: a file dropped beside the frame must not replace the page.
document.addEventListener('dragover', (event) => {
  event.preventDefault();
  byId('drop').classList.add('over');
});
document.addEventListener('dragleave', () => byId('drop').classList.remove('over'));
document.addEventListener('drop', (event) => {
  event.preventDefault();
  byId('drop').classList.remove('over');
  if (event.dataTransfer !== null && !byId('choose').hidden) takeDrop(event.dataTransfer);
});
