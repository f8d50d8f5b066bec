// A moment: the day, the time on the clock of a place, and which place. Draft.
import type { moment as Shape } from '../en/moment.ts';

export const moment: typeof Shape = {
  moment: {
    now: (time) => `Ahora mismo: ${time}`,
    otherTime: 'En otro momento',
    day: 'Día',
    month: 'Mes',
    year: 'Año',
    time: 'Hora (24 horas)',
    toTheSecond: 'Hora (al segundo)',
    clock: 'Según qué reloj',
    zone: 'Zona horaria de ese lugar',
    near: 'Probables',
    places: 'Todos los lugares',
    offsets: 'Diferencia respecto a UTC',
    whichAsk: 'Ese día se atrasaron los relojes y esta hora llegó dos veces. ¿Cuál de las dos fue?',
    which: {
      first: (offset) => `La primera (${offset})`,
      second: (offset) => `La segunda (${offset})`,
    },
    wrong: {
      missing: 'Escriba el día y la hora',
      day: 'Escriba un día que exista, en números, como 26 11 2026',
      time: 'Escriba una hora como 14:20',
      zone: 'Elija la zona horaria',
      skipped: 'Ese día se adelantaron los relojes y esta hora no existió. Escriba otra',
      twice: 'Esta hora llegó dos veces, al atrasarse los relojes. Diga cuál de las dos fue',
      future: 'Escriba un momento pasado',
    },
    needed: 'Diga cuándo',
  },
};
