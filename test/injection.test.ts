// What somebody typed goes into a letter of mail or a calendar as text: it becomes no header, no receiver and no entry.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { Refusal } from '../src/base/refusal.ts';
import { emailAddress } from '../src/people/person.ts';
import { sendLetter, type MailServer } from '../src/platform/mail.ts';
import { calendarText } from '../src/requests/machine/clocks/ics.ts';
import { atEnd } from './support/temporary.ts';

interface Taken {
  readonly receivers: string[];
  readonly lines: string[];
}

/** Takes any letter, as RFC 5321 has it, and keeps each line. */
async function listening(t: TestContext): Promise<{ server: MailServer; taken: Taken }> {
  const taken: Taken = { receivers: [], lines: [] };
  const listener = createServer((socket) => void talk(socket, taken));
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  atEnd(t, () => void listener.close());
  const { port } = listener.address() as AddressInfo; // it listens on TCP
  const sender = 'comity@agency.example';
  return {
    server: { host: '127.0.0.1', port, tls: 'none', sender, login: undefined, certificates: undefined },
    taken,
  };
}

async function talk(socket: Socket, taken: Taken): Promise<void> {
  const say = (line: string): boolean => socket.write(`${line}\r\n`);
  say('220 here');
  let isData = false;
  for await (const line of linesOf(socket)) {
    if (isData) {
      if (line === '.') {
        isData = false;
        say('250 taken');
      } else taken.lines.push(line);
      continue;
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'RCPT') taken.receivers.push(line);
    if (verb === 'DATA') isData = true;
    say(verb === 'DATA' ? '354 go on' : verb === 'QUIT' ? '221 bye' : '250 so be it');
    if (verb === 'QUIT') socket.end();
  }
}

/** By carriage return and line feed, or the latter alone, as lenient servers do. */
async function* linesOf(socket: Socket): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of socket.setEncoding('utf8')) {
    const lines = `${rest}${String(piece)}`.split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

const BREAKS = ['\r\n', '\n', '\r', '\u2028', '\u0085', '\u0000\r\n', '%0d%0a'];

test('no line break makes a second receiver, a header or a second letter', async (t) => {
  const { server, taken } = await listening(t);
  const letter = {
    id: '0199d2a8-5b7e-7000-8000-00000000000a',
    to: 'ines@agency.example',
    subject: 'x',
    text: 'y',
  };
  for (const end of BREAKS) {
    const more = `${end}Bcc: eve@elsewhere.example${end}X-Own: 1${end}${end}<b>hello</b>${end}.${end}RCPT TO:<eve@elsewhere.example>`;
    for (const changed of [
      { subject: `due${more}` },
      { text: `due${more}` },
      { to: `ines@agency.example${more}` },
      { id: `${letter.id}${more}` },
    ])
      // A receiver of such a form may be refused; it must not be two.
      await sendLetter(server, { ...letter, ...changed }).catch((error: unknown) => {
        assert.ok(error instanceof Refusal, String(error));
      });
  }
  assert.ok(taken.receivers.length > 10, 'letters arrived');
  for (const line of taken.receivers) assert.match(line, /^RCPT TO:<[^<>\s]*ines@agency\.example[^<>\s]*>$/i);
  let isHead = true;
  for (const line of taken.lines) {
    if (line === '') isHead = false;
    if (/^(?:From|Message-ID|Subject): /i.test(line)) isHead = true;
    if (isHead) assert.doesNotMatch(line, /^(?:Bcc|X-Own):/i);
  }
});

test('an address with a line break, a list or a name is no address of a person', () => {
  for (const end of BREAKS.slice(0, 5))
    assert.equal(
      emailAddress.safeParse(`ines@agency.example${end}Bcc: eve@elsewhere.example`).success,
      false,
    );
  for (const text of [
    'a@b.example, c@d.example',
    'Ines <ines@agency.example>',
    'a@b.example;c@d.example',
    'a@',
  ])
    assert.equal(emailAddress.safeParse(text).success, false, text);
  assert.equal(emailAddress.safeParse('ines@agency.example').success, true);
});

test('no title makes an entry or a property of a calendar', () => {
  const at = new Date('2026-11-30T12:00:00Z');
  const one = { id: 'a', at, changedAt: at, link: 'https://comity.example/time-limits/1' };
  for (const end of BREAKS) {
    const title = `limits${end}END:VEVENT${end}BEGIN:VEVENT${end}URL:https://elsewhere.example${end}ATTENDEE:mailto:eve@elsewhere.example`;
    const text = calendarText(title, title, [one]);
    // Whatever a program takes for the end of a line.
    const lines = text.split(/\r\n(?! )|\r(?!\n)|(?<!\r)\n|[\u2028\u2029]/);
    const named = (name: string): number => lines.filter((line) => line.startsWith(`${name}:`)).length;
    assert.deepEqual(['BEGIN', 'END', 'URL', 'ATTENDEE'].map(named), [2, 2, 1, 0], JSON.stringify(end));
  }
});
