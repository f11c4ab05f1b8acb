import { type Clock, InputError, type PerduraError, type Progress } from "perdura/core/mod.ts";
import { type Lake, PendingFiles, withLock } from "perdura/lake/mod.ts";
import { codeFingerprint, commit, versions } from "perdura/pipeline/versions.ts";
import { indexPage } from "./render/index_page.ts";
import { type Neighbour, reportPage } from "./render/report_page.ts";
import { summaryOf } from "./render/summary.ts";
import { executedPath, isCurrent, readExecuted, runKey } from "./run/cache.ts";
import { checkCells } from "./run/check_cells.ts";
import { type ExecutedNotebook, executedNotebook, toIpynb } from "./run/executed.ts";
import { type Notebook, readNotebook } from "./run/notebook.ts";
import { NotebookError } from "./run/notebook_error.ts";
import { parametersOf, shareOverrides } from "./run/parameters.ts";
import { type Circumstances, runCard } from "./run/run_card.ts";
import { runNotebook } from "./run/run_notebook.ts";

/** Which reports to make, and how. */
export interface ReportsRequest {
  /** Paths of all notebooks of the collection, in reading order. */
  readonly collection: readonly string[];
  /** Names of those to run; all where absent. */
  readonly names?: readonly string[];
  readonly lake: Lake;
  /** Parameters to set, as texts. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether to run notebooks whose outputs are still current. */
  readonly isForced: boolean;
  /** A folder for temporary files; where it is the same each time, types are checked faster. */
  readonly workFolder: string;
  /** What the reports are made with; {@linkcode presentCircumstances} except in tests. */
  readonly circumstances: Circumstances;
  readonly clock: Clock;
  readonly progress: Progress;
}

/** What became of the notebooks that were asked for. */
export interface ReportsOutcome {
  readonly reports: readonly {
    readonly name: string;
    /** Skipped where the lake does not have what the notebook is about, unless it was named. */
    readonly status: "ran" | "cached" | "skipped" | "failed";
    /** Absolute path of the page; where the notebook failed, of the last good one, if any. */
    readonly path: string;
    readonly seconds: number;
    /** What a notebook that was skipped lacks. */
    readonly reason?: string;
  }[];
  /** Absolute path of the page that leads to all reports. */
  readonly index: string;
  readonly failures: readonly PerduraError[];
}

/**
 * Runs notebooks headless and renders them, with an index, into the lake's `reports/`.
 *
 * A notebook whose cells, parameters, inputs and library code are those of its last run is not run
 * again. Pages of the whole collection are rendered anew, so that their links fit together. One
 * notebook that fails does not keep the others from being made. Where none is named, those that the
 * lake has no data for are skipped: a lake need not have all that there are notebooks about.
 *
 * @throws {InputError} where a notebook or parameter is unknown, or cells fail the type check
 */
export async function makeReports(request: ReportsRequest): Promise<ReportsOutcome> {
  const { lake } = request;
  const collection = await Promise.all(request.collection.map(readNotebook));
  const wanted = choose(collection, request.names);
  const plans = await plan(request, wanted);
  const stale = plans.filter(({ current }) => current === undefined);
  const complaint = await checkCells("check", stale.map((one) => one.notebook), request.workFolder);
  if (complaint !== undefined) {
    throw new InputError(
      `Cannot run the notebooks: their cells fail the type check:\n${complaint}`,
    );
  }
  const executed = new Map<string, ExecutedNotebook>();
  const failures: NotebookError[] = [];
  const skipped = new Map<string, string>();
  for (const { notebook, overrides, key, current } of plans) {
    try {
      executed.set(
        notebook.name,
        current ?? await run(request, notebook, overrides, key),
      );
    } catch (error) {
      if (!(error instanceof NotebookError)) throw error;
      if (request.names === undefined && error.lacksData) {
        skipped.set(notebook.name, error.reason);
      } else failures.push(error);
    }
  }
  const isFresh = (name: string) => stale.some(({ notebook }) => notebook.name === name);
  const listed = collection.filter(({ name }) => !skipped.has(name));
  await writePages(request, listed, executed, isFresh);
  return {
    reports: wanted.map(({ name }) => {
      const reason = skipped.get(name);
      const made = isFresh(name) ? "ran" : "cached";
      return {
        name,
        status: executed.has(name) ? made : reason === undefined ? "failed" : "skipped",
        path: lake.path(pagePath(name)),
        seconds: executed.get(name)?.card.seconds ?? 0,
        ...reason !== undefined && { reason },
      };
    }),
    index: lake.path(indexPath),
    failures,
  };
}

