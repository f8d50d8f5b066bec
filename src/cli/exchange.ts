// ./comity exchange set-up | document | list | deliver | export | import | conversation | check: messages to and from other installations.
import { writeFile } from 'node:fs/promises';
import { isUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { exportTo, importFrom } from '../exchange/carrier.acts.ts';
import { exportConversation } from '../exchange/conversation-export.acts.ts';
import { standing } from '../exchange/out.store.ts';
import { deliverAll } from '../exchange/deliver.acts.ts';
import { makeExchangeKeys, openExchangeKeys, type ExchangeKeys } from '../exchange/exchange-keys.acts.ts';
import { ownDocumentFile, publishDocument } from '../exchange/peer-document.acts.ts';
import { PEER_KINDS, type PeerKind } from '../exchange/peer-document.ts';
import { tellRegistered } from '../exchange/request-exchange.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { readConversation } from '../platform/conversation-folder.ts';
import { ownWitnessKeys } from '../exchange/witness-peers.acts.ts';
import { FLAG, TEXT, optionsOf, wordsAndOptions } from './options.ts';
import { asAdministrator } from './peer.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { runVerifyConversation } from './verify-conversation.ts';
import { withInstallation } from './with-installation.ts';
import { counted, onlyArgument, printable, required, timeWords } from './words.ts';

const passphrase = (): string | undefined => process.env['COMITY_PASSPHRASE'];

export async function runExchangeSetUp(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, {
    kind: { type: 'string', multiple: true, default: [] },
    url: TEXT,
    mail: TEXT,
    person: TEXT,
    json: FLAG,
  });
  const kinds = values.kind.map(readKind);
  if (kinds.length === 0) throw wrongKind('');
  const line = values.url === undefined ? undefined : values.url.replace(/\/$/, '');
  const { document, file } = await asAdministrator(values.person, async ({ people, by, house }) => {
    const keys = await makeExchangeKeys(house, by, passphrase());
    const document = await publishDocument(house, people, by, {
      keys,
      kinds,
      line,
      mail: values.mail,
      ...(line !== undefined && { witness: await ownWitnessKeys(house, passphrase()) }),
    });
    return { document, file: await ownDocumentFile(house, keys) };
  });
  if (values.json) terminal.out(JSON.stringify({ origin: document.origin, serial: document.serial, line }));
  else {
    terminal.out(
      `Peer document ${document.serial} of ${printable(document.origin)} is made (${file?.length ?? 0} bytes).`,
    );
    terminal.out(
      line === undefined
        ? 'Give it to others as a file: ./comity exchange document --to comity.json'
        : `Others find it at ${line}/.well-known/comity.json once the server runs.`,
    );
  }
  return EXIT.done;
}

function readKind(text: string): PeerKind {
  const kind = PEER_KINDS.find((one) => one === text);
  if (kind === undefined) throw wrongKind(printable(text));
  return kind;
}

const wrongKind = (found: string): Refusal =>
  new Refusal('badUsage.kindOfInstallation', { choices: PEER_KINDS.join(', '), found });

export async function runExchangeDocument(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { to: TEXT });
  const file = await withInstallation(async (house) => ownDocumentFile(house, await neededKeys(house)));
  if (file === undefined) throw notSetUp();
  if (values.to === undefined) terminal.out(file.trimEnd());
  else {
    await writeFile(values.to, file, { flag: 'wx' });
    terminal.out(`Written to ${values.to}. It is for: ./comity peer add ${values.to}`);
  }
  return EXIT.done;
}

export async function runExchangeList(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { json: FLAG });
  const rows = await withInstallation((house) => standing(house.db.kysely));
  if (values.json) terminal.out(JSON.stringify(rows));
  else if (rows.length === 0) terminal.out('Nothing was sent to a peer.');
  else
    for (const { peerOrigin, state, howMany, oldest } of rows)
      terminal.out(`${printable(peerOrigin)}  ${state}  ${howMany}, since ${timeWords(oldest)}`);
  return EXIT.done;
}

export async function runExchangeDeliver(args: readonly string[], terminal: Terminal): Promise<number> {
  optionsOf(args, {});
  const tried = await withInstallation(async (house) => {
    const keys = await neededKeys(house);
    await tellRegistered(house, keys);
    return deliverAll({ house, keys });
  });
  terminal.out(`Tried: ${counted(tried, 'message')}.`);
  return EXIT.done;
}

export async function runExchangeExport(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { to: TEXT, peer: TEXT, json: FLAG });
  const asked = { to: required(values.to, 'to'), peer: required(values.peer, 'peer') };
  const made = await withInstallation(async (house) => exportTo(house, await neededKeys(house), asked));
  if (values.json) terminal.out(JSON.stringify(made));
  else
    terminal.out(
      `${counted(made.envelopes, 'message')}, ${counted(made.receipts, 'receipt')} and ${counted(made.packages, 'package')} to ${made.folder}. What is not receipted is written again next time.`,
    );
  return EXIT.done;
}

export async function runExchangeImport(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { json: FLAG });
  const path = onlyArgument(positionals, 'DIR');
  const came = await withInstallation(async (house) => importFrom(house, await neededKeys(house), path));
  if (values.json) terminal.out(JSON.stringify(came));
  else {
    const { from, delivered, held, refused, known, receipts, packages } = came;
    terminal.out(
      `From ${printable(from)}: ${delivered} delivered, ${held} held, ${refused} refused, ${known} known already; ${receipts} receipts, ${counted(packages, 'package')}.`,
    );
    for (const { path: one, why } of came.left) terminal.out(`left: ${printable(one)}: ${why}`);
  }
  return came.left.length === 0 ? EXIT.done : EXIT.refused;
}

export async function runExchangeConversation(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { to: TEXT });
  const conversation = onlyArgument(positionals, 'ID');
  const to = required(values.to, 'to');
  if (!isUuid(conversation)) throw new Refusal('badUsage.conversationId', { found: printable(conversation) });
  const written = await withInstallation(async (house) =>
    exportConversation(house, await neededKeys(house), { conversation, to }),
  );
  terminal.out(`${counted(written, 'message')} to ${to}, with what they say in clear.`);
  terminal.out(`Check them anywhere: ./comity verify ${to} --trust FILE --trust FILE`);
  return EXIT.done;
}

/** As `verify` with the same folder. */
export async function runExchangeCheck(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, {
    trust: { type: 'string', multiple: true, default: [] },
    json: FLAG,
  });
  const files = readConversation(onlyArgument(positionals, 'DIR'));
  if (files === undefined) throw new Refusal('badInput.notConversationFolder');
  return runVerifyConversation(files, { trust: values.trust, isJson: values.json, terminal });
}

async function neededKeys(house: Installation): Promise<ExchangeKeys> {
  const keys = await openExchangeKeys(house, passphrase());
  if (keys === undefined) throw notSetUp();
  return keys;
}

const notSetUp = (): Refusal => new Refusal('notReady.exchangeKeys');
