// What the server of a receiver does with an offer that somebody took: all parts are fetched, checked and written.
// `exchange-package-pull.ts HOME [anew]`. Prints how many bytes are here, and how much memory it took at the most. `anew`: as if nothing
// of it had ever come; its file is gone.
import { sql } from 'kysely';
import { openInstallation } from '../src/evidence/installation/open.acts.ts';
import { openExchangeKeys } from '../src/exchange/exchange-keys.acts.ts';
import { theirOffers } from '../test/support/their-offers.ts';
import { fetchOffers } from '../src/exchange/parts.acts.ts';
import { homeAt } from '../src/platform/home.ts';

const house = await openInstallation(homeAt(process.argv[2] ?? ''), { env: process.env });
const keys = await openExchangeKeys(house, undefined);
if (keys === undefined) throw new Error('no keys');
if (process.argv[3] === 'anew')
  await sql`update exchange_offer set have = 0, here_at = null, last_error = null`.execute(house.db.kysely);
const started = process.cpuUsage();
const began = performance.now();
await fetchOffers(house, keys, Infinity);
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(started);
const [offer] = await theirOffers(house.db.kysely);
// Nobody took it into a case, so that it ends when the file is whole: what opens it is measured with packages.
console.log(
  JSON.stringify({
    have: offer?.have,
    seconds,
    cpu: (user + system) / 1e6,
    memory: process.resourceUsage().maxRSS * 1024,
    why: offer?.lastError,
  }),
);
await house.close();
