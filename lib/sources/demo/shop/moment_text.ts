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
      date = new Date(first + day * secondsPerDay * 1000).toISOString().slice(0, 10);
      dates.set(day, date);
    }
    const second = moment - day * secondsPerDay;
    const hour = Math.floor(second / 3_600);
    const minute = Math.floor(second / 60) % 60;
    return `${date} ${two[hour]}:${two[minute]}:${two[second % 60]}`;
  };
}

const two = Array.from({ length: 60 }, (_, value) => `${value}`.padStart(2, "0"));
