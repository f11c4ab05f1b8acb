/** Numbers at one step of a run. */
export interface ScalarEvent {
  readonly step: number;
  readonly values: Readonly<Record<string, number>>;
}

/**
 * The bytes of an event file of TensorBoard: records with checksums, each a protocol buffer `Event`.
 *
 * @param wallTime seconds since 1970 that all events tell
 *
 * Sources: tensorflow/core/lib/io/record_writer.h, tensorflow/core/util/event.proto,
 * tensorflow/core/framework/summary.proto.
 */
export function eventFile(events: readonly ScalarEvent[], wallTime: number): Uint8Array {
  const time = field(1, FIXED_64, float64(wallTime));
  const records = [
    [...time, ...text(3, "brain.Event:2")], // the first record names the format
    ...events.map(({ step, values }) => {
      const summary = Object.entries(values).flatMap(([tag, value]) =>
        block(1, [...text(1, tag), ...field(2, FIXED_32, float32(value))])
      );
      return [...time, ...field(2, VARINT, varint(step)), ...block(5, summary)];
    }),
  ];
  return Uint8Array.from(records.flatMap(record));
}

const VARINT = 0, FIXED_64 = 1, LENGTH = 2, FIXED_32 = 5; // wire types

const field = (number: number, type: number, bytes: readonly number[]): number[] => [
  number << 3 | type,
  ...bytes,
];
const block = (number: number, bytes: readonly number[]): number[] =>
  field(number, LENGTH, [...varint(bytes.length), ...bytes]);
const text = (number: number, value: string): number[] =>
  block(number, [...new TextEncoder().encode(value)]);

function varint(value: number): number[] {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push(value % 128 + 128);
  return [...bytes, value];
}

const inBytes = (length: number, set: (view: DataView) => void): number[] => {
  const view = new DataView(new ArrayBuffer(length));
  set(view);
  return [...new Uint8Array(view.buffer)];
};
const float32 = (value: number) => inBytes(4, (view) => view.setFloat32(0, value, true));
const float64 = (value: number) => inBytes(8, (view) => view.setFloat64(0, value, true));
const unsigned32 = (value: number) => inBytes(4, (view) => view.setUint32(0, value, true));

/** Length and bytes, each followed by its checksum. */
function record(bytes: readonly number[]): number[] {
  const length = [...unsigned32(bytes.length), 0, 0, 0, 0]; // 64 bits
  return [...length, ...checksum(length), ...bytes, ...checksum(bytes)];
}

/** CRC-32C, rotated and moved so that checksums of bytes with checksums are no special case. */
function checksum(bytes: readonly number[]): number[] {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc >>> 1 ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  crc = ~crc;
  return unsigned32((crc >>> 15 | crc << 17) + 0xa282ead8);
}
