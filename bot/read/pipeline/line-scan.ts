/** Reads tasks and templates line by line, for YAML that is broken or too long to be parsed in one go. */
import type { Chunk } from './blocks.ts';
import { flowAt } from './flow.ts';
import type { TaskInput, TaskUse, TemplateUse } from './shape.ts';
import { taskReference } from './task-reference.ts';

const KEY = /^([ \t]*)((?:-[ \t]+)*)["']?([\w.-]+)["']?[ \t]*:(?:[ \t\r](.*))?$/s;
/** What may stand beside `inputs:` in a step; where indentation was lost it ends the inputs. */
const STEP_PROPERTIES = new Set(
  'condition continueOnError displayName enabled env name retryCountOnTaskFailure target timeoutInMinutes'.split(' '),
);

interface OpenTask {
  readonly task: TaskUse & { readonly inputs: TaskInput[] };
  readonly indent: number;
  readonly under: string;
  /** Indentation of the `inputs:` whose lines are being read. */
  inputsAt?: number;
  /** Indentation of the first of them. */
  firstAt?: number;
  hasInputs?: true;
  /** Read from a flow, by the parser, which counts it for a task. */
  whole?: true;
}

/** Reads at most so many tasks; `next` is the line of the first that was not read. */
export function scanLines(
  chunk: Chunk,
  most = Number.POSITIVE_INFINITY,
): { tasks: TaskUse[]; templates: TemplateUse[]; next?: number } {
  const tasks: OpenTask[] = [];
  const templates: TemplateUse[] = [];
  let open: OpenTask | undefined;
  let script = Number.POSITIVE_INFINITY; // indentation of the key whose block scalar is being passed over
  let under = '';
  let next: number | undefined;
  let readTo = 0; // the line behind the last flow, as an index
  let flows = 0; // parsing takes long: no more than there may be tasks
  let triedTo = 0; // the same, also of what began like one and was none: nothing is looked through twice
  for (const [index, { text, line, shift }] of chunk.entries()) {
    const indent = text.search(/\S/);
    if (indent < 0 || text[indent] === '#') continue;
    if (indent > script) continue;
    script = Number.POSITIVE_INFINITY;
    if (index < readTo) continue;
    const isInputs = open !== undefined && /^[ \t]*inputs[ \t]*:/.test(text);
    const flow = index < triedTo || flows > most ? undefined : flowAt(chunk, index, isInputs ? 'inputs' : 'steps');
    if (flow) {
      triedTo = index + flow.lines;
      flows += 1;
    }
    if (flow?.found && (isInputs || flow.found.tasks.length + flow.found.templates.length > 0)) {
      readTo = triedTo;
      if (open && isInputs) {
        open.hasInputs = true;
        open.task.inputs.push(...flow.found.tasks.flatMap(({ inputs }) => inputs));
      } else {
        templates.push(...flow.found.templates.map((one) => ({ ...one, under: one.under || under })));
        const { tasks: steps } = flow.found;
        tasks.push(
          ...steps.map((task) => ({
            task: { ...task, inputs: [...task.inputs] },
            indent,
            under,
            whole: true as const,
          })),
        );
        open = undefined;
        if (tasks.length > most) {
          next = tasks[most]?.task.line;
          tasks.length = most;
          break;
        }
      }
      continue;
    }
    const match = KEY.exec(text);
    if (!match) continue;
    const [, space = '', dashes = '', key = '', rest = ''] = match;
    if (open && dashes !== '' && space.length <= open.indent) open = undefined;
    const value = plainValue(rest);
    const keyIndent = space.length + dashes.length;
    if (/^[|>][\d+-]*$/.test(value)) script = keyIndent;
    const position = { line, column: text.indexOf(value, text.indexOf(':') + 1) + 1 + shift };
    if (key === 'task' && (dashes !== '' || value.includes('@'))) {
      const reference = taskReference(value);
      if (!reference) continue;
      if (tasks.length >= most) {
        next = line;
        break;
      }
      open = { task: { ...reference, full: value, ...position, inputs: [] }, indent: space.length, under };
      tasks.push(open);
    } else if (key === 'template' && value !== '' && (dashes !== '' || under === 'extends')) {
      templates.push({ path: value, under, ...position });
    } else if (open && key === 'inputs') {
      open.inputsAt = space.length;
      open.hasInputs = true;
    } else if (open?.inputsAt !== undefined && isInput(open, space.length, key)) {
      open.firstAt ??= space.length;
      if (value !== '') open.task.inputs.push({ name: key.slice(0, 300), value: value.slice(0, 300), ...position });
    } else {
      delete open?.inputsAt;
      if (value === '') under = key;
    }
  }
  const counts = ({ task, under, hasInputs, whole }: OpenTask) =>
    whole || task.full.includes('@') || hasInputs || under === 'steps';
  return { tasks: tasks.filter(counts).map(({ task }) => task), templates, next };
}

function isInput({ inputsAt = 0, firstAt, indent: dash }: OpenTask, indent: number, key: string): boolean {
  const lostIndentation = inputsAt <= dash;
  if (lostIndentation && indent === inputsAt) return !STEP_PROPERTIES.has(key);
  return indent > inputsAt && (firstAt === undefined || indent >= firstAt);
}

/** A value without its quotes and without the comment behind it. */
function plainValue(rest: string): string {
  const value = rest.trim();
  const quote = value[0];
  if (quote === '"' || quote === "'") {
    const end = value.indexOf(quote, 1);
    return end < 0 ? value.slice(1) : value.slice(1, end);
  }
  const comment = value.search(/(?:^|[ \t])#/);
  return comment < 0 ? value : value.slice(0, comment).trimEnd();
}
