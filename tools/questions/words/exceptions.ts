import type { Text } from './text.ts'

/**
 * “Everything except the search and eks nodes”, “except a-b, c-d and e”: each of them is left out.
 * One alone is read with what else is said of it.
 */
export function severalExceptions(text: Text, names: readonly string[]): string[] {
  const match = exceptedList.exec(text.whole)
  if (match === null) return []
  const items = (match.groups?.list ?? '')
    .split(/,? (?:and|or|nor) |, ?/i)
    .map((item) => item.replace(/^(?:for |the |our |my |any )+/i, ''))
  const isRead = (item: string) =>
    names.includes(item) ||
    new RegExp(`(?<![\\w-])${RegExp.escape(item)}(?![\\w-])`, 'i').test(text.left)
  if (items.length < 2 || !items.every(isRead)) return []
  text.blank(match.index, match[0].length)
  return items.map((item) => item.toLowerCase())
}

const excepted = String.raw`(?:(?:the|our|my|any) )?(?!(?:its?|their|them|which|what|who|how|when|where|why|is|are|the|in|on|of|for|from|with|without|that|those|these|all|any|only|stopped|running|public|private|unused)\b)[\w.@/-]*\w`

const exceptedList = new RegExp(
  String.raw`\b(?:(?:everything|all|anything) )?(?:except(?:ing)?(?: for)?|exclud(?:e|ing)|ignor(?:e|ing)|leav(?:e|ing) out|other than|apart from|aside from|but not|minus|without counting) (?<list>${excepted}(?:, ?${excepted})*,? (?:and|or|nor) ${excepted})(?: (?:ones?|nodes?|machines?|servers?|box(?:es)?|hosts?|buckets?|instances?|databases?|dbs?|functions?|lambdas?|tables?|queues?|topics?|stacks?|users?|roles?|services?|clusters?|volumes?|disks?|alarms?|groups?)(?! \w)|(?= *(?:[?.!,;]|$)))`,
  'i',
)

export function takeExceptions(text: Text): string[] {
  const found = text.take(
    /\b(?:ignor(?:e|ing)|exclud(?:e|ing)|except(?: for)?|leave out|leaving out|other than|apart from|skip(?:ping)?|but not(?! (?:\w{3,}ed|running|in use|public|private|unused)\b)) (?:(?:those |the ones )?(?:in|of|for|from) )?(?:the |my |our )?([\w.@/-]*\w)(?: (?:one|bucket|instance|database|function|table|queue|topic|stack|user|role|service|cluster|volume|alarm)s?)?/i,
  )
  // “The DLQs themselves” are those with it in their names.
  return found.map(([, name = '']) =>
    name.toLowerCase().replace(/^(dlq|test|canar(?:y|ie))s$/, '$1'),
  )
}
