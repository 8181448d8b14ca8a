/** A request that the page's door turns away. */
export class Refusal extends Error {
  readonly status: 400 | 403 | 413 | 415;
  readonly code: string;

  /** The message is for the person at the page: it says what to do, and nothing of our inside. */
  constructor(status: Refusal['status'], code: string, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
  }
}
