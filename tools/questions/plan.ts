import type { Kind } from './things/kind.ts'
import { bareServices, kindsSaid, type Mention } from './things/kind-said.ts'
import type { SaidPeriod } from './time/period.ts'
import { takePeriod } from './time/take-period.ts'
import { takeWeekday, type Weekday } from './time/weekday.ts'
import {
  type Age,
  type Order,
  rankedBy,
  type Threshold,
  type Total,
  takeAge,
  takeFirst,
  takeLength,
  takeOrder,
  takeRange,
  takeThreshold,
  takeTotal,
} from './words/amounts.ts'
import { type Asked, askedOf } from './words/asked.ts'
import { type NamePattern, takeNamePattern } from './words/name-pattern.ts'
import { takeNames } from './words/names.ts'
import { isDenied } from './words/negation.ts'
import { takeOtherRegions, takeRegions } from './words/regions.ts'
import { alike, stem } from './words/stem.ts'
import { stopWords } from './words/stop-words.ts'
import { type TagSaid, takeTags } from './words/tags.ts'
import { Text } from './words/text.ts'
import { takeWish } from './words/wish.ts'

/** A question as it was understood: what is asked, of which things, under which conditions. */
export interface Plan {
  /** As it was asked. */
  question: string
  /** The same with NAME for each name, whose words say nothing of what is asked. */
  plain: string
  asked: Asked
  /** The kind of thing that it is about; the further ones it speaks of come after. */
  kinds: readonly KindSaid[]
  /** Words that nobody has taken yet: attributes, values and states of the things, or plain names. */
  words: readonly Word[]
  ids: readonly string[]
  names: readonly string[]
  /** How names are to be spelt: “starting with order”. */
  spelt?: NamePattern
  tags: readonly TagSaid[]
  regions?: string | string[]
  period?: SaidPeriod
  /** Another time that the period is held against: “more than last month”. */
  compared?: string
  /** Days of the week, whichever week: “created on a Monday”. */
  weekday?: Weekday
  age?: Age
  threshold?: Threshold
  order?: Order
  first?: number
  /** What is to be counted or shown apart: “by type”, “per region”. */
  group?: string
  /** Where only the largest (or smallest) of the groups is asked for: “who owns the most”. */
  groupMost?: 'most' | 'fewest'
  /** What is to be added up or averaged over the things. */
  total?: Total
  /** That what tags the things have is known: where none has one, none is tagged. */
  tagsRead?: boolean
  /** Regions in which things are not to be. */
  elsewhere?: readonly string[]
  /** What is to be left out: “except the cloudtrail bucket”. */
  except: readonly string[]
}

export interface KindSaid {
  kind: Kind
  said: string
  /** “VPCs without flow logs”: those that have none of the second kind. */
  denied: boolean
  at: number
}

export interface Word {
  word: string
  stem: string
  denied: boolean
  at: number
}

export function readPlan(question: string, now: Date): Plan {
  const text = new Text(question)
  const spelt = takeNamePattern(text)
  const { ids, names: allNames } = takeNames(text)
  const several = severalExceptions(text, allNames)
  const names = allNames.filter((name) => !several.includes(name.toLowerCase()))
  const tags = takeTags(text)
  const elsewhere = takeOtherRegions(text)
  const ofRegions = eachRegion.test(text.whole) ? 'region' : undefined
  const regions = takeRegions(text)
  const except = [...several, ...takeExceptions(text)]
  text.take(shapeWanted)
  text.take(regardless)
  takeWish(text)
  const lasting = takeLength(text)
  const [compared] = text.take(comparedWith)
  const [then] =
    compared === undefined && heldTogether.test(text.whole) ? text.take(nowAndThen) : []
  const asked = askedOf(text.whole)
  const age = takeAge(text)
  const range = takeRange(text)
  const weekday = takeWeekday(text)
  const period = takePeriod(text, now) ?? takeExpired(text, now)
  const threshold = lasting ?? range ?? takeThreshold(text)
  const first = takeFirst(text)
  const most = takeGroupMost(text)
  const grouped = most?.group ?? takeGroup(text) ?? ofRegions
  const total = takeTotal(text, asked)
  const { mentions, group } = kindsAndGroup(text, grouped)
  const order = takeOrder(text)
  return {
    question: text.whole,
    plain: [...names, ...ids]
      // A name may stand within a longer one.
      .toSorted((a, b) => b.length - a.length)
      .reduce((said, name) => said.replaceAll(name, 'NAME'), text.whole),
    asked: total !== undefined && asked === 'count' ? 'howmuch' : asked,
    kinds: mentions.map(({ kind, said, at, length }) => ({
      kind,
      said,
      at,
      denied: isDenied(text.whole, at, length),
    })),
    words: wordsOf(text, mentions),
    ids,
    names,
    tags,
    except,
    elsewhere,
    ...given({
      spelt,
      compared: (compared?.[1] ?? then?.[1] ?? then?.[2])?.trim(),
      regions,
      period,
      weekday,
      age,
      threshold,
      order,
      first,
      group,
      groupMost: most?.which,
      total,
    }),
  }
}

