import { assert, assertEquals } from "@std/assert";
import {
  ContractError,
  ExitCode,
  InputError,
  MissingDataError,
  PerduraError,
  UnreachableError,
} from "perdura/core/mod.ts";

const kinds = [
  { Kind: PerduraError, name: "PerduraError", exitCode: 1 },
  { Kind: InputError, name: "InputError", exitCode: 2 },
  { Kind: MissingDataError, name: "MissingDataError", exitCode: 2 },
  { Kind: ContractError, name: "ContractError", exitCode: 3 },
  { Kind: UnreachableError, name: "UnreachableError", exitCode: 5 },
];

for (const { Kind, name, exitCode } of kinds) {
  Deno.test(`${name} carries its name, its cause and exit code ${exitCode}`, () => {
    const cause = new Error("below");
    const error = new Kind("Cannot read the file", { cause });
    assert(error instanceof PerduraError && error instanceof Error);
    assertEquals([error.name, error.exitCode, error.message], [
      name,
      exitCode,
      "Cannot read the file",
    ]);
    assertEquals(error.cause, cause);
    assertEquals(String(error), `${name}: Cannot read the file`);
  });
}

Deno.test("ExitCode has the codes that the command lines document", () => {
  assertEquals(ExitCode, {
    success: 0,
    defect: 1,
    input: 2,
    contract: 3,
    drift: 4,
    unreachable: 5,
  });
});
