// So many at once and no more: the others wait for their turn, in their order.

type InTurn = <T>(act: () => Promise<T>) => Promise<T>;

export function inTurn(atOnce: number): InTurn {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (act) => {
    // Whoever ends hands its place on, so that nobody who comes in between takes it.
    if (running < atOnce) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
