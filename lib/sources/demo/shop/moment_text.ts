const secondsPerDay = 86_400;

/**
 * Writes moments as `2023-01-02 08:15:00`, with what was made for a day kept for the next moment
 * of that day.
 *
 * @param start first day of the history
 * @returns a function of seconds from the start; they may be negative
 */
export function momentText(start: string): (moment: number) => string {
  const first = Date.parse(start);
  const dates = new Map<number, string>();
  return (moment) => {
    const day = Math.floor(moment / secondsPerDay);
    let date = dates.get(day);
    if (date === undefined) {
      date = new Date(first + day * secondsPerDay * 1000).toISOString().slice(0, 11).replace(
        "T",
        " ",
      );
      dates.set(day, date);
    }
    return date + clock[moment - day * secondsPerDay];
  };
}

/** Every second of a day as text. */
const clock = Array.from(
  { length: secondsPerDay },
  (_, second) =>
    [second / 3_600, second / 60 % 60, second % 60]
      .map((value) => `${Math.floor(value)}`.padStart(2, "0")).join(":"),
);
