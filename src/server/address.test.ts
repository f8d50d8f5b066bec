import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLoopback, trustedProxies } from './address.ts';

test('without a trusted proxy the connection says who asks, whatever is written beside it', () => {
  const proxies = trustedProxies([]);
  assert.equal(proxies.clientOf('198.51.100.7', '192.0.2.1'), '198.51.100.7');
  assert.equal(proxies.clientOf('::ffff:127.0.0.1', '192.0.2.1'), '127.0.0.1');
});

test('a trusted proxy says who asks, and what a stranger wrote before it means nothing', () => {
  const proxies = trustedProxies(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);
  assert.equal(proxies.clientOf('127.0.0.1', '192.0.2.1'), '192.0.2.1');
  assert.equal(proxies.clientOf('10.1.2.3', '203.0.113.9, 192.0.2.1'), '192.0.2.1');
  assert.equal(proxies.clientOf('10.1.2.3', '203.0.113.9, 192.0.2.1, fd00::5'), '192.0.2.1');
  assert.equal(proxies.clientOf('127.0.0.1', '192.0.2.1, not an address'), '127.0.0.1');
  assert.equal(proxies.clientOf('127.0.0.1', undefined), '127.0.0.1');
});

test('what is no network is refused', () => {
  for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0.0/x', ''])
    assert.throws(() => trustedProxies([wrong]), { code: 'badUsage' });
});

test('only this machine’s own addresses are loopback', () => {
  for (const own of ['127.0.0.1', '127.9.9.9', '::1', 'localhost', '::ffff:127.0.0.1'])
    assert.ok(isLoopback(own));
  for (const other of ['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.evil.example', 'localhost.evil.example', ''])
    assert.equal(isLoopback(other), false);
});
