import { words } from './slots.ts'

/** The words of a question that carry meaning, in the vocabulary of AWS operation names. */
export function contentWords(question: string): string[] {
  const said = synonyms.reduce(
    (text, [pattern, replacement]) => text.replace(pattern, replacement),
    question.toLowerCase(),
  )
  return [
    ...new Set(
      words(said)
        .filter((word) => !stopWords.has(word))
        .map(stem),
    ),
  ]
}

/** `DescribeDBInstances` → its verb `describe` and its nouns `db`, `instance`. */
export function nameWords(operation: string): { verb: string; nouns: string[] } {
  const [verb = '', ...nouns] = operation
    .replace(/([a-z\d])([A-Z])|([A-Z]+)([A-Z][a-z])/g, '$1$3 $2$4')
    .replace(/\b([A-Z]+) s\b/g, '$1s')
    .toLowerCase()
    .split(' ')
  return {
    verb,
    nouns: nouns.filter((noun) => !/^(?:v\d|for|by|of|in|the|to|and|all)$/.test(noun)).map(stem),
  }
}

/** Plurals and `-ing` only: enough for names of resources, and nothing that surprises. */
export function stem(word: string): string {
  if (
    /(?:ss|us|is|ws|^sns|^eks|^ecs|^rds|^sqs|^ses|^aws|^sts|^dns|^ebs|^kms)$/.test(word) ||
    word.length < 4
  ) {
    return word === 'vpcs' || word === 'dbs' ? word.slice(0, -1) : word
  }
  if (word.endsWith('ing') && word.length > 6) return word.slice(0, -3)
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (/(?:sses|xes|ches|shes)$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}

/** What people say → the words that AWS uses. Applied in order, to the question in lower case. */
const synonyms: readonly [RegExp, string][] = [
  [/\bs3 buckets?\b/g, 'buckets'],
  [/\b(?:vms?|virtual machines?|servers?|boxes|machines|hosts)\b/g, 'instances'],
  [/\b(?:ebs )?(?:disks?|ebs volumes?)\b/g, 'volumes'],
  [/\bfirewalls?(?: rules?)?\b/g, 'security group rules'],
  [/\bopen to the (?:world|internet)\b/g, 'security groups'],
  [/\b(?:elastic ips?(?: address(?:es)?)?|eips?)\b/g, 'addresses'],
  [/\bamis?\b/g, 'images'],
  [/\basgs?\b/g, 'auto scaling groups'],
  [/\b(?:load balancers?|[an]lbs?|elbs?)\b/g, 'load balancers'],
  [/\bnacls?\b/g, 'network acls'],
  [/\b(?:rds )?databases?\b/g, 'rds db instances'],
  [/\brds (?!db|instances?\b)(\w+)/g, 'rds db $1'],
  [/\b(?:dns|domain) records?\b|\brecord sets?\b/g, 'resource record sets route53'],
  [/\bkubernetes\b|\bk8s\b/g, 'eks'],
  [/\bnode ?groups?\b/g, 'nodegroups eks'],
  [/\blambdas\b/g, 'lambda functions'],
  [/\b(?:lambda )?triggers?\b/g, 'event source mappings'],
  [/\bsubscribed\b|\bsubscribers?\b/g, 'subscriptions'],
  [
    /\b(?:spend|spent|spending|bills?|billed|billing|paying|costs?|charged|charges)\b/g,
    'cost and usage',
  ],
  [/\bforecast(?:ed)? cost and usage\b|\bcost and usage forecast\b/g, 'cost forecast'],
  [/\bunusual\b/g, 'anomalies'],
  [/\bwho am i\b|\bwhich (?:aws )?account\b/g, 'caller identity'],
  [/\bhow many messages\b/g, 'queue attributes'],
  [/\bunencrypted\b|\bencrypted\b/g, 'encryption'],
  [/\bfiring\b/g, 'alarms'],
]

const stopWords = new Set(
  (
    'a about account all am an and any are as at available be been by can contain could count current currently describe did ' +
    'display do does each enabled every exist exists fetch find for from get give has have how i in info ' +
    'information is it its just list look many me much my now of on or our out over please region regions set ' +
    'show tell than that the their them there these this those to up us use used using was we were what whats ' +
    'when where which who whose why will with without would you your aws amazon last month week day days hours'
  ).split(' '),
)
