/** The first sentence of an SDK documentation comment, without markup, up to `maxLength`. */
export function firstSentence(comment: string, maxLength: number): string {
  const text = plainText(comment)
  const end = text.search(/(?<!\b(?:e\.g|i\.e|vs|etc|Inc|[A-Z]))\.(?= [A-Z"(]|$)/)
  const sentence = end < 0 ? text : text.slice(0, end)
  return sentence.length <= maxLength ? sentence : `${sentence.slice(0, maxLength - 1).trimEnd()}…`
}

const plainText = (comment: string) =>
  comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/^\s*\* ?/gm, '')
    .replace(/^@\w[\s\S]*$/m, '')
    .replace(/<note>[\s\S]*?<\/note>|<important>[\s\S]*?<\/important>/g, ' ')
    .replace(/<\/?p>|<br\/?>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/\{@link (\w+?)(?:Command)?\}/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\\?([{}])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^Deprecated\. ?/, '')
