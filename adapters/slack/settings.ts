/** What the Slack door needs to open. */
export interface SlackSettings {
  readonly botToken: string;
  /** For HTTP; not needed in Socket Mode. */
  readonly signingSecret?: string;
  /** Opens the door in Socket Mode. */
  readonly appToken?: string;
  /** Another address of the Web API, with its trailing `/api/`. */
  readonly apiUrl?: string;
}
