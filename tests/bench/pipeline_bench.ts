/**
 * Runs of the pipeline, up to the CLV and of all stages, each in a process of its own as `deno task pipeline` starts it: the
 * time from its start to its end, the time of all processors together, and the most memory that it
 * held, as the kernel has counted them (getrusage). That peak is never below the one of the process
 * that measures, about half a gigabyte. Of runs of all stages the time of each is said too.
 */
import { realData } from "../_data.ts";
import { pipelineProcess } from "../pipeline/_pipeline.ts";

const runs = 3;
const folder = Deno.makeTempDirSync({ prefix: "perdura-bench-" });
const retail = realData("online-retail-ii/online_retail_II.csv.gz");
const workbook = realData("online-retail-ii/online_retail_II_rebuilt.xlsx");
const master = realData("cdnow/CDNOW_master.txt");
const map = "customer_id=customer_id,timestamp=date,quantity=number_of_cds,sales=dollar_value";

/** A run with the figures that it has to reach. */
interface Figure {
  readonly name: string;
  /** Undefined where the data are not there. */
  readonly args: readonly (string | undefined)[];
  /** Seconds. */
  readonly time?: number;
  /** Gigabytes (10⁹ bytes). */
  readonly memory?: number;
  /** Whether the lake has been made before. */
  readonly isCached?: boolean;
  /** Seconds of stages after the CLV, which run where this is there. */
  readonly stages?: Readonly<Record<string, number>>;
}

const figures: readonly Figure[] = [
  { name: "demo, 5,000 customers", args: [], time: 60 },
  { name: "Online Retail II, CSV", args: ["--transactions", retail], time: 4, memory: 1 },
  { name: "Online Retail II, XLSX", args: ["--transactions", workbook], time: 20, memory: 1.2 },
  {
    name: "Online Retail II, nothing changed",
    args: ["--transactions", retail],
    time: 1,
    isCached: true,
  },
  {
    name: "CDNOW master",
    args: ["--transactions", master, "--source", "generic", "--map", map],
    time: 2,
  },
  { name: "demo, all stages", args: [], stages: { repurchase: 60 } },
  {
    name: "Online Retail II, all stages",
    args: ["--transactions", retail],
    stages: { repurchase: 240 },
  },
];

/** What a run has taken. */
interface Taken {
  readonly seconds: number;
  readonly processorSeconds: number;
  /** At the peak, 10⁹ bytes each. */
  readonly gigabytes: number;
  /** Seconds of each stage that has run, by name. */
  readonly stages: Readonly<Record<string, number>>;
}

/** What the last runs of each figure have taken. */
const measured = new Map<Figure, Taken[]>();

for (const figure of figures) {
  const args = figure.args.filter((arg) => arg !== undefined);
  let lake = `${folder}/lake-${figure.name}`;
  Deno.bench({
    name: `pipeline on ${figure.name}`,
    group: "pipeline",
    ignore: args.length < figure.args.length,
    n: runs,
    warmup: figure.isCached ? 1 : 0,
    fn: async (bench) => {
      if (!figure.isCached) lake = Deno.makeTempDirSync({ dir: folder });
      bench.start();
      const taken = await measure(lake, args, figure.stages !== undefined);
      bench.end();
      measured.set(figure, [...measured.get(figure) ?? [], taken].slice(-runs));
    },
  });
}

async function measure(lake: string, args: readonly string[], isWhole: boolean): Promise<Taken> {
  const start = performance.now();
  const script = "tests/bench/_measured_pipeline.ts";
  const { success, stdout } = await pipelineProcess(lake, args, { script, isWhole }).output();
  const seconds = (performance.now() - start) / 1000;
  if (!success) throw new Error(`Cannot measure a run that fails: ${args.join(" ")}`);
  const used = JSON.parse(new TextDecoder().decode(stdout));
  return { seconds, stages: secondsOfStages(lake), ...used };
}

/** What the record of a lake's last run says. */
function secondsOfStages(lake: string): Record<string, number> {
  const last = Array.from(Deno.readDirSync(`${lake}/runs`), ({ name }) => name).sort().at(-1);
  const { stages }: { stages: { name: string; status: string; milliseconds: number }[] } = JSON
    .parse(Deno.readTextFileSync(`${lake}/runs/${last}/run.json`));
  return Object.fromEntries(
    stages.filter(({ status }) => status === "ran")
      .map(({ milliseconds, name }) => [name, milliseconds / 1000]),
  );
}

globalThis.addEventListener("unload", () => {
  Deno.removeSync(folder, { recursive: true });
  if (measured.size === 0) return;
  console.table(Object.fromEntries(
    [...measured].map(([{ name, time, memory }, taken]) => {
      const gigabytes = taken.map((run) => run.gigabytes);
      return [name, {
        ...timeInWords(taken.map((run) => run.seconds), time),
        "of processors": median(taken.map((run) => run.processorSeconds)).toFixed(2),
        "peak GB (range)": inWords(gigabytes),
        "target ": memory ?? "",
        "ratio ": memory === undefined ? "" : (median(gigabytes) / memory).toFixed(2),
      }];
    }),
  ));
  console.table(Object.fromEntries(
    [...measured].flatMap(([{ name, stages }, taken]) =>
      stages === undefined ? [] : Object.keys(taken[0]!.stages).map((stage) => [
        `${name}: ${stage}`,
        timeInWords(taken.map((run) => run.stages[stage]!), stages[stage]),
      ])
    ),
  ));
});

function timeInWords(seconds: readonly number[], target?: number): Record<string, string | number> {
  return {
    "seconds (range)": inWords(seconds),
    "target": target ?? "",
    "ratio": target === undefined ? "" : (median(seconds) / target).toFixed(2),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function inWords(values: readonly number[]): string {
  const ends = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(2));
  return `${median(values).toFixed(2)} (${ends.join(" to ")})`;
}
