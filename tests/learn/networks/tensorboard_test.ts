import { assertEquals } from "@std/assert";
import { eventFile } from "perdura/learn/networks/_event_file.ts";
import { tensorboardFiles } from "perdura/learn/networks/mod.ts";

Deno.test("eventFile writes the bytes that TensorBoard's own writer writes", () => {
  const values = { epoch_loss: 0.25, epoch_accuracy: 0.5 };
  assertEquals(
    eventFile([{ step: 300, values }], 1.5).toHex(),
    // tensorboard 2.21.0, RecordWriter of Event messages with the same fields
    "1800000000000000a37f4b2209000000000000f83f1a0d627261696e2e4576656e743a322a28646c38000000" +
      "00000000a3797d5709000000000000f83f10ac022a2a0a110a0a65706f63685f6c6f7373150000803e0a150a" +
      "0e65706f63685f6163637572616379150000003f1f1e9a3a",
  );
});

Deno.test("tensorboardFiles have one run for training and one for validation", () => {
  const record = {
    epoch: 1,
    epochs: 1,
    loss: 0.5,
    validationLoss: 0.625,
    accuracy: 0.75,
    validationAccuracy: 0.875,
    learningRate: 0.125,
  };
  const files = tensorboardFiles([record], new Date(1500));
  assertEquals(files.map(({ path }) => path), [
    "train/events.out.tfevents.1.perdura",
    "validation/events.out.tfevents.1.perdura",
  ]);
  assertEquals(files.map(({ bytes }) => bytes), [
    eventFile([{
      step: 1,
      values: { epoch_loss: 0.5, epoch_accuracy: 0.75, epoch_learning_rate: 0.125 },
    }], 1.5),
    eventFile([{ step: 1, values: { epoch_loss: 0.625, epoch_accuracy: 0.875 } }], 1.5),
  ]);
});
