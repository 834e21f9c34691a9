import { words } from '../../../services/client/render/words.ts'

/** `1 alarm`, `2 alarms`, of a noun that may be several words. */
export function plural(noun: string, count: number): string {
  if (count === 1 || uncounted.test(noun)) return noun
  const head = /^(.*?)( (?:behind|of|on|short of|over|without|that|to|with|in)\b.*)$/.exec(noun)
  if (head !== null) {
    return `${plural(head[1] ?? noun, count)}${(head[2] ?? '').replace(/^ that is /, ' that are ')}`
  }
  if (isManyAlready.test(noun)) return noun
  if (/[^aeiou]y$/.test(noun)) return noun.replace(/y$/, 'ies')
  return /(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`
}

/** No things that could be counted, or how things are in place of what they are: `Wrong right now`. */
const uncounted =
  /\bby\b|^(?:load(?! balancer)|usage(?! plan)|encryption|logging|configuration of|wrong|open|paid|spent|in)\b/i

/** Many already, or a word that has no plural. */
const isManyAlready = /[^su]s$|(?:encryption|history|summary|data)$/i

/** What an operation lists, in words: `ec2:DescribeInstances` → `instance`. */
export function nounOf(operation: string | undefined): string {
  const name = (operation ?? '').replace(/^.*:/, '').replace(/V\d$/, '')
  const noun = name.replace(/^(?:Describe|List|Get|Search|Lookup|Query|Filter|Batch)+/, '')
  const known = better[noun]
  if (known !== undefined) return known
  const one = noun
    .replace(/(?:For|By|From)[A-Z].*$/, '')
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch|sh)es$/, '$1')
    .replace(/(?<![su])s$/, '')
  const text = words(one)
  if (text === '') return 'item'
  const [first = ''] = text.split(' ')
  return /^[A-Z\d]{2,}$/.test(first) ? text : text.charAt(0).toLowerCase() + text.slice(1)
}

/** What stands in these answers, which their names do not say. */
const better: Readonly<Record<string, string>> = {
  CostAndUsage: 'period',
  MetricStatistics: 'datapoint',
  MetricData: 'metric',
  LogEvents: 'log event',
}
