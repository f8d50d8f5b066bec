// What a way of `channels.yaml` is called, for people.
import type { Knowledge } from '../../../law/model.ts';
import type { Messages } from '../../../web/messages.ts';
import { channelName } from '../../core/ref-text.pages.ts';
import { OTHER_WAY } from '../../machine/states/sending.ts';

/** In the words of the law data; one that they no longer have, by its id. */
export function wayName(say: Messages, { channels }: Pick<Knowledge, 'channels'>, id: string): string {
  if (id === OTHER_WAY) return say.requestLife.otherWay;
  return channelName(say, { channels }, id);
}
