import { type Clock, count, duration, type Progress } from "perdura/core/mod.ts";
import type { Terminal } from "./_terminal.ts";

/** Milliseconds between two pictures of a bar. */
const REDRAW = 100;
/** Milliseconds between two lines where nobody watches. */
const REPEAT = 5_000;
/** Milliseconds before a rate means anything. */
const WARM_UP = 500;
/** Units in a second below which a rate says less than the time left. */
const SLOW = 10;
const BAR = 20;

/** Progress that leaves a clean line behind. */
export interface OpenProgress extends Progress {
  /** Takes an unfinished bar off the screen. */
  close(): void;
}

/** A state of one piece of work. */
interface State {
  readonly label: string;
  readonly done: number;
  readonly total: number | undefined;
  readonly unit: string;
}

/**
 * Shows progress on a terminal as a bar that is redrawn in place, elsewhere as a line every few
 * seconds.
 */
export function progressOn(terminal: Terminal, clock: Clock): OpenProgress {
  return terminal.isWatched ? new Bar(terminal, clock) : new Lines(terminal, clock);
}

/** Since when a piece of work goes on, and how far it was then. */
class Pace {
  readonly #clock: Clock;
  #label: string | undefined;
  #start = { at: 0, done: 0 };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Notes a state; true where it is the first of another piece of work. */
  note({ label, done }: State): boolean {
    const isSame = label === this.#label && done >= this.#start.done;
    if (!isSame) {
      this.#label = label;
      this.#start = { at: this.#clock.elapsed(), done };
    }
    return !isSame;
  }

  /** Units in a second; undefined where it is too early to tell. */
  rate(done: number): number | undefined {
    const passed = this.#clock.elapsed() - this.#start.at;
    const progressed = done - this.#start.done;
    return passed < WARM_UP || progressed <= 0 ? undefined : progressed / passed * 1000;
  }
}

class Bar implements OpenProgress {
  readonly #terminal: Terminal;
  readonly #clock: Clock;
  readonly #pace: Pace;
  #drawnAt = -Infinity;
  #isDrawn = false;

  constructor(terminal: Terminal, clock: Clock) {
    this.#terminal = terminal;
    this.#clock = clock;
    this.#pace = new Pace(clock);
  }

  update(label: string, done: number, total?: number, unit = ""): void {
    const state = { label, done, total, unit };
    const isNew = this.#pace.note(state);
    if (total !== undefined && done >= total) {
      this.close();
      return;
    }
    const now = this.#clock.elapsed();
    if (!isNew && now - this.#drawnAt < REDRAW) return;
    this.#drawnAt = now;
    this.#isDrawn = true;
    // One column stays free: writing into the last one breaks the line on some terminals.
    const width = this.#terminal.columns() - 1;
    this.#terminal.tell(`\r${barLine(state, this.#pace.rate(done), width)}\x1b[K`);
  }

  say(line: string): void {
    this.close();
    this.#terminal.tell(`${line}\n`);
  }

  close(): void {
    if (this.#isDrawn) this.#terminal.tell("\r\x1b[K");
    this.#isDrawn = false;
  }
}

class Lines implements OpenProgress {
  readonly #terminal: Terminal;
  readonly #clock: Clock;
  readonly #pace: Pace;
  #saidAt = 0;

  constructor(terminal: Terminal, clock: Clock) {
    this.#terminal = terminal;
    this.#clock = clock;
    this.#pace = new Pace(clock);
  }

  update(label: string, done: number, total?: number, unit = ""): void {
    const state = { label, done, total, unit };
    const now = this.#clock.elapsed();
    if (this.#pace.note(state)) this.#saidAt = now;
    if (now - this.#saidAt < REPEAT) return;
    this.#saidAt = now;
    this.say([label, ...parts(state, this.#pace.rate(done))].join("  "));
  }

  say(line: string): void {
    this.#terminal.tell(`${line}\n`);
  }

  close(): void {}
}

/** Label, bar and figures in one line of at most a width; what does not fit is left out. */
function barLine(state: State, rate: number | undefined, width: number): string {
  const { label, done, total } = state;
  const figures = parts(state, rate);
  const bar = total === undefined ? [] : [drawing(done / total)];
  const candidates = [
    [label, ...bar, ...figures],
    [label, ...figures],
    [label, ...figures.slice(0, 1)],
  ].map((candidate) => candidate.join("  "));
  const fitting = candidates.find((line) => line.length <= width);
  return fitting ?? `${label.slice(0, Math.max(width - 1, 0))}…`;
}

function drawing(share: number): string {
  const filled = Math.round(Math.min(Math.max(share, 0), 1) * BAR);
  return "█".repeat(filled) + "░".repeat(BAR - filled);
}

/** How far, how much, how fast, how long still. */
function parts({ done, total, unit }: State, rate: number | undefined): string[] {
  const isKnown = total !== undefined && total > 0;
  return [
    ...isKnown ? [`${Math.floor(done / total * 100)} %`] : [],
    isKnown ? amountOf(done, total, unit) : amount(done, unit),
    ...rate === undefined || rate < SLOW && unit !== "bytes" ? [] : [`${amount(rate, unit)}/s`],
    ...rate === undefined || !isKnown ? [] : [`${timeLeft((total - done) / rate)} left`],
  ].filter((part) => part !== "");
}

function amount(value: number, unit: string): string {
  return unit === "bytes" ? `${(value / 1e6).toFixed(1)} MB` : `${count(value)} ${unit}`.trim();
}

function amountOf(done: number, total: number, unit: string): string {
  return unit === "bytes"
    ? `${(done / 1e6).toFixed(1)} of ${amount(total, unit)}`
    : `${count(done)} of ${amount(total, unit)}`;
}

function timeLeft(seconds: number): string {
  return seconds < 60 ? `${Math.ceil(seconds)} s` : duration(seconds * 1000);
}
