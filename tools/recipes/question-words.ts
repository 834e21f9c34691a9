/**
 * What a question is about, in the words that recipes are told apart by: other than for operations,
 * `why`, `who`, `not` and `without` carry much of it. Names that only one account has are left out.
 */
export function questionWords(question: string): ReadonlySet<string> {
  const said = concepts.reduce(
    (text, [pattern, concept]) => text.replace(pattern, ` ${concept} `),
    question.toLowerCase().replaceAll('’', "'"),
  )
  const words = said.replace(nameLike, ' ').match(/[a-z\d]+/g) ?? []
  return new Set(words.map(singular).filter((word) => !stopWords.has(word)))
}

/** Whether a word names a kind of thing: such a word alone asks for a list, which takes no recipe. */
export const isThing = (word: string): boolean => things.has(word)

const things = new Set(
  (
    'access account addon address alarm api balancer bucket certificate cluster cost count database ecs eks encryption ' +
    'event function group iam instance key log maintenance metric network policy queue resource role rule ' +
    'run running security service stack state subnet table tag task topic user version volume'
  ).split(' '),
)

/** `checkout-api`, `i-0123…`, `us-east-1`, `/ecs/web`: nobody else's words. */
const nameLike = /\S*[a-z\d][-_/:@]\S*\d*/g

const singular = (word: string) =>
  word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word

/** What people say → the words that stand for it. Applied in order, to lower case. */
const concepts: readonly [RegExp, string][] = [
  [/\b(an?|the|no) [\w:-]+ tags?\b/g, '$1 tag'],
  [/\bload[- ]balancers?\b/g, 'balancer'],
  [/\bmulti[- ]?factor(?: auth\w*)?\b|\b(?:two|2)[- ]?factor\b|\b2fa\b/g, 'mfa'],
  [/\b0\.0\.0\.0\/0|::\/0/g, 'public'],
  [/\bend[- ]of[- ](?:life|support)\b|\beol\b|\bout of support\b|\bunsupported\b/g, 'old'],
  [/\bmore than (?:an?|\d+) \w+ (?:old|ago)\b/g, 'old'],
  [/\b(?:old(?:er|est)?|outdated|deprecated|obsolete|stale|ancient|aged)\b/g, 'old'],
  [/\b(?:5xx|50[0-4]s?|http errors?|server errors?)\b/g, '5xx error'],
  [/\bwhat(?:'s| is| was| went| has gone) (?:wrong|up)\b|\bwhat(?:'s| has)? happened\b/g, 'why'],
  [/\b(?:why|caus(?:es?|ed|ing)|reasons?|explain|investigate|diagnose|drove|made)\b/g, 'why'],
  [
    /\b(?:go(?:es|ing)? off|gone off|went off|alerting|alarming|firing|fired|ringing|in alarm|alarm state|active alarms?)\b/g,
    'alarm firing',
  ],
  [
    /\b(?:go(?:es|ing)? up|went up|gone up|ris(?:e|es|en|ing)|rose|increas\w+|higher|more than (?:in )?last (?:week|month|year)|jump\w*|spik\w+|explo\w+|grew|grow\w*|spending more)\b/g,
    'increase',
  ],
  [
    /\b(?:bills?|billed|billing|costs?|spend|spends|spending|spent|pay|pays|paying|paid|money|charge[ds]?|expens\w+)\b/g,
    'cost',
  ],
  [/\b(?:by|per|each|every) (?:aws )?services?\b|\bbreak(?:down)?\b[^,.]* by\b/g, 'each service'],
  [/\b(?:wast\w+|idle|unused|nobody uses|no one uses|not used|not in use)\b/g, 'no use'],
  [/\b(?:orphan\w*|unattached|detached)\b/g, 'no attached'],
  [/\bhangs? on\b|\battach\w*\b/g, 'attached'],
  [/\buntagged\b/g, 'no tag'],
  [/\btag(?:s|ged|ging)\b/g, 'tag'],
  [/\bunencrypted\b/g, 'no encryption'],
  [/\bencrypt\w*\b/g, 'encryption'],
  [/\b(?:not|without|lack(?:s|ing)?|missing|misses|never|none|no|cannot)\b|n't\b/g, 'no'],
  [
    /\b(?:chang\w+|change|modif\w+|touch\w*|alter(?:ed|ing)?|edited|deploy\w*|releas\w+)\b/g,
    'change',
  ],
  [
    /\b(?:whose|whom|who|people|persons?|any(?:body|one)|some(?:body|one)|every(?:body|one))\b/g,
    'who',
  ],
  [/\b(?:problems?|outages?|incidents?|troubles?|overview)\b/g, 'trouble'],
  [/\b(?:exceptions?|stack ?traces?)\b/g, 'error'],
  [/\b(?:logged|logging)\b/g, 'log'],
  [/\b(?:fail\w*|broken|broke|crash\w*|roll(?:ed|ing)?[- ]?backs?)\b/g, 'fail'],
  [/\bbreak(?:s|ing)?\b|\bexpir\w*\b|\bdeadlines?\b|\brun(?:s|ning)? out\b/g, 'expire'],
  [/\b(?:soon|upcoming|about to|(?:in the )?next (?:\w+ )?(?:days?|weeks?|months?))\b/g, 'soon'],
  [/\b(?:fewer|less|below|lower than|short of|under|missing)\b/g, 'fewer'],
  [/\b(?:should|expected|supposed|wanted)\b/g, 'desired'],
  [/\b(?:busy|load|overload\w*|utili[sz]ation|usage)\b/g, 'load'],
  [/\b(?:internet|world|public(?:ly)?|outside)\b/g, 'public'],
  [/\b(?:open\w*|expos\w*|reach\w*|accessible)\b/g, 'open'],
  [/\b(?:rds|databases?|dbs?)\b/g, 'database'],
  [/\b(?:vms?|virtual machines?|servers?|machines?|hosts?|boxes|ec2|instances?)\b/g, 'instance'],
  [/\b(?:ebs )?(?:disks?|volumes?|ebs)\b/g, 'volume'],
  [/\b(?:lambdas?(?: functions?)?|functions?)\b/g, 'function'],
  [/\b(?:s3 )?buckets?\b|\bs3\b/g, 'bucket'],
  [/\bcloudformation(?: stacks?)?\b/g, 'stack'],
  [/\b(?:certs?|certificates?)\b/g, 'certificate'],
  [/\brotat\w+\b/g, 'rotate old'],
  [/\b(?:everything|anything|something|resources?)\b/g, 'resource'],
]

const stopWords = new Set(
  (
    'a about account again ago all also am among an and are as at aws be been being but by can cloud could ' +
    'current currently day did do does during env environment find for from get give going had has have hour how i if ' +
    'in into is it its just last lately latest list many me minute moment month much my now of on one or our ' +
    'over past please prod production recent recently region right second see set show since some staging than ' +
    'that the their them then there these they thing this those to today tell up us very was we week were what ' +
    'when where which while will with would yesterday year you your s t d ve re ll'
  ).split(' '),
)
