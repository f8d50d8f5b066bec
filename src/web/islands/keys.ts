// What carries a key is pressed by it, but while somebody types. The page says which keys there are, and can be had without them.
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select') !== null) return;
  const key = event.key.toLowerCase();
  for (const found of document.querySelectorAll<HTMLElement>('[data-key]'))
    if (found.dataset['key'] === key) {
      event.preventDefault();
      found.click();
      return;
    }
});
