// Shows how far a job is without loading the page again. Without this script the page refreshes itself; the words are
// the server's own either way.

interface Told {
  readonly hasEnded: boolean;
  readonly state: string;
  readonly amount: string;
  readonly left: string;
  readonly message: string;
  readonly share?: number;
}

/** When there is no stream to be had: as the page does without a script. */
const LOOK_AGAIN_MS = 4_000;

for (const block of document.querySelectorAll<HTMLElement>('[data-job]')) {
  const bar = block.querySelector('progress');
  const source = new EventSource(block.dataset['job'] ?? '');
  source.addEventListener('message', ({ data }) => {
    const told = JSON.parse(String(data)) as Told; // of our own server
    for (const part of ['state', 'amount', 'left', 'message'] as const) {
      const place = block.querySelector(`[data-part="${part}"]`);
      if (place !== null && place.textContent !== told[part]) place.textContent = told[part];
    }
    if (bar !== null && told.share === undefined) bar.removeAttribute('value');
    else if (bar !== null) bar.value = told.share ?? 0;
    if (told.hasEnded) {
      source.close();
      location.reload();
    }
  });
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), LOOK_AGAIN_MS);
  });
}
