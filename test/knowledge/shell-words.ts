/** Splits a script into commands and words as bash or PowerShell would, as far as the commands of the knowledge go. */

export interface Word {
  /** What the program gets. */
  readonly text: string;
  /** The part of it that stood outside quotes. */
  readonly bare: string;
}

export interface Script {
  readonly commands: readonly (readonly Word[])[];
  /** The bodies of bash's here-documents. */
  readonly documents: readonly string[];
  readonly problems: readonly string[];
}

export type Shell = 'bash' | 'powershell';

/** Reads a script. Problems are quotes that do not close, redirections from `<`, and here-documents without an end. */
export function readScript(script: string, shell: Shell): Script {
  const escapeMark = shell === 'bash' ? '\\' : '`';
  const commands: Word[][] = [];
  const documents: string[] = [];
  const problems: string[] = [];
  let command: Word[] = [];
  let word: { text: string; bare: string } | undefined;
  let ends: string[] = [];
  let i = 0;

  const add = (text: string, bare = ''): void => {
    word = { text: (word?.text ?? '') + text, bare: (word?.bare ?? '') + bare };
  };
  const endWord = (): void => {
    if (word) command.push(word);
    word = undefined;
  };
  const endCommand = (): void => {
    endWord();
    if (command.length > 0) commands.push(command);
    command = [];
  };
  /** Reads to the closing quote; `i` stands on the opening one before, behind the closing one after. */
  const quoted = (quote: string): void => {
    add('');
    for (i += 1; i < script.length; i += 1) {
      const char = script[i] ?? '';
      if (char === quote) {
        if (shell !== 'powershell' || script[i + 1] !== quote) {
          i += 1;
          return;
        }
        i += 1;
      } else if (char === escapeMark && quote === '"') {
        i += 1;
      }
      add(script[i] ?? '');
    }
    problems.push(`a quote ${quote} that does not close`);
  };
  const hereDocuments = (): void => {
    for (const end of ends) {
      const rest = script.slice(i);
      const stop = rest.split('\n').indexOf(end);
      if (stop < 0) problems.push(`no line ${end}`);
      const body = rest.split('\n').slice(0, stop < 0 ? undefined : stop);
      documents.push(body.join('\n'));
      i += [...body, end].join('\n').length + 1;
    }
    ends = [];
  };

  while (i < script.length) {
    const char = script[i] ?? '';
    const next = script[i + 1] ?? '';
    if (char === '"' || char === "'") quoted(char);
    else if (char === escapeMark && next === '\n') i += 2;
    else if (char === escapeMark) {
      add(next, next);
      i += 2;
    } else if (char === '#' && !word) {
      while (i < script.length && script[i] !== '\n') i += 1;
    } else if (shell === 'bash' && script.startsWith('<<', i)) {
      const [all = '<<', , end = ''] = /^<<(['"]?)(\w+)\1/.exec(script.slice(i)) ?? [];
      ends.push(end);
      i += all.length;
    } else {
      if (char === '<') problems.push('a `<` outside quotes, which a shell reads as a redirection');
      if (char === ' ') endWord();
      else if ('\n;|&'.includes(char)) endCommand();
      else add(char, char);
      i += 1;
      if (char === '\n') hereDocuments();
    }
  }
  endCommand();
  return { commands, documents, problems };
}
