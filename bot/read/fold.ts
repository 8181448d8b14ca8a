/** Words without letter case, accents or punctuation: `Støtter AzureCLI@1?` becomes `stotter azurecli 1`. */

/** Letters that Unicode does not take apart into a letter and an accent. */
const LETTERS: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', å: 'a', ß: 'ss', đ: 'd', ł: 'l' };

/** Returns the words of `text`, folded, with one space between them. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[øæßđł]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/(\p{L})['\u2019](\p{L})/gu, '$1$2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
