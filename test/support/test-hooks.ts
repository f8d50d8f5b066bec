// What the runner of Node.js watches while tests are told to it. To say which test began a piece of work that fails after it, it
// notes every promise and takes the note back when the promise is collected: a tenth of what our tests cost. A lane lets it watch
// only while a file is read, when tests find the suite they belong to; work that fails after its test then fails the lane, unnamed.
// Loaded by `--import`, before the runner is.
import hooks, { type AsyncHook } from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';

let runner: Pick<AsyncHook, 'enable' | 'disable'> | undefined;
let isWatching = false;

const createHook = hooks.createHook;
hooks.createHook = (callbacks) => {
  const hook = createHook(callbacks);
  if (runner !== undefined) return hook;
  // The first of a process is the runner's: it makes it for the first suite, before a file is read.
  const enable = hook.enable.bind(hook);
  runner = { enable, disable: hook.disable.bind(hook) };
  hook.enable = () => (isWatching ? enable() : hook);
  return hook;
};
syncBuiltinESMExports();

/** From before a suite is made until its file has told its tests. */
export const watch = {
  begin(): void {
    isWatching = true;
    runner?.enable();
  },
  end(): void {
    isWatching = false;
    runner?.disable();
  },
};
