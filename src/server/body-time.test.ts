// How long a body may take: a minute, and for evidence as long as it keeps coming. The clock is the test's own.
import assert from 'node:assert/strict';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { limitBodyTime, mayTakeLong } from './body-time.ts';

const MINUTE = 60_000;

function slowRequest(t: TestContext): IncomingMessage {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const request = new IncomingMessage(new Socket());
  request.on('error', () => undefined); // it is cut
  limitBodyTime(request);
  return request;
}

test('a body that takes longer than a minute is cut, and not one second earlier', (t) => {
  const request = slowRequest(t);
  t.mock.timers.tick(MINUTE - 1);
  assert.equal(request.destroyed, false);
  t.mock.timers.tick(1);
  assert.equal(request.destroyed, true);
});

test('one that has come whole is left alone, however long its answer takes', (t) => {
  const request = slowRequest(t);
  request.complete = true;
  t.mock.timers.tick(10 * MINUTE);
  assert.equal(request.destroyed, false);
});

test('evidence may take long, and is cut when nothing comes any more', (t) => {
  const request = slowRequest(t);
  mayTakeLong(request);
  t.mock.timers.tick(10 * MINUTE);
  assert.equal(request.destroyed, false);
  assert.equal(request.socket.timeout, MINUTE);
  request.socket.emit('timeout');
  assert.equal(request.destroyed, true);
  mayTakeLong(undefined); // as in a test without a socket
});
