/** The page's calls to the server that it came from. */
import type { AnswerCard } from './answer.ts';
import type { LogFile } from './log-file.ts';

export interface Answered {
  /** `post`: a new answer; `update`: in place of the one whose button was pressed; `notice`: beside it. */
  readonly effect: 'post' | 'update' | 'notice';
  readonly card: AnswerCard;
}

/** Something to tell the person, in words for them. */
export class Problem extends Error {}

/** Names this conversation: it lasts as long as the page is open. */
const thread = [...crypto.getRandomValues(new Uint8Array(16))]
  .map((byte) => byte.toString(16).padStart(2, '0'))
  .join('');

/** Asks; throws a Problem. */
export function ask(text: string, files: readonly LogFile[]): Promise<Answered> {
  return post('/chat/messages', { thread, text, files: files.map((file) => ({ name: file.name, text: file.text })) });
}

/** Presses a button; throws a Problem. */
export function press(payload: unknown): Promise<Answered> {
  return post('/chat/press', { thread, press: payload });
}

async function post(path: string, body: object): Promise<Answered> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Problem('WIF Doctor does not answer: is it still running? Your text is kept; try again when it is.');
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && isAnswered(answer)) return answer;
  throw new Problem(said(answer) ?? 'Something went wrong in WIF Doctor. Your text is kept; please try again.');
}

function isAnswered(value: unknown): value is Answered {
  return typeof value === 'object' && value !== null && 'effect' in value && 'card' in value;
}

function said(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('message' in answer)) return undefined;
  return typeof answer.message === 'string' ? answer.message : undefined;
}