/** What is counted in each region is counted apart. */
const eachRegion =
  /^(?=.*\b(?:how many|how much|number of|counts?|total)\b).*\b(?:in|of|for) (?:each|every) (?:aws )?region\b/i

/** What has expired did so before now. */
function takeExpired(text: Text, now: Date): SaidPeriod | undefined {
  const [found] = text.take(
    /\b(?:(?:already|long since) expired|(?:has|have|are|is|any|which|had) (?:(?:\w+ ){0,2}certificates? )?(?:already )?expired|expired (?=certificates?\b|certs?\b))(?=\s|[?.!]|$)/i,
  )
  return found === undefined
    ? undefined
    : { start: new Date(0), end: now, said: 'before now', kind: 'before' }
}

/** Where the only kind that is named is what is grouped by, it is the kind: “addresses in each subnet”. */
function kindsAndGroup(
  text: Text,
  group: string | undefined,
): { mentions: Mention[]; group: string | undefined } {
  const said = kindsSaid(text.left)
  // What containers run are images of their own, and none that machines start from.
  const runs = said.some(({ kind }) => /^(?:service|task|task definition)$/.test(kind.noun))
  const read = runs ? said.filter(({ said: words }) => !/^images?$/.test(words)) : said
  const all = read.filter(
    (one, at) =>
      !isOfMember(one, { all: read, question: text.whole }) &&
      !(at > 0 && isOfFeature(one, text.whole)),
  )
  const named = all.filter(
    (one) => !bareServices.has(one.said) || isListedWith(one, { all, question: text.whole }),
  )
  const own = named.length > 0 ? named : all.slice(0, 1)
  const mentions = headFirst(own.length > 0 || group !== undefined ? own : kindOfVersion(text))
  // Of “unhealthy targets” the state is a condition as well.
  for (const { at, length, said } of all) {
    // “Roles that Lambda can assume”: who may is a condition.
    if (bareServices.has(said) && named.length > 0 && /\b(?:assum\w+|trust\w*)\b/i.test(text.whole))
      continue
    const state = qualities.exec(said)?.[0].length ?? 0
    text.blank(at + state, length - state)
  }
  if (group === undefined || named.length > 0) return { mentions, group }
  // Of “parameters by type” the parameters are meant, whatever they are.
  const isOther = /^\W*(?:list |show )?[a-z]+s by\b/i.test(text.whole)
  const implied = mentions.length === 0 && !isOther ? kindsSaid(groupKinds[group] ?? '') : []
  if (implied.length > 0) return { mentions: implied, group }
  const at = text.whole.toLowerCase().indexOf(group)
  const grouping = kindsSaid(group).filter(({ said }) => !bareServices.has(said))
  return grouping.length === 0 || mentions.length > 0
    ? { mentions, group }
    : { mentions: grouping.map((mention) => ({ ...mention, at })), group: undefined }
}

/** Of `unhealthy targets` and `network load balancers` the first word is a condition. */
const qualities =
  /^(?:(?:un)?healthy|inbound|outbound|ingress|egress|network(?= load balancers)|(?:customer|aws)[- ]managed) /i

/** “Any redshift or EMR clusters”: a service that an “or” joins to things is asked for its own. */
const isListedWith = (
  { at, length }: Mention,
  { all, question }: { all: readonly Mention[]; question: string },
): boolean =>
  all.some(
    (other) =>
      other.at > at &&
      !bareServices.has(other.said) &&
      /^(?:,| or| and|,? nor)(?: an?| any)? $/i.test(question.slice(at + length, other.at)),
  )

