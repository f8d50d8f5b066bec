// Text that is cut on a page, or runs out of its box.
import type { Page } from 'playwright-core';

/** A line each; the whole page scrolling sideways is one too. */
export function cutOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const cut = root.scrollWidth > root.clientWidth ? ['scrolls sideways'] : [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const isHidden = (one: Element): boolean => one.clientWidth <= 1 && one.clientHeight <= 1;
    const isAmongHidden = (one: Element | null): boolean => {
      for (; one !== null; one = one.parentElement)
        if (isHidden(one) && /hidden|clip/.test(getComputedStyle(one).overflow)) return true;
      return false;
    };
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const own = text.parentElement;
      if (own === null || text.textContent?.trim() === '' || !own.checkVisibility()) continue;
      if (own.closest('svg, select, noscript') !== null) continue;
      if (isAmongHidden(own)) continue;
      range.selectNodeContents(text);
      const said = range.getBoundingClientRect();
      let isOwnBox = true;
      for (let box: Element | null = own; box !== null; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.display === 'inline' || style.display === 'contents') continue;
        // What may be moved within its frame, or ends in three dots on purpose, is not cut.
        if (style.textOverflow === 'ellipsis' || /auto|scroll/.test(style.overflowX)) break;
        const holds = isOwnBox || /hidden|clip/.test(style.overflowX);
        const { left, right, top, bottom } = box.getBoundingClientRect();
        const isWide = said.left < left - 1 || said.right > right + 1;
        const isHigh =
          /hidden|clip/.test(style.overflowY) && (said.top < top - 4 || said.bottom > bottom + 4);
        if (holds && (isWide || isHigh)) {
          cut.push(
            `${own.tagName.toLowerCase()}.${own.className} in ${box.className}: ${text.textContent?.trim().slice(0, 80)}`,
          );
          break;
        }
        isOwnBox = false;
      }
    }
    return cut;
  });
}
