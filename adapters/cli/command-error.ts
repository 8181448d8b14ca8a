/** What a command cannot do for its user, and the status with which it ends then. */
export class CommandError extends Error {
  readonly code = 'COMMAND';
  readonly exitStatus: 1 | 2;

  /** `exitStatus`: 1 where the answer is no, 2 where the input cannot be used. */
  constructor(message: string, exitStatus: 1 | 2) {
    super(message);
    this.name = 'CommandError';
    this.exitStatus = exitStatus;
  }
}
