/** Nothing of the answer was seen yet, and a repetition of the delivery may succeed. */
export class ComeAgain extends Error {
  readonly code = 'slack_come_again';

  /** `detail`: why, for the log; never a text of a message. */
  constructor(detail: string) {
    super(`The answer could not be brought to Slack (${detail}); its next delivery of the question counts again.`);
    this.name = 'ComeAgain';
  }
}
