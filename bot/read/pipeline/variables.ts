/** The values that a pipeline file itself gives its variables and parameters, for the names of service connections. */
import { isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import type { Resolved } from './shape.ts';
import { isExpression } from './task-reference.ts';

/** `$(x)`, `${{ variables.x }}`, `${{ variables['x'] }}`, `$[variables.x]`, and the same of `parameters`. */
const REFERENCE =
  /\$\(([\w.-]{1,100})\)|\$(?:\{\{|\[)\s{0,8}(variables|parameters)(?:\.([\w-]{1,100})|\[\s{0,8}'([^'\]]{1,100})'\s{0,8}\])\s{0,8}(?:\}\}|\])/gi;
const MAX_VALUE = 300;
/** A variable may be made of others; a longer chain is nothing that a person could follow either. */
const MAX_DEPTH = 5;

type Kind = 'variables' | 'parameters';

/** What is defined at the root, at a stage or at a job. Azure Pipelines ignores the case of these names. */
export class Scope {
  readonly #values = new Map<string, string | undefined>();
  readonly #known = new Map<string, string | undefined>();
  readonly #outer: Scope | undefined;

  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  /** The scope of a stage or a job, which sees that of what it stands in; the same one where it defines nothing. */
  inside(map: YAMLMap): Scope {
    const inner = new Scope(this);
    inner.#read(map, ['variables']);
    return inner.#values.size > 0 ? inner : this;
  }

  /** The scope of a whole file. Only here are `parameters` declared: elsewhere they are handed to a template. */
  static of(root: unknown): Scope {
    const scope = new Scope();
    if (isMap(root)) scope.#read(root, ['variables', 'parameters']);
    return scope;
  }

  /** A value with its variables and parameters put in, or undefined where it has none or one of them is not known. */
  resolved(value: string): Resolved | undefined {
    if (!isExpression(value)) return undefined;
    const from = new Set<string>();
    const put = this.#put(value, MAX_DEPTH, (kind, name) =>
      from.add(kind === 'variables' ? `variable ${name}` : `the default of parameter ${name}`),
    );
    return put === undefined || put === '' ? undefined : { value: put, from: [...from] };
  }

  #put(value: string, depth: number, using?: (kind: Kind, name: string) => void): string | undefined {
    let known = true;
    const put = value.replace(REFERENCE, (_, macro?: string, kind?: string, dotted?: string, quoted?: string) => {
      const of: Kind = kind?.toLowerCase() === 'parameters' ? 'parameters' : 'variables';
      const name = macro ?? dotted ?? quoted ?? '';
      const found = depth > 0 ? this.#valueOf(`${of}.${name.toLowerCase()}`, depth - 1) : undefined;
      known &&= found !== undefined;
      using?.(of, name);
      return found ?? '';
    });
    return known && !isExpression(put) ? put.slice(0, MAX_VALUE) : undefined;
  }

  /** Each is put together once: variables that are made of variables would multiply. */
  #valueOf(key: string, depth: number): string | undefined {
    if (this.#known.has(key)) return this.#known.get(key);
    this.#known.set(key, undefined); // one that is made of itself is not known
    const written = this.#written(key);
    const value = written === undefined ? undefined : this.#put(written, depth);
    this.#known.set(key, value);
    return value;
  }

  #written(key: string): string | undefined {
    if (this.#values.has(key) || this.#outer === undefined) return this.#values.get(key);
    return this.#outer.#written(key);
  }

  #read(map: YAMLMap, kinds: readonly Kind[]): void {
    for (const { key, value } of map.items) {
      const name = nameOf(key);
      const kind = kinds.find((one) => one === name);
      if (kind) this.#define(kind, value);
      else if (isExpression(name) && isMap(value)) this.#read(value, kinds);
    }
  }

  /** In a map, each by its name; in a list, each with a `name` and a `value` or `default`; under conditions too. */
  #define(kind: Kind, node: unknown): void {
    if (isSeq(node)) {
      for (const item of node.items) {
        if (!isMap(item)) continue;
        const name = textOf(pairOf(item, 'name'));
        if (name !== undefined) this.#add(kind, name, textOf(pairOf(item, kind === 'variables' ? 'value' : 'default')));
        else this.#conditional(kind, item);
      }
    } else if (isMap(node)) {
      for (const pair of node.items) {
        const name = nameOf(pair.key);
        if (!isExpression(name)) this.#add(kind, name, textOf(pair));
      }
      this.#conditional(kind, node);
    }
  }

  #conditional(kind: Kind, map: YAMLMap): void {
    for (const { key, value } of map.items) if (isExpression(nameOf(key))) this.#define(kind, value);
  }

  /** What two conditions define differently is not known. */
  #add(kind: Kind, name: string, value: string | undefined): void {
    const key = `${kind}.${name.toLowerCase()}`;
    this.#values.set(key, this.#values.has(key) && this.#values.get(key) !== value ? undefined : value);
  }
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

function pairOf(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find(({ key }) => nameOf(key) === name);
}

function textOf(pair: Pair | undefined): string | undefined {
  const node = pair?.value;
  return isScalar(node) && typeof node.value === 'string' ? node.value.slice(0, MAX_VALUE) : undefined;
}
