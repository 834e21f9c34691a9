import { readPlan } from '../plan.ts'

/**
 * What a rule says of all things of a kind (“volumes should be encrypted”, “ensure that …”), as the question
 * of those that do not keep it: that is what whoever says a rule wants to see. A sentence that names a
 * thing, or somebody who is to act, is no rule.
 */
export function asStandard(sentence: string, now: Date): string {
  const rule = sentence
    .trim()
    .replace(thoseThatBreak, '')
    .replace(thoseThatDo, '')
    .replace(/[.!]+$/, '')
  const turned = rule.replace(onThings, '$<lead>$<things> should have $<what>')
  const match = ensured.exec(turned) ?? standard.exec(turned)
  const { things = '', not, rest = '' } = match?.groups ?? {}
  if (match === null || rule.includes('?') || ofSomebody.test(things)) return sentence
  const { kinds, names, ids } = readPlan(things, now)
  if (names.length + ids.length > 0) return sentence
  if (ofAccount.test(things) || kinds.length === 0)
    return kinds.length === 0 && !/\b(?:root|trails?|cloudtrail)\b/i.test(things)
      ? sentence
      : `is ${things} ${rest.replace(/^(?:be|is|are) /i, '')}?`
  const broken = brokenBy(rest, not !== undefined)
  return broken === undefined ? sentence : `which ${things} ${broken}?`.replace('  ', ' ')
}

/** What is true of those that do not do what all should, as a question goes on after the things. */
function brokenBy(rest: string, isDenied: boolean): string | undefined {
  const [, verb = '', what = ''] = /^(\S+) (.+)$/.exec(rest) ?? []
  if (/^(?:be|is|are)$/i.test(verb)) {
    // What is to be done with them says nothing of how they are.
    if (toDo.test(what)) return 'are there'
    const opposite = otherSide(what)
    return opposite === undefined ? `are ${isDenied ? '' : 'not '}${what}` : `are ${opposite}`
  }
  if (/^(?:have|has)$/i.test(verb))
    return `have ${isDenied ? '' : 'no '}${what.replace(/^(?:an?|the|at least one) /i, '')}`
  if (forbids.test(verb)) return `${isDenied ? 'do not have' : 'have'} ${what}`
  if (!does.test(verb)) return undefined
  return `${isDenied ? '' : 'do not '}${verb} ${what}`
}

/** “…: which ones don't?” asks for what whoever says a rule wants to see. */
const thoseThatBreak =
  /\s*[:;,.\u2013\u2014-]+\s*(?:(?:and|so|but|now) )?(?:(?:please )?(?:list|show|give|tell|find)(?: me| us)? )?(?:the ones (?:that|which)|those (?:that|which)|which|what|who|are there any(?: that| which)?|is there (?:any|one)(?: that| which)?|do any)(?: of (?:them|these|those|ours))?(?: (?:ones?|[a-z]+s|[a-z]+) ?(?=do|are|is|have|has|lack|miss|break|fail|violat))?\s*(?:(?:do|does|are|is|have|has)(?: not|n't)(?: (?:yet|comply|have (?:it|that|one)|do (?:so|it|that)|follow(?: it| this)?))?|lacks? (?:it|that|one)|miss(?:es)? (?:it|that)|breaks? (?:it|this|the rule)|fails?(?: (?:it|this|that))?|violates? (?:it|this|that)|(?:is|are) (?:non-?compliant|missing(?: it)?))\s*\?*$/i

/** “Should not be public: which ones are?” */
const thoseThatDo =
  /(?<=\b(?:should|must|shall)(?: not| never|n't)\b.*)\s*[:;,.\u2013\u2014-]+\s*(?:(?:and|so|but|now) )?(?:which|what|are there any|do any|are any)(?: of (?:them|these|those|ours))?(?: ones?)?(?: that| which)?(?: (?:do|does|are|is|have|has))?(?: it| that| so)?\s*\?*$/i

/** “Versioning should be enabled on all buckets” is said of the buckets. */
const onThings =
  /^(?<lead>ensure (?:that )?)?(?:the )?(?<what>[\w -]{3,40}?) (?:should be|must be|is) (?:enabled|configured|activated|set|turned on) (?:for|on|in|across) (?:(?:all|every|each|any|the) )?(?<things>[\w -]+)$/i

const standard =
  /^(?:(?:all|every|each|any) )?(?<things>[^,?:;]{3,70}?) (?:should|must|shall)(?<not> not|n't| never)? (?:(?:all|always|only|also) )?(?<rest>[a-z].*)$/i

const ensured =
  /^(?:ensure|make sure)(?: that)? (?:(?:all|every|each|any|the|our) )?(?<things>[^,?:;]{3,70}?) (?:(?:do|does) (?=not|n't)|(?=(?:is|are|has|have|uses?|requires?) )|(?:should|must) )(?<not>not |n't )?(?<rest>[a-z].*)$/i

/** Whoever is to do something, what is pointed at, and what asks, are no things of a rule. */
const ofSomebody =
  /^(?:\W|(?:and|so|but|then|also) )*(?:i|we|you|they|it|he|she|this|that|these|those|there|one|somebody|someone|who|what|which|where|when|why|how|if|is|are|do|does|did|can|could|tell|show|list|give|find|please|my|our|the)\b/i

/** Of which there is one. */
const ofAccount = /\b(?:root(?: user| account)?(?: mfa)?|account)\b/i

const toDo =
  /^(?:reviewed|removed|deleted|released|converted|migrated|moved|terminated|stopped|replaced|upgraded|updated|right-?sized|downsized|investigated|checked|cleaned up|avoided|retired|decommissioned|consolidated|renewed)\b/i

/** “Retained for at least a year” is not kept by what is retained for less. */
function otherSide(what: string): string | undefined {
  const turned = what
    .replace(/\b(?:at least|a minimum of|no less than) (?=\d)/i, 'LESS')
    .replace(/\b(?:at most|a maximum of|no (?:more|longer) than|less than) (?=\d)/i, 'more than ')
    .replace('LESS', 'less than ')
  return turned === what || /\bevery\b|rotat/i.test(what) ? undefined : turned
}

const forbids = /^(?:prohibit|forbid|block|disallow|deny|restrict|prevent|avoid)s?$/i

const does =
  /^(?:use|enforce|redirect|allow|require|support|run|send|log|listen|accept|contain|exist|expire|rotate|span|belong|grant)s?$/i
