/** What the campaign file says of a customer before a message, in its own columns. */
export interface RecipientFacts {
  /** Days since the last order. */
  readonly recency: number;
  /** Orders in the last 365 days. */
  readonly frequency: number;
  /** What all orders came to, in pounds. */
  readonly monetary: number;
  /** Share of earlier messages opened. */
  readonly openRate: number;
  /** Share of earlier messages clicked. */
  readonly ctr: number;
  /** Years; NaN where the file does not say. */
  readonly age: number;
}

/** The probability of a response without and with the message. */
export interface Response {
  readonly p0: number;
  readonly p1: number;
}

/**
 * How likely a customer responds: a function of columns of the campaign file and of nothing else,
 * so that whoever learns from the file can know it.
 *
 * Steps S(x) = 1 / (1 + e^−x) and bells e^(−x²) make it crooked. Without the message, the log-odds
 * are −4.4, and
 * - more for those who bought just now, and for those who did about eight months ago:
 *   e^(−recency / 40) + 1.2 e^(−((recency − 250) / 70)²)
 * - more for those who buy often and click, up to a limit:
 *   0.7 (1 − e^(−frequency / 2.5)) + 0.8 (1 − e^(−ctr / 0.06))
 * - more from £250 on: 0.6 S((ln monetary − ln 250) / 0.15)
 * - more for people around 38, where the age is known: 1.1 e^(−((age − 38) / 9)²)
 * - for openers of messages more where they bought lately, less where they did not:
 *   2.1 open_rate (2 e^(−recency / 120) − 0.5)
 *
 * The message adds to the log-odds 1.3 S((open_rate − 0.35) / 0.07) (1 − e^(−recency / 60)): much for
 * openers who did not buy lately, nothing for those who read no messages; and for people who buy all
 * the time it is a nuisance, −0.6 S((frequency − 4) / 0.5) e^(−recency / 60).
 *
 * Gender and region have no influence, nor have campaign and date.
 */
export function responseTo(facts: RecipientFacts): Response {
  const { recency, frequency, monetary, openRate, ctr, age } = facts;
  const untreated = -4.4 + Math.exp(-recency / 40) + 1.2 * bell((recency - 250) / 70) +
    0.7 * (1 - Math.exp(-frequency / 2.5)) + 0.8 * (1 - Math.exp(-ctr / 0.06)) +
    0.6 * step((Math.log(Math.max(1, monetary)) - Math.log(250)) / 0.15) +
    (Number.isNaN(age) ? 0 : 1.1 * bell((age - 38) / 9)) +
    2.1 * openRate * (2 * Math.exp(-recency / 120) - 0.5);
  const lately = Math.exp(-recency / 60);
  const effect = 1.3 * step((openRate - 0.35) / 0.07) * (1 - lately) -
    0.6 * step((frequency - 4) / 0.5) * lately;
  return { p0: step(untreated), p1: step(untreated + effect) };
}

function step(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function bell(x: number): number {
  return Math.exp(-x * x);
}
