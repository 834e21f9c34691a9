import type { Plan } from '../plan.ts'
import { stem } from '../words/stem.ts'
import { kinds } from './kinds.ts'

/**
 * “How many objects are in all buckets”, “which bucket has the most files”: CloudWatch counts them once
 * a day, where a list would take a request for each thousand. So it is a figure of the buckets.
 */
export function ofBuckets(plan: Plan): Plan {
  const object = plan.kinds.find(({ kind }) => kind.noun === 'object')
  const bucket = kinds.find(({ noun }) => noun === 'bucket')
  if (object === undefined || bucket === undefined || !isCounted(plan)) return plan
  const said = plan.kinds.find(({ kind }) => kind === bucket)
  // A part of them, as by a prefix or a date, only the list tells.
  const isPart =
    plan.kinds.some(({ kind }) => kind !== bucket && kind.noun !== 'object') ||
    plan.age !== undefined ||
    plan.period !== undefined ||
    plan.words.some(({ at }) => said === undefined || at < Math.min(said.at, object.at)) ||
    /\b(?:prefix|folder|named|called|starting|ending|versions?)\b/i.test(plan.question)
  if (isPart) return plan
  const word = { word: 'objects', stem: stem('objects'), denied: false, at: object.at }
  const own = said ?? { kind: bucket, said: 'bucket', denied: false, at: plan.question.length }
  // “Which bucket has the most”: of one it is no group of them.
  const { group, groupMost, ...rest } = plan
  const order = groupMost === undefined ? plan.order : mostOf(groupMost, plan.question)
  return {
    ...rest,
    kinds: [own],
    words: [word, ...plan.words],
    ...(order === undefined ? {} : { order }),
  }
}

const isCounted = ({ asked, total, order, groupMost, threshold, question }: Plan): boolean =>
  asked === 'count' ||
  total !== undefined ||
  groupMost !== undefined ||
  /^(?:most|least|fewest)$/i.test(order?.said.trim() ?? '') ||
  (threshold !== undefined && /\b(?:objects|files)\b/i.test(question))

const mostOf = (which: 'most' | 'fewest', question: string) => ({
  by: undefined,
  descending: which === 'most',
  cut: true,
  said: which,
  at: question.toLowerCase().indexOf(which),
})
