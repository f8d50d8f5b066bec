// npm run two-states: two authorities on this machine, each with a database and a server of its own, play a request through and say what
// each of them sees. It is the story of exchange.test.ts, told.
process.env['COMITY_TELL'] = '1';
process.argv.push('test/exchange.test.ts');
await import('./run.ts');
