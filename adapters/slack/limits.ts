/** What a message may hold in Slack, and how fast it must be answered; each number with its source. All read 2026-11-23. */
export const SLACK_LIMITS = {
  /** Blocks of a message. https://docs.slack.dev/reference/block-kit/blocks/ */
  blocks: 50,
  /**
   * Characters of all texts of a message together. Not documented: 13,200 were refused with msg_blocks_too_long
   * (https://github.com/slackapi/bolt-js/issues/2509), and so were 11,341 in many small blocks
   * (https://github.com/slackapi/bolt-js/issues/2867). This keeps clear of both.
   */
  total: 9000,
  /**
   * Characters of the plain text beside the blocks. chat.postMessage takes 40,000, but chat.update refuses more than
   * 4,000 with msg_too_long. https://docs.slack.dev/reference/methods/chat.update/
   */
  fallback: 3000,
  /** Elements of an actions block. https://docs.slack.dev/reference/block-kit/blocks/actions-block/ */
  actions: 25,
  /** Characters. https://docs.slack.dev/reference/block-kit/block-elements/button-element/ */
  buttonText: 75,
  buttonValue: 2000,
  accessibilityLabel: 75,
  actionId: 255,
  /** https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element/ */
  options: 5,
  /** Characters. https://docs.slack.dev/reference/block-kit/composition-objects/option-object/ */
  optionText: 75,
  optionValue: 150,
  /** Characters of an address. https://docs.slack.dev/reference/block-kit/block-elements/button-element/ */
  url: 3000,
  /** Bytes of a request. Slack documents no bound for what it sends; the longest message takes well below 100 KB. */
  body: 256 * 1024,
  /**
   * Milliseconds until a delivery has its HTTP answer: Slack waits for three seconds.
   * https://docs.slack.dev/apis/events-api/#responding
   */
  answerWithin: 2500,
} as const;
