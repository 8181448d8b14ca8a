/** Slack's own markup in a message that came in, undone once. */

/**
 * A person's `<` arrives as `&lt;`, so that a bare pair of angle brackets is always Slack's.
 * https://docs.slack.dev/messaging/formatting-message-text/, read 2026-11-23
 */
const CONTROL = /<([^<>]*)>/g;

/**
 * The text as it was typed: without the mention of this bot, other mentions and channels by name, links as their
 * addresses, `& < >` decoded. Leading and trailing space is dropped with the mention.
 */
export function undoMarkup(text: string, botUserId: string): string {
  return decode(text.replace(CONTROL, (_, inside: string) => typed(inside, botUserId))).trim();
}

function typed(inside: string, botUserId: string): string {
  const bar = inside.indexOf('|');
  const target = bar === -1 ? inside : inside.slice(0, bar);
  const label = bar === -1 ? undefined : inside.slice(bar + 1);
  switch (target[0]) {
    case '@':
      return target.slice(1) === botUserId ? '' : `@${label ?? target.slice(1)}`;
    case '#':
      return `#${label ?? target.slice(1)}`;
    case '!':
      return special(target.slice(1), label);
    default:
      return link(target, label);
  }
}

/** `<!here>`, `<!subteam^ID|@name>`, `<!date^…^…|fallback>`. */
function special(target: string, label: string | undefined): string {
  if (label !== undefined) return label;
  return `@${target.split('^', 1)[0]}`;
}

/**
 * Slack makes links of what looks like one: then the label is what was typed, without the scheme that Slack put before it.
 * A link that a person gave a label of its own counts as its address.
 */
function link(address: string, label: string | undefined): string {
  if (label !== undefined && label !== '' && address.endsWith(label)) return label;
  return address.replace(/^(?:mailto|tel):/, '');
}

/** The ampersand last: `&amp;lt;` is what stands for a typed `&lt;`. */
function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
