import { kindsAndGroup, takeGroup, takeGroupMost } from './kinds-asked.ts'
import type { Kind } from './things/kind.ts'
import type { Mention } from './things/kind-said.ts'
import type { SaidPeriod } from './time/period.ts'
import { takePeriod } from './time/take-period.ts'
import { takeWeekday, type Weekday } from './time/weekday.ts'
import {
  type Age,
  type Order,
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
import { severalExceptions, takeExceptions } from './words/exceptions.ts'
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
