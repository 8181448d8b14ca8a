/** Whether a bare number in a message is meant as a code of Entra, by the words around it. */

/** Words that say of the number beside them, or of the whole message, that it is about an error. */
const ERROR = /^(?:aadsts|entra|errors?|errorcode|exception|fail(?:s|ed|ing|ure)?|feil\p{L}*|fejl\p{L}*)$/u;
/** Words of this field: a number in a message that has one of them may be a code. */
const FIELD_WORD =
  /^(?:azure|aad|wif|federat\w*|assertion|pipelinen?|deploy\w*|connection|tilkobling\w*|credentials?|identit\w*|issuer|subject|tenant|login|innlogging\w*|terraform|devops|project)$/;
/** A word that only ties the number to the one before it: `is`, `with`. */
const LINK = new Set(
  'is are was er var with of for from to in on at by between med av af fra til i på om ved mellom mellem'.split(' '),
);
/** `code 700213` is one, `postal code 700213` is not. */
const CODE = new Set(['code', 'kode', 'koden']);
/**
 * Words that name and count nothing, in English, Norwegian and Danish. A number between two others numbers an invoice or
 * counts rows, whatever these are called.
 */
const PLAIN = new Set(
  `${[...LINK].join(' ')}
  a aborts about after again all also always an and another any anyone appears as back be because been before both
  break breaks broke but came can cannot can't code come comes coming could crashed crashes day die died dies
  difference do doc does doesn't don't each ended ends ever every exit exited explain face fix gave get gets getting
  gives go going gone got had happening happens has have having hello help hey hi hit hits how if instead it it's its
  just keep keeps know like look me mean meaning means morning my new next no not now occurs once only or our out
  please pls pops problem reason receive received resolve return returned returns same saw say says see seeing seen
  should shows since so solve some someone still stop stops stuck suddenly tell tells text thanks that the then there
  this throws time today trouble until up us versus vs we what whats what's when where which while why without work
  works yesterday you your
  at bare begge betyder betyr brækker både crasher da dag de den der dere det dette du dukker dør efter eller en et
  etter fik fikk forklar forskel forskellen forskjell forskjellen fortsatt får gang gir giver gjør gjøre går har hei
  hej hele her hjelp hjælp hva hvad hver hvert hvordan hvorfor igen igjen ikke jeg kan kender kjenner knekker kom
  kommer krasjer kun løse løser med meg men mig mot noen nogen nu nå når og også op opp problemet ryger ser set sett
  siden sier siger skal sker skjer som stadig stopper står så tak takk tiden tilbage tilbake vi viser å`
    .trim()
    .split(/\s+/),
);

/** Where a part of a sentence ends: what stands beyond says nothing of the number. */
const CLAUSE = /[.,;!?\n]/;

/**
 * Whether the number from `start` to `end` is meant as a code, by the words around it. Of one that is not about
 * federation (`other`) nothing else may be said: these are many, and five digits are an error of many another product.
 */
export function isMeantAsCode(text: string, start: number, end: number, other = false): boolean {
  const [before = '', twice = ''] = wordsOf(
    text
      .slice(Math.max(0, start - 60), start)
      .split(CLAUSE)
      .at(-1),
  ).reverse();
  const [after = ''] = wordsOf(text.slice(end, end + 40).split(CLAUSE)[0]);
  const all = wordsOf(text);
  // `the tenant is not there (90002)`, in a message that speaks of these codes.
  if (text[start - 1] === '(' && text[end] === ')' && all.includes('aadsts')) return true;
  const isPlain = (word: string): boolean =>
    word === '' || PLAIN.has(word) || ERROR.test(word) || /^\d{5,7}$/.test(word);
  if (!isPlain(before) || !(isPlain(after) && !/^(?:errors|fail|feil|fejl)/.test(after))) return false;
  const tied = LINK.has(before) || CODE.has(before);
  if (tied && !isPlain(twice) && !(LINK.has(before) && FIELD_WORD.test(twice))) return false;
  if (other) return all.every((word) => isPlain(word) || FIELD_WORD.test(word));
  const long = end - start > 5;
  return all.every(isPlain) || all.some((word) => FIELD_WORD.test(word) || (long && ERROR.test(word)));
}

function wordsOf(text = ''): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
}
