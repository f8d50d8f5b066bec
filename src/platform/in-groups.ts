// What waits while a group is worked on is the next group: so many share one transaction, or one answer of the database, and nobody is
// given what was read before they asked.

/** Of each item in its place; what goes wrong with one alone is given in place of throwing. */
type GroupAct<Item, Result> = (group: readonly Item[]) => Promise<readonly Result[]>;

/** What fails together is tried one by one, so that only who is at fault is told. */
export function inGroups<Item, Result>(
  most: number,
  act: GroupAct<Item, Result>,
): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (result: Result) => void;
    readonly reject: (error: unknown) => void;
  }
  const queue: Waiting[] = [];
  let isRunning = false;
  const actOrSplit = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const results = await act(group.map(({ item }) => item));
      group.forEach(({ resolve }, i) => resolve(results[i]!)); // one each
    } catch (error) {
      if (group.length === 1) group[0]!.reject(error); // length checked
      else for (const one of group) await actOrSplit([one]);
    }
  };
  const drain = async (): Promise<void> => {
    await Promise.resolve(); // who asks in the same tick is in the same group
    while (queue.length > 0) await actOrSplit(queue.splice(0, most));
    isRunning = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (isRunning) return;
      isRunning = true;
      void drain();
    });
}
