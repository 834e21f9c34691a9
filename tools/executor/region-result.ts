import { isRecord, type Json, jsonBytes } from '../json.ts'
import type { NameFailure, RegionResult } from '../tool.ts'
import { absenceHint } from './absence.ts'
import type { Collected } from './collect.ts'
import type { FoundOperation } from './find-operation.ts'
import { failuresWithin } from './for-each/failures.ts'
import { isInsightsQuery } from './logs-insights.ts'
import { writeToken } from './next-token.ts'
import { emptyHint } from './one-form.ts'
import { shortenMembers } from './shorten-members.ts'

/** What one region answered, as a whole: what of it is shown is decided when all have. */
export interface RegionAnswer extends Collected {
  /** The region's name in the result. */
  region: string
  /** Names, of many, that failed; each stands after so many of the items. */
  failures?: readonly { at: number; failure: NameFailure }[]
  /** More to say to whoever reads it. */
  hint?: string
}

export interface AnsweredCall {
  found: FoundOperation
  /** Operation and parameters: what a next_token is good for. */
  digest: string
  query: string | undefined
}

/** What is shown of an answer. */
interface Shown {
  entries: readonly Json[]
  /** How many of the items the entries are made of; the rest is for the next call. */
  used: number
  /** How many entries of what a query made of one item could not be shown. */
  lost: number
  /** How many of the entries are cut within. */
  shortened: number
  /** For what stands beside the list. */
  aboutBytes: number
  /** What in the query finds nothing. */
  hint?: string
}

export function regionResult(call: AnsweredCall, answer: RegionAnswer, shown: Shown): RegionResult {
  const { items, after, end, cutOff, region, failures = [] } = answer
  const { entries, used, lost, aboutBytes } = shown
  const isCut = used < items.length
  const more = isCut ? after[used - 1] : end
  const next = isInsightsQuery(call.found) ? undefined : more
  const failed = failures.filter(({ at }) => !isCut || at < used).map(({ failure }) => failure)
  const about = aboutWithin(answer.about, aboutBytes)
  const hint = hintOf(call, answer, shown)
  return {
    region,
    status: 'ok',
    items: [...entries],
    ...(about === undefined ? {} : { about }),
    ...(failed.length === 0 ? {} : { failures: failuresWithin(failed, aboutBytes) }),
    truncated: more !== undefined || isCut || lost > 0 || cutOff !== undefined,
    ...(next === undefined ? {} : { next_token: writeToken(next, call.digest) }),
    ...(hint === '' ? {} : { hint }),
  }
}

function aboutWithin(about: RegionAnswer['about'], maxBytes: number) {
  if (Object.keys(about).length === 0) return undefined
  if (jsonBytes(about) <= maxBytes) return about
  const shorter = shortenMembers(about, maxBytes)
  return isRecord(shorter) ? shorter : { cut: shorter }
}

function hintOf(call: AnsweredCall, answer: RegionAnswer, shown: Shown): string {
  const { items } = answer
  const seen =
    call.query === undefined || items.length === 0 ? '' : `query saw ${shown.used} items.`
  const rest = restOf(call, answer, shown)
  const empty = rest === '' ? nothingShown(call, answer, shown) : ''
  const cut =
    shown.shortened === 0
      ? ''
      : `${shown.shortened} large ${shown.shortened === 1 ? 'item is' : 'items are'} shortened, where ` +
        'it says [cut]: ask for the members with query.'
  return [shown.hint ?? '', rest === '' ? '' : seen, rest, cut, empty, answer.hint ?? '']
    .filter((text) => text !== '')
    .join(' ')
}

/** What there is more, and how to come to it. */
function restOf({ found }: AnsweredCall, answer: RegionAnswer, { used, lost }: Shown): string {
  const { items, end, failure, cutOff, pages } = answer
  const isCut = used < items.length
  if (lost > 0) return `${lost} entries more are not shown: narrow query.`
  if (isInsightsQuery(found) && (isCut || cutOff !== undefined)) {
    return 'There may be more rows: raise limit, or count them with stats.'
  }
  if (!isCut && failure !== undefined) {
    const { code, message } = failure
    return code === 'timeout'
      ? `The time was up after ${pages} pages. Go on with next_token, or narrow parameters.`
      : `Broken off by ${message}. Go on with next_token.`
  }
  if (isCut || end !== undefined) {
    return 'There is more: go on with next_token, or narrow parameters.'
  }
  if (cutOff === 'in circles') {
    return 'AWS gave a page that it had given before: the list is cut there, and may have more.'
  }
  return cutOff === undefined ? '' : 'There is more than AWS gives at once: narrow parameters.'
}

function nothingShown({ found, query }: AnsweredCall, answer: RegionAnswer, shown: Shown): string {
  const { items, about, absent } = answer
  if (absent !== undefined) return absenceHint(absent, found)
  if (query !== undefined && shown.entries.length === 0 && items.length > 0) {
    // Where it is known what finds nothing, that is said already.
    if (shown.hint !== undefined) return ''
    return `query matched nothing in ${items.length} items; it runs on their list, as [].Name`
  }
  const hint = emptyHint(found, items)
  if (hint !== undefined) return hint
  return items.length === 0 && Object.keys(about).length > 0
    ? 'The list is empty: what AWS said beside it is in about.'
    : ''
}
