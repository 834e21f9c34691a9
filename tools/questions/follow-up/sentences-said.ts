/** The sentences of what was said that bear on something: an answer may have told already what is asked next. */
export function sentencesSaid(said: string, about: RegExp): string[] {
  return said
    .replaceAll('**', '')
    .split(/(?<=[.!?`”)])\s+(?=[A-Z`“-])|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => about.test(sentence))
}
