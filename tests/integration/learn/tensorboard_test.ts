/** Histories of networks as TensorBoard reads them. */
import { assertEquals } from "@std/assert";
import { tensorboardFiles } from "perdura/learn/networks/mod.ts";
import { python, withoutPython } from "../_python.ts";

const withTensorboard = `
import sys, json
from tensorboard.backend.event_processing.event_multiplexer import EventMultiplexer
runs = EventMultiplexer().AddRunsFromDirectory(sys.argv[1])
runs.Reload()
print(json.dumps({
  run: {
    tag: [[event.wall_time, event.step, event.value] for event in runs.Scalars(run, tag)]
    for tag in sorted(tags["scalars"])
  }
  for run, tags in sorted(runs.Runs().items())
}))`;

const reason = await withoutPython("tensorboard");

Deno.test({
  name: `tensorboardFiles are what TensorBoard reads the same numbers from${reason}`,
  ignore: reason !== "",
  fn: async () => {
    const history = Array.from({ length: 200 }, (_, i) => ({
      epoch: i + 1,
      epochs: 200,
      loss: 1 / (i + 2),
      validationLoss: 1 / (i + 1.5),
      accuracy: 1 - 1 / (i + 3),
      validationAccuracy: 1 - 1 / (i + 2.5),
      learningRate: 0.01 * 0.97 ** i,
    }));
    const folder = await Deno.makeTempDir();
    for (
      const { path, bytes } of tensorboardFiles(history, new Date(1_700_000_000_250), "seed-1")
    ) {
      await Deno.mkdir(`${folder}/${path.slice(0, path.lastIndexOf("/"))}`, { recursive: true });
      await Deno.writeFile(`${folder}/${path}`, bytes);
    }
    type Number = Exclude<keyof typeof history[number], "epochs">;
    const scalars = (name: Number) =>
      history.map((record) => [1_700_000_000.25, record.epoch, Math.fround(record[name])]);
    assertEquals(JSON.parse(await python(withTensorboard, folder)), {
      "seed-1/train": {
        epoch_accuracy: scalars("accuracy"),
        epoch_learning_rate: scalars("learningRate"),
        epoch_loss: scalars("loss"),
      },
      "seed-1/validation": {
        epoch_accuracy: scalars("validationAccuracy"),
        epoch_loss: scalars("validationLoss"),
      },
    });
    await Deno.remove(folder, { recursive: true });
  },
});
