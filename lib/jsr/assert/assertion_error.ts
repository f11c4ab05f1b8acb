/** What every failed assertion throws. */
export class AssertionError extends Error {
  /**
   * @param message what was expected and what was found
   * @param options the cause, where there is one
   */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AssertionError";
  }
}
