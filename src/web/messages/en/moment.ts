// A moment: the day, the time on the clock of a place, and which place.

export const moment = {
  moment: {
    now: (time: string) => `Just now: ${time}`,
    otherTime: 'At another time',
    day: 'Day',
    month: 'Month',
    year: 'Year',
    time: 'Time (24 hours)',
    toTheSecond: 'Time (to the second)',
    clock: 'By which clock',
    zone: 'Time zone of that place',
    near: 'Likely',
    places: 'All places',
    offsets: 'Offset from UTC',
    whichAsk: 'Clocks went back then, so this time came twice. Which of the two was it?',
    which: {
      first: (offset: string) => `The first (${offset})`,
      second: (offset: string) => `The second (${offset})`,
    },
    wrong: {
      missing: 'Enter the day and the time',
      day: 'Enter a day that exists, in numbers, such as 26 11 2026',
      time: 'Enter a time such as 14:20',
      zone: 'Choose the time zone',
      skipped: 'Clocks went forward then and this time did not come. Enter another',
      twice: 'This time came twice, as clocks went back. Say which of the two it was',
      future: 'Enter a time that has passed',
    },
    needed: 'Say when',
  },
};
