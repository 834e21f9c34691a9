import type { Word } from '../plan.ts'
import { alike, camelWords, stem } from '../words/stem.ts'
import type { Field } from './fields.ts'

interface Preferred {
  /** How many words must name a member. */
  least?: number
  /** A number is asked for. */
  counted?: boolean
  /** What is added up or held against an amount is a number. */
  numeric?: boolean
  /** What is enabled or disabled is a flag. */
  flag?: boolean
  /** Whether some of the things have none of what a member counts: what is denied is rather that. */
  lacking?: (field: Field) => boolean
}

export interface MemberSaid {
  field: Field
  /** The words of the question that name it. */
  words: readonly Word[]
}

/**
 * The members that words name, `private ip` as PrivateIpAddress: for each run of words the member
 * that has most of them and least beside them.
 */
export function membersSaid(
  words: readonly Word[],
  fields: readonly Field[],
  { least = 1, counted = false, numeric = false, flag = false, lacking }: Preferred = {},
): MemberSaid[] {
  const left = [...words]
  const found: MemberSaid[] = []
  const rank = (field: Field, said: readonly Word[]) =>
    cost(field, counted) -
    // What is denied is no amount that something is held against.
    (numeric && field.type === 'number' && !said.every(({ denied }) => denied) ? 8 : 0) -
    (flag && field.type === 'boolean' ? 6 : 0) -
    (said.every(({ denied }) => denied) && lacking?.(field) ? 4 : 0)
  for (;;) {
    const [best] = fields
      .map((field) => ({ field, words: left.filter((word) => names(field, word)) }))
      .filter(({ words: said }) => said.length >= least)
      .toSorted(
        (a, b) =>
          b.words.length - a.words.length || rank(a.field, a.words) - rank(b.field, b.words),
      )
    if (best === undefined) return found
    found.push(best)
    for (const word of best.words) left.splice(left.indexOf(word), 1)
  }
}

const names = (field: Field, word: Word) =>
  // What blocks the public is the opposite of it.
  !(word.word === 'public' && /block|ignore|restrict/i.test(field.name)) &&
  !(/^(?:un)?healthy$/.test(word.word) && /threshold/i.test(field.name)) &&
  // How long a request for messages waits is no wait of theirs.
  !(/^(?:wait(?:s|ed|ing)|messages?)$/.test(word.word) && /receivemessagewait/i.test(field.name)) &&
  (partsOf(word).every((part) => field.words.some((own) => alike(own, part))) ||
    (synonyms[word.word] !== undefined && field.words.includes(word.stem)))

function partsOf({ word }: Word): string[] {
  const said = synonyms[word] ?? word
  return said
    .split(/[\s/-]+/)
    .flatMap(camelWords)
    .map(stem)
}

/** Words of our own as if they had been said. */
export const wordsOf = (text: string): Word[] =>
  text
    .toLowerCase()
    .split(' ')
    .map((word, at) => ({ word, stem: stem(word), denied: false, at }))

/** What people say for a part of a member's name. */
const synonyms: Readonly<Record<string, string>> = {
  wanted: 'desired',
  owns: 'owner',
  owned: 'owner',
  responsible: 'owner',
  ip: 'ip address',
  ips: 'ip address',
  az: 'availability zone',
  ram: 'memory',
  function: 'lambda',
  disk: 'storage',
  dns: 'dns',
  os: 'platform',
  ami: 'image',
  amis: 'image',
  hostname: 'dns name',
  ttl: 'time to live',
  pitr: 'point in time recovery',
  subscribers: 'subscriptions',
  expires: 'not after',
  expire: 'not after',
  expiry: 'not after',
  expiration: 'not after',
  free: 'available',
  tls: 'ssl',
  kept: 'retention',
  keep: 'retention',
  retain: 'retention',
  retained: 'retention',
}

/** How far a member is from what was said; where a number is asked for, what counts is nearer. */
const cost = ({ words, depth, many, name }: Field, counted: boolean) =>
  words.filter((word) => word !== 'of' && word !== 'approximat').length +
  (counted && /number|count/i.test(name) ? -4 : 0) +
  depth +
  (many ? 1 : 0) +
  (/previous|reason|pending|arn$|(?:state|status)?code$/i.test(name) ? 3 : 0)
