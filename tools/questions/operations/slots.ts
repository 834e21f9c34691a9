/** What a question names, beside what it is about. */
export interface Slots {
  /** Region codes, or `all`; absent where the question names none. */
  region?: string | string[]
  /** AWS ids, as `i-0abc…`, and whole ARNs. */
  ids: string[]
  /** Names in quotes, after a noun (`bucket logs`) or after `named`. */
  names: { noun?: string; name: string }[]
  tags: { key: string; value?: string; missing: boolean }[]
  /** A state that things are asked for in, as `running`. */
  state?: string
  /** The question without what was read above: what the search over operations gets. */
  rest: string
}

export function readSlots(question: string): Slots {
  const text = new Text(question)
  const ids = text.take(idPattern).map(([id]) => id)
  const region = readRegion(text)
  const tags = readTags(text)
  const names = readNames(text)
  const state = statePattern.exec(question)?.[0].toLowerCase()
  return {
    ...(region === undefined ? {} : { region }),
    ids,
    names,
    tags,
    ...(state === undefined ? {} : { state }),
    rest: text.rest.trim(),
  }
}

export function words(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? []
}

const idPattern = /\barn:aws[\w-]*:[\w:/.*-]+|\b[a-z]{1,6}-[0-9a-f]{8,17}\b/g
const statePattern = /\b(?:running|stopped|pending|terminated|unattached|attached|unused|in use)\b/i

function readRegion(text: Text): string | string[] | undefined {
  if (
    text.take(/\b(?:in |across )?(?:all|every|any) (?:the )?(?:enabled )?regions?\b/gi).length > 0
  ) {
    return 'all'
  }
  const codes = text.take(/\b(?:us|eu|ap|sa|ca|me|af|il|mx)(?:-gov)?-[a-z]+-\d\b/g)
  const places = text
    .take(placePattern)
    .map(([, place = '']) => placeRegions[place.toLowerCase()] ?? '')
  const regions = [...new Set([...codes.map(([code]) => code), ...places])]
  return regions.length > 1 ? regions : regions[0]
}

function readTags(text: Text): Slots['tags'] {
  const missing = text.take(
    /\b(?:without|with no|lack(?:ing)?|missing|(?:do|does)(?:n[o'’]?t| not) have) (?:an? |the )?["']?([\w:-]+)["']? tags?\b/gi,
  )
  const valued = text.take(
    /\btag(?:ged|s)? (?:with )?["']?([\w:-]+)["']?(?: is | set to | ?[=:] ?)["']?([\w.@:/-]+)["']?/gi,
  )
  return [
    ...missing.map(([, key = '']) => ({ key, missing: true })),
    ...valued.map(([, key = '', value = '']) => ({ key, value, missing: false })),
  ]
}

function readNames(text: Text): Slots['names'] {
  const quoted = text.take(/["“‘`]([^"”’`]{1,128})["”’`]|'([^']{1,128})'/g)
  const called = text.take(/\b(?:called|named) ([\w./-]*[\w/])/gi)
  const after = text.take(namedNoun, ([, , name = '']) => !grammar.has(name.toLowerCase()))
  return [
    ...quoted.map(([, double, single]) => ({ name: double ?? single ?? '' })),
    ...called.map(([, name = '']) => ({ name })),
    ...after.map(([, noun = '', name = '']) => ({ noun: noun.toLowerCase(), name })),
  ]
}

const nouns =
  'alarm bucket cluster database domain endpoint function group queue role service stack table topic user zone'

const eitherNoun = nouns.replaceAll(' ', '|')

/** A noun in the singular and what follows it: a name, unless it is a word of the grammar. */
const namedNoun = new RegExp(`\\b(${eitherNoun}|of(?! (?:${eitherNoun})s?\\b)) ([\\w.-]*\\w)`, 'gi')

const serviceWords =
  'acm api apis apigateway aurora bedrock cloudformation cloudtrail cloudwatch dynamodb ebs ec2 ecs eks ' +
  'elb gateway http iam kubernetes lambda lambdas rds rest route53 s3 sagemaker ses sns sqs sts vpc vpcs'

/** What follows a noun to name a part of it, or another kind of thing. */
const parts =
  'alias aliases definition definitions engine instance instances key keys parameter parameters queues ' +
  'sets snapshot snapshots state states subnet subnets version versions'

/** Words after which no name comes. */
const grammar = new Set(
  (
    `${nouns} ${serviceWords} ${parts} ` +
    'a all an and any are balancer balancers been by change changes configuration configurations ' +
    'cost costs did do does each encryption event events every expire expires fail failed failing fails failure ' +
    'failures for from groups had has have in is it lack lacks ' +
    'last log me member members my name names need needs of on open or our over policies policy quota ' +
    'records resource resources return returned returning returns rule rules run running runs service services setting settings size sizes ' +
    'status tag tags task tasks that the their them these they this those to today use used ' +
    'versioning was were what which who with without yesterday'
  ).split(' '),
)

/** Cities and countries that people say for a region. */
const placeRegions: Readonly<Record<string, string>> = {
  virginia: 'us-east-1',
  ohio: 'us-east-2',
  oregon: 'us-west-2',
  ireland: 'eu-west-1',
  london: 'eu-west-2',
  paris: 'eu-west-3',
  frankfurt: 'eu-central-1',
  zurich: 'eu-central-2',
  stockholm: 'eu-north-1',
  mumbai: 'ap-south-1',
  singapore: 'ap-southeast-1',
  sydney: 'ap-southeast-2',
  tokyo: 'ap-northeast-1',
}
const placePattern = new RegExp(`\\b(${Object.keys(placeRegions).join('|')})\\b`, 'gi')

/** A question of which parts are taken out as they are understood. */
class Text {
  rest: string

  constructor(question: string) {
    this.rest = question
  }

  /** Each match, whole and then its groups. A noun before a taken name stays in the text. */
  take(
    pattern: RegExp,
    accept: (match: RegExpMatchArray) => boolean = () => true,
  ): RegExpMatchArray[] {
    const found = [...this.rest.matchAll(pattern)].filter(accept)
    for (const match of found.toReversed()) {
      const kept = pattern === namedNoun ? (match[1] ?? '') : ''
      const end = match.index === undefined ? 0 : match.index + match[0].length
      this.rest = `${this.rest.slice(0, match.index)}${kept}${this.rest.slice(end)}`
    }
    return found
  }
}
