import { camelWords, stem } from '../words/stem.ts'
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
  const [verb = '', ...nouns] = camelWords(operation)
  return {
    verb,
    nouns: nouns.filter((noun) => !/^(?:v\d|for|by|of|in|the|to|and|all)$/.test(noun)).map(stem),
  }
}

/** What people say → the words that AWS uses. Applied in order, to the question in lower case. */
const synonyms: readonly [RegExp, string][] = [
  [/\bset (?:up|to)\b/g, ' '],
  [/\b(?:in|of|from|for) (?:the|this|my|our|your|an) (?:aws )?account\b/g, ' '],
  [/\bsaved (?:\w+ ){0,2}queries\b/g, 'query definitions logs'],
  [/\bs3 buckets?\b/g, 'buckets'],
  [/\b(?:vms?|virtual machines?|servers?|boxes|machines|(?<!dedicated )hosts)\b/g, 'instances'],
  [/\b(?:ebs )?(?:disks?|ebs volumes?)\b/g, 'volumes'],
  [/\bfirewalls?(?: rules?)?\b/g, 'security group rules'],
  [/\bopen to the (?:world|internet)\b/g, 'security groups'],
  [/\b(?:elastic ips?(?: address(?:es)?)?|eips?)\b/g, 'addresses'],
  [/\bamis?\b/g, 'images'],
  [/\basgs?\b/g, 'auto scaling groups'],
  [/\b(?:load balancers?|[an]lbs?|elbs?)\b/g, 'load balancers'],
  [/\bnacls?\b/g, 'network acls'],
  [
    /\bdatabase (?=clusters?|engines?|events?|logs?|parameters?|prox|security|snapshots?|subnets?)/g,
    'rds db ',
  ],
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
  [/\bhow many messages\b|\bhow (?:deep|full|long)\b|\bbacklog\b/g, 'queue attributes'],
  [/\badd-ons?\b/g, 'addons'],
  [/\baurora(?: clusters?)?\b/g, 'rds db clusters'],
  [/\bttl\b/g, 'time live'],
  [/\bpitr\b|\bpoint[- ]in[- ]time(?: recovery)?\b/g, 'continuous backups'],
  [/\b(?:tls|ssl) certificates?\b/g, 'acm certificates'],
  [/\bkeypairs?\b/g, 'key pairs'],
  [/\bback(?:ed)?[- ]?up\b/g, 'backups'],
  [/\btrust (?:polic(?:y|ies)|relationships?)\b/g, 'role'],
  [/\bunencrypted\b|\bencrypted\b/g, 'encryption'],
  [/\bfiring\b/g, 'alarms'],
]

const stopWords = new Set(
  (
    'a about all am an and any are as at available be been by can contain could count current currently describe did ' +
    'details display do does each enabled every exist exists fetch find for from get give has have how i in info ' +
    'information is it its just list look many me much my now of on or our out over please region regions ' +
    'show tell than that the their them there these this those to up us use used using was we were what whats ' +
    'when where which who whose why will with without would you your aws amazon last month week day days hours'
  ).split(' '),
)
