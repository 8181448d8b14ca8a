/** What a person says in a message: its words without those of the configuration, of the banners and of the identifiers in it. */
import { fold } from '../read/fold.ts';
import { jsonIn } from '../read/json-in-text.ts';
import type { Reading } from '../read/read.ts';
import { withoutBanners } from './task-banner.ts';
import { type Concepts, ELSEWHERE, readConcepts, type Vocabulary } from './vocabulary.ts';

/** A line of JSON, as it stands in a file with comments, and one that assigns a plain value, as in Terraform. */
const CONFIGURATION =
  /^[ \t]{0,80}(?:"[^"\n]{1,100}"[ \t]{0,4}:|[\w.-]{1,80}[ \t]{0,20}=[ \t]{0,4}(?:"[^"\n]{0,300}"|true|false|\d{1,20})[ \t]{0,4},?[ \t]{0,4}$)[^\n]*/gm;
/** Names of code: `workload_identity_enabled`, `System.IdentityModel`, `azurerm.main.id`. A missing blank after a sentence makes none. */
const IDENTIFIER = /(?<![\p{L}\p{N}_.])\p{L}[\p{L}\p{N}]{0,60}(?:[_.][\p{L}\p{N}]{1,60}){1,12}/gu;
const ONE_DOT = /^[^_.]*\.[^_.]*$/;
const OF_CODE = /^\p{Lu}.*\.\p{Lu}|\p{Ll}\p{Lu}/u;

/** The concepts of what is said in a message. Another product counts wherever it is named. */
export function spokenConcepts(reading: Reading, vocabulary: Vocabulary): Concepts {
  const typed = withoutBanners(reading);
  const spoken = withoutIdentifiers(withoutConfiguration(typed), vocabulary);
  const concepts = readConcepts(spoken, vocabulary);
  if (concepts.present.has(ELSEWHERE)) return concepts;
  const other = readConcepts(spoken === typed ? anyDigit(typed) : `${typed} ${anyDigit(typed)}`, vocabulary);
  const name = other.present.get(ELSEWHERE);
  return name === undefined ? concepts : { ...concepts, present: new Map([...concepts.present, [ELSEWHERE, name]]) };
}

function withoutConfiguration(text: string): string {
  let rest = '';
  let from = 0;
  for (const { from: start, to } of text.includes('"') ? jsonIn(text) : []) {
    rest += `${text.slice(from, start)}\n`;
    from = to;
  }
  return (rest + text.slice(from)).replace(CONFIGURATION, '');
}

/**
 * An identifier is one word, which is none of a question unless the words have it as it is: `client_assertion`. What has
 * a digit is no typing error of a word.
 */
function withoutIdentifiers(text: string, { identifiers }: Vocabulary): string {
  return text.replace(IDENTIFIER, (name) => {
    if (ONE_DOT.test(name) && !OF_CODE.test(name)) return name;
    const words = ` ${fold(name)} `;
    return identifiers.some((known) => words.includes(known)) ? name : name.replace(/[_.]/g, '0');
  });
}

/** The codes of another product are known by their form: `ID4175` is `id0000`. */
function anyDigit(text: string): string {
  return /[a-z]\d{4}/i.test(text) ? text.replace(/\d/g, '0') : '';
}