/** The library, packages and commit as they are now. */
export async function presentCircumstances(): Promise<Circumstances> {
  return { versions: versions(), commit: await commit(), code: await codeFingerprint() };
}

const indexPath = "reports/index.html";

function pagePath(name: string): string {
  return `reports/${name}.html`;
}

function choose(
  collection: readonly Notebook[],
  names: readonly string[] | undefined,
): readonly Notebook[] {
  if (names === undefined) return collection;
  return names.map((name) => {
    const found = collection.find((notebook) => notebook.name === name);
    if (found !== undefined) return found;
    throw new InputError(
      `Cannot make the report "${name}": there is no such notebook; there are "${
        collection.map((notebook) => notebook.name).join('", "')
      }"`,
    );
  });
}

interface Plan {
  readonly notebook: Notebook;
  readonly overrides: Readonly<Record<string, string | number | boolean>>;
  readonly key: string;
  /** The outputs of the last run, where another would give the same. */
  readonly current: ExecutedNotebook | undefined;
}

async function plan(
  { lake, parameters, isForced, circumstances }: ReportsRequest,
  notebooks: readonly Notebook[],
): Promise<Plan[]> {
  const shares = shareOverrides(notebooks, parameters);
  return await Promise.all(notebooks.map(async (notebook, at) => {
    const hasLake = Object.hasOwn(parametersOf(notebook), "lake");
    const overrides = { ...(hasLake ? { lake: lake.root } : {}), ...shares[at] };
    const key = await runKey(notebook, overrides, circumstances);
    const last = isForced ? undefined : await readExecuted(lake, notebook.name);
    const current = last !== undefined && await isCurrent(lake, last, key) ? last : undefined;
    return { notebook, overrides, key, current };
  }));
}

async function run(
  { lake, workFolder, circumstances, clock, progress }: ReportsRequest,
  notebook: Notebook,
  overrides: Plan["overrides"],
  key: string,
): Promise<ExecutedNotebook> {
  const done = await runNotebook(notebook, {
    overrides,
    writable: lake.root,
    workFolder,
    clock,
    progress,
  });
  const card = runCard(done, circumstances);
  progress.say(`${notebook.name}: ${card.seconds.toFixed(1)} s`);
  return executedNotebook(done, card, key);
}

/** Renders everything there is of the collection and puts it into the lake at once. */
async function writePages(
  { lake, clock }: ReportsRequest,
  collection: readonly Notebook[],
  executed: ReadonlyMap<string, ExecutedNotebook>,
  isFresh: (name: string) => boolean,
): Promise<void> {
  const known = await Promise.all(
    collection.map(({ name }) => executed.get(name) ?? readExecuted(lake, name)),
  );
  const all = known.filter((one) => one !== undefined);
  if (all.length === 0) return;
  const neighbours = all.map((one): Neighbour => ({
    name: one.notebook.name,
    title: summaryOf(one).title,
  }));
  await withLock(lake, clock, async () => {
    const files = new PendingFiles(lake);
    try {
      for (const [at, one] of all.entries()) {
        const { name } = one.notebook;
        const [previous, next] = [neighbours[at - 1], neighbours[at + 1]];
        const html = reportPage(one, { ...(previous && { previous }), ...(next && { next }) });
        await files.write(pagePath(name), html);
        if (executed.has(name) && isFresh(name)) {
          await files.write(executedPath(name), toIpynb(one));
        }
      }
      await files.write(indexPath, indexPage(all));
      await files.commit();
    } catch (error) {
      await files.discard();
      throw error;
    }
  });
}
