// How much a report may show, shared out among its exhibits, so that no package makes a document without end.

type RoomKind = 'sections' | 'rows' | 'entries' | 'files' | 'conditions';

const ROOM: { readonly [kind in RoomKind]: number } = {
  sections: 200,
  rows: 1000,
  entries: 2000,
  files: 1200,
  conditions: 400,
};

export interface Room {
  /** Grants at most `wanted`, less when little is left: an even share of what remains, but never fewer than `LEAST`. */
  take(kind: RoomKind, wanted: number): number;
}

const LEAST: { readonly [kind in RoomKind]: number } = {
  sections: 0,
  rows: 0,
  entries: 6,
  files: 3,
  conditions: 2,
};

export function roomFor(exhibits: number): Room {
  const sections = Math.max(1, Math.min(exhibits, ROOM.sections));
  return {
    take(kind, wanted) {
      if (kind === 'sections' || kind === 'rows') return Math.min(wanted, ROOM[kind]);
      return Math.min(wanted, Math.max(LEAST[kind], Math.floor(ROOM[kind] / sections)));
    },
  };
}
