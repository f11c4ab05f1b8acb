import {
  assert,
  assertEquals,
  assertFalse,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import {
  ContractError,
  fixedClock,
  InputError,
  silent,
  UnreachableError,
} from "perdura/core/mod.ts";
import { sha256File } from "perdura/lake/mod.ts";
import { fetchDataset } from "perdura/sources/mod.ts";
import { FileServer } from "./_file_server.ts";

const address = "https://example.org/files/sales.csv";
const clock = fixedClock(new Date("2025-03-01T12:00:00Z"));

/** A server without a network, and an empty folder. */
async function withServer(
  test: (
    server: FileServer,
    get: (what?: string) => ReturnType<typeof fetchDataset>,
    folder: string,
  ) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const server = new FileServer();
  const fetch = (where: string, init: RequestInit) =>
    Promise.resolve(server.answer(new Request(where, init)));
  try {
    await test(
      server,
      (what = address) => fetchDataset(what, `${folder}/raw`, { clock, progress: silent, fetch }),
      `${folder}/raw`,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const namesIn = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

Deno.test("fetchDataset downloads a file and says what it is", async () => {
  await withServer(async (server, get, folder) => {
    const file = await get();
    assertEquals(await Deno.readFile(`${folder}/sales.csv`), server.content);
    assertEquals(file, {
      path: `${folder}/sales.csv`,
      name: "sales.csv",
      bytes: server.content.length,
      sha256: await sha256File(`${folder}/sales.csv`),
      fetched: "2025-03-01T12:00:00.000Z",
      address,
      isNew: true,
      dataset: undefined,
    });
    assertEquals(namesIn(folder), ["sales.csv"]);
  });
});

Deno.test("fetchDataset does not download what is there", async () => {
  await withServer(async (server, get) => {
    await get();
    assertFalse((await get()).isNew);
    assertEquals(server.asked, ["all"]);
  });
});

Deno.test("fetchDataset reports progress in bytes", async () => {
  await withServer(async (server, _get, folder) => {
    const seen: [string, number, number | undefined][] = [];
    await fetchDataset(address, folder, {
      clock,
      progress: { ...silent, update: (label, done, total) => seen.push([label, done, total]) },
      fetch: (where, init) => Promise.resolve(server.answer(new Request(where, init))),
    });
    const size = server.content.length;
    assert(seen.length > 5);
    assertEquals(seen.at(-1), ["downloading sales.csv", size, size]);
  });
});

Deno.test("fetchDataset continues where a broken connection stopped", async () => {
  await withServer(async (server, get, folder) => {
    server.cutAfter = 50_000;
    const error = await assertRejects(() => get(), UnreachableError);
    assertStringIncludes(error.message, `after 50000 of ${server.content.length} bytes`);
    assertStringIncludes(error.message, "it continues where it stopped");
    assertEquals(namesIn(folder), [".sales.csv.part", ".sales.csv.part.json"]);
    server.cutAfter = 30_000;
    await assertRejects(() => get(), UnreachableError, "after 80000 of");
    await get();
    assertEquals(server.asked, ["all", "bytes=50000-", "bytes=80000-"]);
    assertEquals(await Deno.readFile(`${folder}/sales.csv`), server.content);
    assertEquals(namesIn(folder), ["sales.csv"]);
  });
});

Deno.test("fetchDataset starts anew where the file has changed in between", async () => {
  await withServer(async (server, get, folder) => {
    server.cutAfter = 50_000;
    await assertRejects(() => get(), UnreachableError);
    server.content = server.content.slice().reverse();
    server.etag = '"second"';
    await get();
    assertEquals(await Deno.readFile(`${folder}/sales.csv`), server.content);
  });
});

Deno.test("fetchDataset starts anew where the file has become shorter than its part", async () => {
  await withServer(async (server, get, folder) => {
    server.cutAfter = 50_000;
    await assertRejects(() => get(), UnreachableError);
    server.content = server.content.slice(0, 40_000); // under the same tag
    await get();
    assertEquals(await Deno.readFile(`${folder}/sales.csv`), server.content);
    assertEquals(server.asked, ["all", "bytes=50000-", "all"]);
  });
});

Deno.test("fetchDataset takes another range than it asked for as what it is", async () => {
  await withServer(async (server, get, folder) => {
    server.cutAfter = 50_000;
    await assertRejects(() => get(), UnreachableError);
    server.answersFromStart = true;
    await get();
    assertEquals(await Deno.readFile(`${folder}/sales.csv`), server.content);
  });
});

Deno.test("fetchDataset starts anew where the server cannot tell versions apart", async () => {
  await withServer(async (server, get, folder) => {
    server.etag = 'W/"weak"';
    server.cutAfter = 50_000;
    await assertRejects(() => get(), UnreachableError, "it starts anew");
    await get();
    assertEquals(server.asked, ["all", "all"]);
    assertEquals(await Deno.readFile(`${folder}/sales.csv`), server.content);
  });
});

Deno.test("fetchDataset compares the checksum of an address", async () => {
  await withServer(async (_server, get, folder) => {
    const wrong = "0".repeat(64);
    const error = await assertRejects(() => get(`${address}#sha256=${wrong}`), ContractError);
    assertStringIncludes(error.message, `expected ${wrong}`);
    assertEquals(namesIn(folder), []);
    const { sha256 } = await get();
    assertFalse((await get(`${address}#sha256=${sha256}`)).isNew);
    await assertRejects(() => get(`${address}#sha256=${wrong}`), ContractError, "move ");
    assertEquals(namesIn(folder), ["sales.csv"]);
    await assertRejects(() => get(`${address}#sha256=12`), InputError, "is no checksum");
  });
});

Deno.test("fetchDataset says what is at an address that is no file", async () => {
  await withServer(async (_server, get, folder) => {
    const at = (path: string) => get(`https://example.org/${path}`);
    await assertRejects(() => at("gone.csv"), InputError, "the server answered 404");
    await assertRejects(() => at("page"), InputError, "is a web page and no data");
    await assertRejects(() => at("busy"), UnreachableError, "the server answered 503");
    await assertRejects(() => at("files/"), InputError, "names no file");
    assertEquals(namesIn(folder), []);
  });
});

Deno.test("fetchDataset says how to do without a connection", async () => {
  const folder = await Deno.makeTempDir();
  const cause = new TypeError("error sending request", { cause: new Error("dns error") });
  const offline = () => Promise.reject(cause);
  try {
    const error = await assertRejects(
      () => fetchDataset("online-retail-ii", folder, { clock, progress: silent, fetch: offline }),
      UnreachableError,
    );
    assertEquals(error.exitCode, 5);
    assertStringIncludes(error.message, "Cannot reach archive.ics.uci.edu: dns error");
    assertStringIncludes(
      error.message,
      "download https://archive.ics.uci.edu/static/public/502/online+retail+ii.zip with a browser",
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("fetchDataset knows its data sets by name", async () => {
  await withServer(async (_server, get) => {
    await assertRejects(() => get("online-retail-2"), InputError, 'did you mean "online-retail');
    await assertRejects(() => get("iris"), InputError, "known are online-retail-ii, online-retail");
    await assertRejects(() => get("file:///etc/passwd"), InputError, "neither a known data set");
  });
});
