import { environment } from '../intents/intent.ts'
import { intentOf } from '../intents.ts'
import { type Plan, readPlan } from '../plan.ts'
import { saysNothing } from './says-nothing.ts'

/**
 * A question without what is told beside it: a greeting, why it is asked and for whom. What names a thing,
 * a place or a time that the question itself leaves open is no chatter.
 */
export function withoutChatter(question: string, now: Date): string {
  const sentences = question
    .split(/(?<=[\w)"'`][.!?])\s+(?=[A-Z"'`¿]|and\b|so\b)/)
    .map((one) => one.trim())
  const asked = sentences.filter((one) => asks.test(one))
  const kept = asked.length === 0 ? sentences : asked
  const short = kept.map(withoutLead).join(' ').trim()
  if (short === question.trim() || short === '') return question
  return isTold(readPlan(question, now), readPlan(short, now), short) ? question : short
}

const asks =
  /\?\s*$|^\W*(?:(?:ok|so|and|please|now|then|also),? )*(?:who(?:se|m)?|what|which|where|when|why|how|since when|is|are|was|were|do|does|did|has|have|can|could|would|list|show|tell|give|find|count|name|compare|break|group|sort|describe|check|confirm|explain|get|need|i (?:need|want|would like)|i'd like|looking for|please)\b|\b(?:need|want|like) to (?:know|see|understand|find)\b|: *\w/i

/** “…they will ask: how much”, “for my report I need to know which”, “can you please check whether”. */
function withoutLead(sentence: string): string {
  const tail = sentence.replace(closing, '')
  const colon =
    /^(.{8,}?)(?:[:–—]| - ) *(?=(?:who|what|which|where|when|why|how|is|are|do|does|did|has|have|can|list|show)\b)/i.exec(
      tail,
    )
  const from = colon === null ? tail : tail.slice(colon[0].length)
  return from.replace(leading, '')
}

const leading =
  /^.{0,140}?\b(?:(?:need|want|like|love|have|has|had|trying|supposed|asked(?: me| us)?|going|try) to (?:know|see|understand|find out|figure out|learn|report|tell (?:them|him|her|my \w+))|(?:wonder(?:ing|ed)?|curious|asks?(?: me| us)?|asking(?: me| us)?|know|tell me|confirm(?: for [\w ]{0,30})?|check|verify|find out|figure out|clarify|explain to me|not sure|no idea|remind me)) (?:for me |please |again |about )?(?=(?:who|whose|what|which|where|when|why|how (?:many|much|long|old|big|often|far|do|does|is|are|did)|if|whether)\b)(?:(?:if|whether) )?/i

const closing =
  /(?:[,;.] *|\s+[-–—] *|\s+)(?:thanks?(?: (?:you|a lot|in advance|so much))?|please|pls|thx|cheers|asap|if you (?:can|could|please)|when you have (?:a|the) (?:moment|minute|chance)|for (?:my|the|our|an?) (?:[\w-]+ )?(?:report|audit(?: file)?|board|slides?|records?|review|presentation|boss|manager|notes|spreadsheet))[.!?]*\s*$/i

const placesIn = ({ words }: Plan) => words.filter(({ word }) => environment.test(word)).length

/** Whether what was left out names something that the question itself does not. */
function isTold(whole: Plan, short: Plan, text: string): boolean {
  const names = whole.names.length + whole.ids.length > short.names.length + short.ids.length
  const isOpen =
    short.kinds.length + short.names.length + short.ids.length === 0 &&
    intentOf(short)?.left.length !== 0
  const pointsBack =
    /\b(?:it|its|each|both|either|this|that|these|those|them|they|there|then)\b/i.test(text)
  const timed = whole.period !== undefined && short.period === undefined && pointsBack
  // “Staging vs prod: what did each cost?”
  const inPlaces = placesIn(whole) > placesIn(short)
  const placed = whole.regions !== undefined && short.regions === undefined
  return (
    names ||
    placed ||
    inPlaces ||
    saysNothing(short) ||
    timed ||
    whole.tags.length > short.tags.length ||
    whole.except.length > short.except.length ||
    (isOpen && whole.kinds.length > 0) ||
    (pointsBack && whole.kinds.length > short.kinds.length)
  )
}
