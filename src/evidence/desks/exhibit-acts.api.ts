// What is stated about an exhibit after it was taken in, as JSON: a condition, a correction, and that it be read again.
import { z } from 'zod';
import { Refusal } from '../../base/refusal.ts';
import { absent, inCase, type ApiRoute } from '../../people/visit.api.ts';
import { bodyOf, readAll } from '../../web/fields/field.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { addCondition } from '../custody/condition.acts.ts';
import { CONDITION } from '../custody/condition.ts';
import { CORRECTION, isMeasured } from '../custody/correction.ts';
import { correctEvent } from '../custody/custody.acts.ts';
import { nameOf } from '../exhibits/exhibit-act.acts.ts';
import { EXHIBIT, exhibitAct, exhibitAsked, itemParams, viewerOf } from '../exhibits/exhibit-asked.api.ts';
import { noteOfEvent } from '../events/event-rows.store.ts';
import { askForCheck } from '../custody/fixity.jobs.ts';
import type { Installation } from '../log/installation.acts.ts';

export function exhibitActsApi(house: Installation): ApiRoute[] {
  return [addingCondition(house), correcting(house), checking];
}

function addingCondition(house: Installation): ApiRoute {
  return exhibitAct(
    'addCondition',
    {
      path: '/conditions',
      operation: 'addCondition',
      summary: 'States a limit on the use of an exhibit. It travels with it from then on.',
      description: 'No act takes one away.',
      body: bodyOf(CONDITION).meta({ id: 'NewCondition' }),
      words: 'It is stated.',
    },
    async ({ body, actKey, ...asked }) => {
      const { number } = await exhibitAsked(asked);
      await addCondition(house, {
        by: viewerOf(asked),
        number,
        ...readAll(CONDITION, body, {}),
        key: actKey,
      });
    },
  );
}

function correcting(house: Installation): ApiRoute {
  return inCase(
    'correctCustody',
    {
      method: 'POST',
      path: `${EXHIBIT}/corrections`,
      operation: 'correctEvent',
      summary: 'Says what an entry of the custody record should have said.',
      description: 'Nothing is edited: a new event stands beside the earlier one, which stays.',
      params: itemParams,
      body: bodyOf(CORRECTION).meta({ id: 'NewCorrection' }),
      answer: {
        status: 201,
        words: 'It is recorded.',
        schema: z
          .object({ index: z.int().describe('Of the new event in the log.'), id: z.uuid() })
          .meta({ id: 'Correction' }),
      },
    },
    async ({ body, actKey, ...asked }) => {
      const { person, people, file } = asked;
      const { number } = await exhibitAsked(asked);
      const place = { caseId: file.id, number, event: body.event };
      const note = await people.db.asPerson(person.id, (tx) => noteOfEvent(tx, place));
      if (note === undefined) throw absent();
      if (isMeasured(parseEventNote(note, body.event).event.type)) throw measured();
      const by = { role: file.role, detail: nameOf(viewerOf(asked)), item: number };
      const { event: _, ...fields } = CORRECTION;
      const said = readAll(fields, body, { events: [] });
      const recorded = await correctEvent(house, { ...said, event: body.event, key: actKey, by });
      return { index: recorded.index, id: recorded.event.id };
    },
  );
}

const checking = inCase(
  'checkEvidence',
  {
    method: 'POST',
    path: `${EXHIBIT}/checks`,
    operation: 'checkExhibit',
    summary: 'Asks that every stored byte of an exhibit be read again and compared.',
    description: 'It goes on as a job; what it finds is an event of the custody log.',
    params: itemParams,
    answer: {
      status: 202,
      words: 'It will be read.',
      schema: z.object({ job: z.uuid().describe('See `/jobs/{id}`.') }).meta({ id: 'AskedJob' }),
    },
  },
  async ({ actKey, ...asked }) => ({
    job: await askForCheck(asked.people, viewerOf(asked), await exhibitAsked(asked), actKey),
  }),
);

const measured = (): Refusal => new Refusal('notAllowed.measuredEntry');