/** “The instance tenancy of the VPC prod”: what a member is called after is none of the things asked for. */
function isOfMember(
  { at, length }: Mention,
  { all, question }: { all: readonly Mention[]; question: string },
): boolean {
  const [asked = ''] =
    /^\W*(?:what|which)(?:'s| is| are)? (?:the )?[\w -]{3,60}? (?:of|on|for) (?:the |our )?/i.exec(
      question,
    ) ?? []
  return (
    at + length < asked.length &&
    all.some((other) => other.at === asked.length) &&
    /^ [a-z]+(?: [a-z]+){0,2} (?:of|on|for) (?:the |our )?$/i.test(
      question.slice(at + length, asked.length),
    ) &&
    // “The volumes attached to”, “the rules open for” are things.
    !/^ (?:\w+ed|in|on|that|which|with|open) /i.test(question.slice(at + length, asked.length))
  )
}

/** “Clusters with container insights”: a thing that is said right before a setting says which setting it is. */
const isOfFeature = ({ at, length, said }: Mention, question: string): boolean =>
  !/s$/i.test(said) &&
  /^ (?:file )?(?:insights?|logging|lock(?:ing)?|validation|access logs?|access logging)\b/i.test(
    question.slice(at + length),
  )

/** Of `hosted zone records` the records are meant: what stands last in a compound is what it is. */
function headFirst([first, second, ...others]: readonly Mention[]): Mention[] {
  const rest = second === undefined ? [] : [second]
  if (first === undefined) return []
  const isCompound =
    second !== undefined &&
    second.kind !== first.kind &&
    first.at + first.length + 1 === second.at &&
    !/s$/.test(first.said) &&
    /s$/.test(second.said)
  return isCompound ? [second, first, ...others] : [first, ...rest, ...others]
}

