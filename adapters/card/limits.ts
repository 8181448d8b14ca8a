/** What an Adaptive Card may hold in Teams, each number with where it stands and the day on which it was read. */
export const CARD_LIMITS = {
  /**
   * Teams shows bots' cards up to version 1.5.
   * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference, read 2026-11-23
   */
  version: '1.5',
  /**
   * Bytes of JSON. The documented bound of a bot's message is 100 KB in UTF-16
   * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages, read 2026-11-23); an
   * older page says 40 KB, and 28 KB for webhooks
   * (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format, read 2026-11-23).
   * 25 KB fits every one of these statements, the message around the card included.
   */
  bytes: 25 * 1024,
  /** Characters of a link: what browsers and Teams' clients take without trouble. */
  href: 2000,
} as const;
