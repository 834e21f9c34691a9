import { answerRecipe } from '../../recipes/answer-recipe.ts'
import { whatIsConnected } from '../../recipes/inventory/connections.ts'
import { reachability } from '../../recipes/security/reachability.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import { answerQuestion } from '../answer-question.ts'
import { inEnglish } from '../languages/gloss.ts'
import { readPlan } from '../plan.ts'

/**
 * “What breaks if I delete the queue X?”, “is it safe to remove X?”, “if X went down, who would notice?”: what hangs
 * on it, and what it hangs on; of a database also what its security groups let in. Undefined where no such thing is asked.
 */
export async function ifGone(asked: string, context: ToolContext): Promise<ToolResult | undefined> {
  const question = inEnglish(asked)
    .trim()
    .replace(/[\s?!.]+$/, '')
  const thing = goneIn(question)
  const meant = thing === undefined ? undefined : meantBy(thing, context.now())
  if (meant === undefined) return undefined
  const { noun, name, regions } = meant
  if (/\bsav(?:e|es|ed|ing|ings)\b/i.test(question))
    return answerQuestion({ question: `what would we save without ${thing}?` }, context)
  const parameters = { name: noun === undefined ? name : `${noun} ${name}` }
  const result = await answerRecipe(whatIsConnected, { parameters, region: regions }, context)
  const found = JSON.stringify(result.regions)
  if (/There is nothing called|was not found in/.test(found)) return result
  const isDatabase = noun === 'database' || /The database \*\*/.test(found)
  const lets = isDatabase ? await letsIn(name, context) : ''
  const limit = asksSafe.test(question)
    ? `Whether it is safe is not known by that: what knows ${name} by its own settings alone, and who uses it, is seen in no list.`
    : `What knows ${name} by its own settings alone, as by a host name in them, is seen in no list.`
  return {
    ...result,
    regions: result.regions.map((region) =>
      region.status === 'ok'
        ? { ...region, summary: [region.summary, lets, limit].filter(Boolean).join(' ') }
        : region,
    ),
  }
}

/** Who may connect may be who does: services name their database nowhere else than in their settings. */
async function letsIn(to: string, context: ToolContext): Promise<string> {
  const { regions } = await answerRecipe(reachability, { parameters: { to } }, context)
  const told = regions.flatMap((one) =>
    one.status === 'ok' && one.summary !== undefined ? [one.summary] : [],
  )
  return told.length === 0 ? '' : `By its security groups, ${told.join(' ')}`
}

/** The thing as it is called, and its kind where that is said. */
function meantBy(thing: string, now: Date) {
  const { names, ids, kinds, words, regions } = readPlan(thing, now)
  const [kind, ...others] = kinds
  const [name, ...more] = [...ids, ...names]
  if (others.length + more.length > 0) return undefined
  if (name !== undefined) return { name, noun: kind?.kind.noun, regions }
  const [word, ...rest] = words
  return word === undefined || rest.length > 0
    ? undefined
    : { name: word.word, noun: kind?.kind.noun, regions }
}

const verb = `(?:(?:delet|remov|destroy|terminat|dropp?|stopp?|disabl|decommission|kill|los|detach|retir|revok|unplug|replac)(?:e|es|ed|ing)?|lost|(?:shut|tear|tore|torn|take|took|taking|bring|brought|turn|turned|switch|switched|shutting|tearing|turning|switching)(?: it)? (?:down|off)|(?:get|got|getting) rid of)`
const gone = String.raw`(?:(?:is|was|were|be|gets?|got|goes|went|has|had|were to be|becomes?|became)(?: \w+)? (?:gone|down|deleted|away|unavailable|offline|stopped|removed|terminated|dead|lost|unreachable|broken|missing|shut down|turned off|disabled|full)|(?:goes|went|were to go|should go) (?:down|away|offline)|(?:fails?|failed|dies|died|disappear(?:s|ed)?|expires?|expired|runs? out|ran out|crash(?:es|ed)?|vanish(?:es|ed)?|were to \w+))`
const effect = String.raw`(?:break\w*|broken|affect\w*|impact\w*|hit|stop\w*(?: working)?|fail\w*|los[et]\w*|suffer\w*|notic\w+|happen\w*|go(?:es)? (?:down|wrong)|depend\w*|miss(?:es)?|hurt\w*|consequences?|dies?|sav(?:e|es|ed|ings?))`
const somebody = String.raw`(?:(?:i|we|you|they|he|she|someone|somebody|anyone|one)\b ?)?(?:(?:were|was|would|had|have|want|are|am|will|accidentally|just|simply|actually|ever|going|now|to|decide[sd]?)\b ?)*`

const lead = String.raw`^\W*(?:(?:and|so|ok|hey|hi|please|tell me|show me|can you (?:tell|show) me|do you know|list)\b[,:]? ?)*`
const what = String.raw`(?:what|who|which|anything|is there anything|does anything|would anything|would something|will anything|would anyone|how many|does anyone|will anyone|is anything)\b`

const forms = [
  `${lead}${what}.*?\\b${effect}\\b.*?\\b(?:if|when|once|by|from|after|should|with|were)\\b ${somebody}${verb} (?<thing>.+)$`,
  `${lead}${what}.*?\\b${effect}\\b.*?\\b(?:if|when|once|after|should)\\b (?<thing>.+?) ${gone}\\b.*$`,
  `${lead}(?:if|when|suppose|say|imagine) ${somebody}${verb} (?<thing>[^,;:?]+?)(?:[,;:?]| [–-]+ | then| what| who| which| does| would) ?.*\\b${effect}\\b.*$`,
  `${lead}(?:if|when|suppose|say|imagine) (?<thing>[^,;:?]+?) ${gone}\\b.*\\b${effect}\\b.*$`,
  `${lead}(?:what|who|anything|which (?:things?|services?|apps?|applications?|resources?|systems?))(?: else| all)? (?:depends?|relies|rely|hangs?|connects?|talks?) (?:on|upon|to|with|off) (?<thing>.+)$`,
  `${lead}(?:is it|is this|would it be|am i|are we|how) (?:\\w+ )?(?:safe|ok|okay|fine|alright|dangerous|risky)(?: for (?:us|me))? to ${verb} (?<thing>.+)$`,
  `${lead}(?:can|could|may|should) (?:i|we|you|one) (?:safely|just|simply) ${verb} (?<thing>.+)$`,
  `${lead}(?:can|could|may) (?:i|we|you|one) ${verb} (?<thing>.+?) (?:safely|without (?:break|affect|impact|caus|any|hurt|los|problem|an outage).*)$`,
  `(?:impact|effects?|consequences?|blast radius|fallout|risks?|implications?) (?:of|from|in|when|if) (?:${somebody})${verb} (?<thing>.+)$`,
].map((form) => new RegExp(form, 'i'))

const asksSafe = /\b(?:safe(?:ly)?|ok(?:ay)?|fine|alright|dangerous|risky|risks?|without)\b/i

/** What is thought away, as the question calls it. */
function goneIn(question: string): string | undefined {
  for (const form of forms) {
    const thing = form.exec(question)?.groups?.thing
    if (thing !== undefined)
      return thing
        .replace(/[,;] .*$/, '')
        .replace(
          /\s+(?:today|tomorrow|now|right now|tonight|safely|anyway|completely|entirely|for good|by accident|accidentally|without .*)$/i,
          '',
        )
  }
  return undefined
}
