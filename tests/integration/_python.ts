/** Runs Python code and gives back what it prints. */
export async function python(code: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("python3", {
    args: ["-c", code, ...args],
  }).output();
  if (!success) throw new Error(`Python failed: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}

/**
 * The end of the name of a test that is ignored for want of Python packages; empty where they are
 * there.
 */
export async function withoutPython(...packages: string[]): Promise<string> {
  try {
    await python(`import ${packages.join(", ")}`);
    return "";
  } catch {
    return ` (ignored: Python has no ${packages.join(", ")}, run tests/integration/prepare)`;
  }
}
