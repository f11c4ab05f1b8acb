import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { inFolder } from "../../lake/_folder.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const shop = "--transactions demo --demo-customers 300 --until clv";

/** Runs shell commands with a disk of their own at `$DISK` that others do not see. */
async function withDisk(kilobytes: number, script: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  await inFolder(async (folder) => {
    Deno.mkdirSync(`${folder}/disk`);
    Deno.mkdirSync(`${folder}/out`);
    Deno.writeTextFileSync(
      `${folder}/script`,
      `set -u
      DISK='${folder}/disk'; OUT='${folder}/out'
      mount -t tmpfs -o size=${kilobytes}k disk "$DISK" || exit 1
      pipeline() { # NAME ARGS…: keeps what it has said, its exit code and the files that are there
        name=$1; shift
        deno task -q pipeline --quiet --lake "$DISK/shops/lake" "$@" > "$OUT/$name.out" 2> "$OUT/$name.err"
        echo $? > "$OUT/$name.code"
        (cd "$DISK" && find . -mindepth 1 -name ballast -o -type f -exec sha256sum {} + -o -print | sort) > "$OUT/$name.files"
      }
      leave() { # KILOBYTES: fills the disk but for so much
        free=$(df -k --output=avail "$DISK" | tail -n 1)
        dd if=/dev/zero of="$DISK/ballast" bs=1k count=$((free - $1)) 2> /dev/null
      }
      ${script}`,
    );
    const { success, stderr } = await new Deno.Command("unshare", {
      args: ["-rm", "sh", `${folder}/script`],
      cwd: root,
    }).output();
    assert(success, new TextDecoder().decode(stderr));
    for (const { name } of Deno.readDirSync(`${folder}/out`)) {
      found[name] = Deno.readTextFileSync(`${folder}/out/${name}`).trimEnd();
    }
  });
  return found;
}

const canMount = await new Deno.Command("unshare", {
  args: ["-rm", "mount", "-t", "tmpfs", "disk", "/tmp"],
  stderr: "null",
}).output().then(({ success }) => success, () => false);

function faultTest(name: string, test: () => Promise<void>): void {
  const reason = canMount
    ? ""
    : " (ignored: no disk can be mounted here, `unshare -rm` is refused)";
  Deno.test({ name: name + reason, ignore: !canMount, fn: test });
}

/** Makes sure that a run has said in one message what is wrong, and has left with 2. */
function refuses(found: Record<string, string>, name: string, says: string): void {
  const message = found[`${name}.err`]!;
  assertEquals([found[`${name}.code`], found[`${name}.out`]], ["2", ""], message);
  assertStringIncludes(message, says);
  assertMatch(message, /^Cannot [^\n]+$/);
}

for (const kilobytes of [64, 400, 700, 900]) {
  faultTest(
    `pipeline on a disk of ${kilobytes} kB says that it is full and leaves nothing`,
    async () => {
      const found = await withDisk(kilobytes, `pipeline full ${shop}`);
      refuses(found, "full", "the disk is full");
      assertEquals(found["full.files"], "");
    },
  );
}

faultTest(
  "pipeline on a disk that has become full leaves earlier results as they were",
  async () => {
    const trials = [0, 8, 32, 64, 128, 256].flatMap((free) =>
      ["--force", "--from clean", "--from features", "--only clv"].map((args) => ({
        name: `${free}${args.replaceAll(/\W+/g, "-")}`,
        free,
        args,
      }))
    );
    const found = await withDisk(
      4_000,
      [
        `pipeline good ${shop}`,
        ...trials.flatMap(({ name, free, args }) => [
          `leave ${free}`,
          `pipeline ${name} ${shop} --seed 7 ${args}`,
          'rm "$DISK/ballast"',
        ]),
        `pipeline again ${shop}`,
        `pipeline other ${shop} --seed 7`,
      ].join("\n"),
    );
    assertEquals(found["good.code"], "0", found["good.err"]);
    const withBallast = (name: string) => found[`${name}.files`]!.replace("./ballast\n", "");
    const refused = trials.filter(({ name }) => found[`${name}.code`] !== "0");
    assert(refused.length > trials.length / 2, "too few disks were full");
    // Runs that found room have replaced results; what is compared comes before the first of them.
    const until = trials.findIndex(({ name }) => found[`${name}.code`] === "0");
    for (const { name } of refused) refuses(found, name, "the disk is full");
    for (const { name } of trials.slice(0, until)) {
      assertEquals(withBallast(name), found["good.files"], name);
    }
    for (const { name } of trials) assert(!/pending|\.lock/.test(found[`${name}.files`]!), name);
    for (const name of ["again", "other"]) {
      assertEquals(
        found[`${name}.code`],
        "0",
        found[`${name}.err`],
      );
    }
  },
);

faultTest("pipeline on a lake that cannot be written says so and changes nothing", async () => {
  const found = await withDisk(
    4_000,
    `pipeline good ${shop}
    mount -o remount,ro "$DISK"
    pipeline anew ${shop} --force
    pipeline cached ${shop}
    mount -o remount,rw "$DISK"
    pipeline again ${shop}`,
  );
  assertEquals(found["good.code"], "0", found["good.err"]);
  for (const name of ["anew", "cached"]) {
    refuses(found, name, "the file system is read-only");
    assertEquals(found[`${name}.files`], found["good.files"]);
  }
  assertEquals(found["again.code"], "0", found["again.err"]);
});