function wordsOf(text: Text, mentions: readonly Mention[]): Word[] {
  const kindStems = mentions.flatMap(({ kind }) => kind.noun.toLowerCase().split(/[ -]/).map(stem))
  const words = text
    .words()
    .map(({ word, at }) => ({ word: word.toLowerCase().replace(/'s?$/, ''), at }))
    .filter(
      ({ word, at }) =>
        (word.length > 1 || /^\d$/.test(word)) &&
        (!stopWords.has(word) || isCountedItem(text.whole, { word, at })) &&
        !ofHaving.test(word) &&
        !isHow(text.whole, { word, at }) &&
        !word.endsWith("n't") &&
        !/'(?:re|ll|ve|d|m)$/.test(word),
    )
    .map(({ word, at }) => {
      const denied = isDenied(text.whole, at, word.length)
      // “Non-default VPCs” are those that are not.
      const own = /^non-(?=[a-z]{4})/.test(word) ? word.slice(4) : word
      return { word: own, stem: stem(own), denied: denied !== (own !== word), at }
    })
    .filter(
      (word) =>
        !kindStems.some((own) => own.length > 4 && alike(own.slice(0, 7), word.stem.slice(0, 7))),
    )
  // “enabled”, “disabled” say whether, of the words beside them; alone they are states.
  const whether = words.filter(
    ({ word, at }) =>
      polarity.has(word) &&
      !isApart(text.whole, { word, at }, mentions) &&
      !(
        mentions.some((one) => one.at === at + word.length + 1) &&
        // “Multi-AZ disabled databases” says it of the word before.
        !words.some((one) => one.at + one.word.length + 1 === at && one.denied)
      ),
  )
  return words.length > whether.length || mentions.length > 1
    ? words.filter((word) => !whether.includes(word))
    : words
}

/** “Keys that are old and still active”: of the things, and of no word beside it. */
const isApart = (
  question: string,
  { word, at }: { word: string; at: number },
  mentions: readonly Mention[],
): boolean =>
  /^(?:in)?active$|^(?:en|dis)abled$/.test(word) &&
  (/(?:\b(?:and|or|but)|,)(?: (?:are|is|that|which|still|currently|not|also))*$/i.test(
    question.slice(0, at).trimEnd(),
  ) ||
    mentions.some(
      ({ at: place, length }) =>
        /^(?: (?:are|is|that|which|still|currently|not))* $/i.test(
          question.slice(place + length, at),
        ) &&
        // “VPCs with flow logs disabled” are without them.
        !/\b(?:with|where|whose|having|ha(?:ve|s|d)) (?:the |their )?$/i.test(
          question.slice(0, place),
        ),
    ))

/** “How many items”: they are what is counted, and no word for things. */
const isCountedItem = (question: string, { word, at }: { word: string; at: number }) =>
  word === 'items' && /\b(?:how many|number of|most|fewest) $/i.test(question.slice(0, at))

/** To have something in other words. */
const ofHaving = /^(?:(?:hold|contain|carr(?:y|ie)|get)(?:s|ing)?|got)$/

/** “How many days of” says in what it is counted; “encrypted with KMS” is of the key, and not of encryption. */
const isHow = (question: string, { word, at }: { word: string; at: number }) =>
  (word === 'times' && /\b(?:how many|number of) $/i.test(question.slice(0, at))) ||
  (/^(?:seconds?|minutes?|hours?|days?|weeks?)$/.test(word) &&
    /\b(?:how many|number of) $/i.test(question.slice(0, at)) &&
    /^ (?:of|worth|does|do|is|are)\b/i.test(question.slice(at + word.length))) ||
  // What lives in something is not the live environment.
  (word === 'live' &&
    /^ (?:in|on|under|behind|at)\b|^[?.! ]*$/i.test(question.slice(at + word.length)) &&
    /\b(?:do|does|did) /i.test(question.slice(0, at))) ||
  (/^keys?$/.test(word) && /\b(?:kms|cmk)[ -]$/i.test(question.slice(0, at))) ||
  (/^encrypt/.test(word) &&
    /^ (?:with|by|using|under) (?:an? |the |our |their )?(?:own )?(?:aws[- ])?(?:kms|cmks?|customer|sse|aes|s3)/i.test(
      question.slice(at + word.length),
    ))

const polarity = new Set([
  'enabled',
  'disabled',
  'enable',
  'disable',
  'configured',
  'configuration',
  'activated',
  'active',
  'setting',
  'settings',
  'missing',
  'lacking',
  'lack',
  'defined',
])

/** How the answer should look says nothing of what it is about. */
const shapeWanted =
  /\b(?:in|as) (?:an? )?(?:tabular|table|list|csv|json|markdown)(?: (?:format|form|view)|(?= *[?.!]*$))/i

/** “…, attached or not” narrows nothing. */
const regardless =
  /,? (?:whether )?(?:[\w-]+ or not|or not [\w-]+)(?=,| *$)(?<=[,] .*)|\bwhether [\w-]+ or not\b/i

const timeBefore =
  '(?:(?:last|previous|the same) (?:[\\w-]+ )?(?:day|week|month|quarter|year)|(?:day|week|month|quarter|year|hour|one) before(?: (?:that|last))?|(?:yesterday|this|last) (?:morning|afternoon|evening|night)|yesterday|usual(?:ly)?|normal(?:ly)?|(?:its |the |an )?(?:baseline|average)|before|earlier|(?:an?|\\d+|two|three|four|five|six|few) (?:minutes?|hours?|days?|weeks?|months?) (?:ago|before|earlier))(?!\\w)'

const comparedWith = new RegExp(
  `\\b(?:(?<!\\b(?:more|less|older|newer|longer|fewer|younger) )than|(?<=\\b(?:more|less) )than(?= (?:the |in |on |it |usual|normal|before|yesterday|last|previous))|(?:as )?compared? (?:to|with)|vs\\.?|versus|against|relative to) (?:the |in |on |it (?:was|is|did) (?:in )?|(?:they|we) (?:were|was|did) )*(${timeBefore})`,
  'i',
)

/** “Compare the connections now and two hours ago”, “how did its CPU change between an hour ago and now”. */
const heldTogether = /\b(?:compar\w*|differ\w*|chang\w*)\b/i
const nowAndThen = new RegExp(
  `\\b(?:now|currently|at the moment|at present),? (?:and|with|to|from) (?:the |in |on )*(${timeBefore})|(?<=\\b(?:between|from) )(${timeBefore}) (?:and|to) (?:right )?now\\b`,
  'i',
)

/** Only what is there: an optional member is absent rather than undefined. */
function given<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

/**
 * “Everything except the search and eks nodes”, “except a-b, c-d and e”: each of them is left out.
 * One alone is read with what else is said of it.
 */
function severalExceptions(text: Text, names: readonly string[]): string[] {
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

function takeExceptions(text: Text): string[] {
  const found = text.take(
    /\b(?:ignor(?:e|ing)|exclud(?:e|ing)|except(?: for)?|leave out|leaving out|other than|apart from|skip(?:ping)?|but not(?! (?:\w{3,}ed|running|in use|public|private|unused)\b)) (?:(?:those |the ones )?(?:in|of|for|from) )?(?:the |my |our )?([\w.@/-]*\w)(?: (?:one|bucket|instance|database|function|table|queue|topic|stack|user|role|service|cluster|volume|alarm)s?)?/i,
  )
  // “The DLQs themselves” are those with it in their names.
  return found.map(([, name = '']) =>
    name.toLowerCase().replace(/^(dlq|test|canar(?:y|ie))s$/, '$1'),
  )
}

/** `node 18` alone is what functions run on, `postgres 13` what databases are. */
function kindOfVersion({ left }: Text): Mention[] {
  const found = versioned.find(([family]) =>
    new RegExp(`\\b(?:${family})[ .-]?v?\\d`, 'i').test(left),
  )
  const implied = found?.[1] ?? ofOneKind.find(([pattern]) => pattern.test(left))?.[1]
  if (implied === undefined) return []
  return kindsSaid(implied).map((mention) => ({ ...mention, at: left.length, length: 0 }))
}

const versioned: readonly (readonly [string, string])[] = [
  ['node(?:\\.?js)?|python|java|ruby|dotnet', 'functions'],
  ['postgres(?:ql)?|mysql|mariadb', 'databases'],
]

/** What only things of one kind have. */
const ofOneKind: readonly (readonly [RegExp, string])[] = [
  [/\b(?:gp[23]|io[12]|st1|sc1)\b/i, 'volumes'],
  [/\binflight\b|\bmessages?\b.*\bin[- ]flight\b/i, 'queues'],
]

/** What things have that are grouped by it, where none are named. */
const groupKinds: Readonly<Record<string, string>> = {
  runtime: 'functions',
  engine: 'databases',
  type: 'instances',
  'instance type': 'instances',
}

const groupWords =
  '(?:instance |storage |engine |lambda |ec2 )?(?:types?|class(?:es)?|engines?|runtimes?|states?|status|regions?|az|availability zones?|zones?|vpcs?|subnets?|owners?|env|environments?|services?|famil(?:y|ies)|architectures?|versions?|accounts?|teams?|sizes?|platforms?|clusters?|keys?|protocols?|schemes?|users?|buckets?|security groups?|roles?|person|people)'

/** “Who owns the most instances”, “which subnet has the fewest addresses”, “the most common type”. */
function takeGroupMost(text: Text): { group: string; which: 'most' | 'fewest' } | undefined {
  // The pattern is large, and V8 makes code of it when it is first asked.
  if (!/most|fewest|least/i.test(text.left)) return undefined
  const [found] = text.take(
    new RegExp(
      `\\b(?:who (?:owns|has|holds)|(?:which|what) ${groupWords} (?:has|have|owns?|holds?|contains?|runs?)) (?:the )?(most|fewest|least)(?= \\w)|\\b(most|least) (?:common|popular|frequent|used|common(?:ly)? used) ${groupWords}\\b|\\b(?:which|what) ${groupWords} (?:do|does|is|are) (?:we |you |they |people )?(?:used? |have )?(?:the )?(most|least)(?: often| used)?(?=[?.! ]*$)`,
      'i',
    ),
    // `the most memory` is no number of things.
    (match) =>
      !/^(?:memory|storage|space|data|cpu|traffic|money|expensive|(?:free|available|spare|unused|remaining|left|ip) )/i.test(
        text.whole.slice((match.index ?? 0) + match[0].length).trim(),
      ),
  )
  if (found === undefined) return undefined
  const said = found[0].toLowerCase()
  const which = /fewest|least/.test(said) ? 'fewest' : 'most'
  const word = new RegExp(`(?:which|what|common|popular|frequent|used) (${groupWords})\\b`).exec(
    said,
  )?.[1]
  return { group: word === undefined ? 'owner' : word.replace(/(?<=[^s])s$/, ''), which }
}

function takeGroup(text: Text): string | undefined {
  const [found] = text.take(
    /\b(?:(?:does|do|has|have|with) each|(?:group(?:ed)?|broken? down|split|summari[sz]ed?|count(?:ed)?|breakdown) (?:by|per)|of each|for each|per|(?<!(?:sort|order|rank)(?:ed)? )by|in each|of every|for every) (?:aws )?((?:(?:instance|storage|engine|lambda|ec2|versioning|encryption|billing|health|rotation|logging|volume) )?(?:type|class|engine|runtime|state|status|region|az|availability zone|zone|vpc|subnet|owner|env|environment|service|family|architecture|version|account|tag|month|day|team|size|platform|kind|cluster|key|protocol|scheme)s?)\b/i,
    // “The largest two by size” are put in order.
    ([, word = '']) =>
      !(
        /^size$/i.test(word) &&
        (rankedBy.test(text.whole) ||
          /\b(?:largest|biggest|smallest|heaviest|lightest)\b/i.test(text.whole))
      ),
  )
  return found?.[1]?.toLowerCase()
}
