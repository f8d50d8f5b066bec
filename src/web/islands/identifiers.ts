// Says, while it is typed, whether an identifier can be right: asks the service, which checks again when the page is sent.

interface Said {
  readonly tone: 'ok' | 'warn' | 'stop';
  readonly words: readonly string[];
}

const PAUSE_MS = 400;

for (const block of document.querySelectorAll<HTMLElement>('[data-check]')) {
  const fields = [...block.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select, textarea')];
  const last = block.querySelector('input, textarea')?.closest('.govuk-form-group');
  if (last === null || last === undefined) continue;
  const status = document.createElement('div');
  status.setAttribute('role', 'status');
  last.append(status);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;
  const check = (): void => {
    latest += 1;
    const mine = latest;
    ask(block, fields)
      .then((said) => {
        if (mine === latest) show(status, said);
      })
      .catch(() => show(status, undefined)); // without the service the page still works
  };
  block.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE_MS);
  });
}

/** Undefined where nothing is typed yet. */
async function ask(
  block: HTMLElement,
  fields: readonly (HTMLInputElement | HTMLSelectElement)[],
): Promise<Said | undefined> {
  const { check = '', holder = '' } = block.dataset;
  const body = new URLSearchParams({ field: check, holder });
  for (const { name, value } of fields) body.set(name.replace(/\.\d+$/, ''), value);
  const answer = await fetch('/requests/identifier', { method: 'POST', body });
  if (!answer.ok) return undefined;
  const said = (await answer.json()) as Said; // of our own service
  return said.words.length === 0 ? undefined : said;
}

function show(status: HTMLElement, said: Said | undefined): void {
  status.className = said === undefined ? '' : `c-live c-live--${said.tone}`;
  status.replaceChildren(
    ...(said?.words ?? []).map((words) => {
      const line = document.createElement('p');
      line.textContent = words;
      return line;
    }),
  );
}
