/** Thrown when the server cannot start. The message says what happened, the likely cause and what to do. */
export class ServeError extends Error {
  readonly code: 'PORT_IN_USE' | 'PORT_DENIED' | 'LISTEN_FAILED';

  constructor(code: ServeError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ServeError';
    this.code = code;
  }
}
