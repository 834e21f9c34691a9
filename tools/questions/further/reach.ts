import { isRecord } from '../../json.ts'
import { answerRecipe } from '../../recipes/answer-recipe.ts'
import { portsCalled } from '../../recipes/security/exposed/world-rules.ts'
import { reachability } from '../../recipes/security/reachability.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import type { Plan } from '../plan.ts'

const does =
  '(?:reach(?:es)?|connects?(?: in)?to|connect (?:in)?to|talks? (?:in)?to|speaks? to|get(?:s)? (?:through )?to|get through to|hits?|opens? (?:an? )?(?:tcp |network |db |database )?connections? to|open (?:an? )?\\w+ to|establish (?:an? )?(?:tcp )?connections? (?:to|with)|ssh (?:in)?to|rdp (?:in)?to|ping|telnet to|ha(?:ve|s) (?:any )?(?:network|direct|tcp) (?:access|connectivity|reach) to)'
const able =
  '(?:still |even |actually |really |now |currently |directly |be able to |able to |allowed to |possible to )*'

/** From what to what, in the orders in which people say it. */
const both: readonly RegExp[] = [
  new RegExp(
    `\\bfrom (?<from>[^,?]{2,60}?),? (?:can|could|would|will|do|may|should) (?:i|we|you|one|they|it) ${able}${does} (?<to>[^,?]{2,80})`,
    'i',
  ),
  new RegExp(
    `\\b(?:can|could|may|might|would|will|should|does|do|is|are|can't|cannot|can not|couldn't|doesn't|won't) (?:not )?(?<from>[^,?]{2,60}?) ${able}(?:not )?${does} (?<to>[^,?]{2,80})`,
    'i',
  ),
  /\b(?:connections?|traffic|packets?|connectivity|network (?:path|route)|path|requests?|access)\b.{0,20}?\bfrom (?<from>[^,?]{2,60}?) (?:in)?to (?<to>[^,?]{2,80})/i,
  /^(?:is|are|was|would|can|could|should) (?<to>[^,?]{2,60}?) (?:still |even |actually |really |now |be |get )*(?:reachable|accessible|reached|connectable|contactable|visible|open|exposed|accessed)\b(?: (?:on|over|via|at) (?:tcp )?(?:port )?[\w]+)? (?:from|to|by) (?<from>[^,?]{2,60})/i,
  /\b(?:(?:connect\w*|traffic|packets?|path|route|reach\w*|talk|network\w*|firewall|ports?|blocked|open|access)\b.{0,40}?\bbetween|connectivity of) (?<from>[^,?]{2,60}?) and (?<to>[^,?]{2,80})/i,
  new RegExp(
    `\\b${does} (?<to>[^,?]{2,60}?) (?:on (?:tcp )?(?:port )?[\\w]+ )?(?:from|over) (?<from>[^,?]{2,60})`,
    'i',
  ),
]

/** What can reach a thing. */
const anything = new RegExp(
  `\\b(?:what(?:'?s)?|who(?:'?s)?|which (?:[a-z]+ ){0,2}?(?:things?|instances?|services?|resources?|machines?|hosts?|servers?|security groups?|groups?|functions?))(?: else| all)?(?: is| are)? (?:can|could|may|able to|allowed to|permitted to) ${able}${does} (?<to>[^,?]{2,80})`,
  'i',
)

/** Whether one thing can open a connection to another, or what can. */
export async function reachAsked(
  plan: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const question = plan.question
    .replace(/[\s?!.]+$/, '')
    .replace(byWhat, '')
    .trim()
  const of = anything.exec(question)?.groups
  const two = of === undefined ? bothIn(question) : undefined
  const said = of ?? two
  if (said === undefined) return undefined
  const port = portIn(question)
  const to = endIn(said.to ?? '')
  const from =
    said.from === undefined || /^(?:any|some)(?:thing|one|body)\b|^what\b/i.test(said.from)
      ? fromOutside(said.from)
      : endIn(said.from)
  if (
    to === '' ||
    from === '' ||
    /^port\b|\bsecurity groups?\b|^sg-|\bports?$/i.test(to) ||
    notAnEnd.test(to) ||
    // “Is MySQL open to the world?” is asked of every rule.
    portsCalled(to) !== undefined
  )
    return undefined
  const result = await answerRecipe(
    reachability,
    {
      parameters: {
        ...(from === undefined ? {} : { from }),
        to,
        ...(port === undefined ? {} : { port }),
      },
    },
    context,
  )
  // What is nothing of the network's is asked otherwise.
  return result.regions.some((one) => one.status === 'ok' && one.items.some(isRecord)) ||
    plan.names.length + plan.ids.length > 1
    ? result
    : undefined
}

/** `Anything outside the VPC` is not the internet alone: all that is let in is told. */
const fromOutside = (said: string | undefined) =>
  said !== undefined && /\binternet\b/i.test(said) ? 'the internet' : undefined

const bothIn = (question: string) => {
  const found = both
    .map((one) => one.exec(question)?.groups)
    .find((one) => one !== undefined && !notAnEnd.test(endIn(one.from ?? '')))
  if (found === undefined) return undefined
  const outside = /\bfrom (?:the )?(?:public )?(?:internet|outside(?: world)?|anywhere)\b/i.test(
    question,
  )
  return outside ? { ...found, from: 'the internet' } : found
}

const byWhat =
  /,? ?\b(?:(?:going|judging|just|only|purely|looking) )*(?:by|at|from|per|according to|considering|given) (?:the |our )?(?:security groups?|sgs?|network acls?|nacls?|rules|firewall rules)(?: (?:alone|only|rules))?\b/i

/** Nobody of the network: people and we. */
const notAnEnd =
  /^(?:i|we|you|us|they|he|she|it|people|users?|customers?|someone|somebody|there|this|that|a|an)$/i

/** Without articles, ports and what stands after them. */
function endIn(said: string): string {
  return said
    .replace(/\b(?:tcp )?port \w+ (?:of|on) (?:the )?/i, '')
    .replace(/\bfrom (?:the )?(?:public )?(?:internet|outside)\b.*/i, '')
    .replace(
      /\b(?:on|over|via|at|through|using|by|with) (?:its |the |their )?(?:tcp |udp )?(?:port )?\S+(?: ports?)?\s*$/i,
      '',
    )
    .replace(/\b(?:on|over|via|at|through|using) .*$/i, '')
    .replace(/^(?:not |still |a |an |the |our |my |its? )+/i, '')
    .replace(/'s\b/g, '')
    .replace(
      /\b(?:at all|right now|today|now|get through|be allowed|work|succeed|go through|possible)\b.*$/i,
      '',
    )
    .trim()
}

function portIn(question: string): string | undefined {
  const number = /\b(?:ports? |tcp[ /:]?|on |over |via |:)(\d{2,5})\b/i.exec(question)?.[1]
  if (number !== undefined) return number
  const words = question.toLowerCase().match(/[a-z]+/g) ?? []
  // `on postgres`, `the postgres port`, `ssh into`: a word of a port that is none of a name.
  return words.find(
    (word) =>
      portsCalled(word) !== undefined &&
      new RegExp(
        `(?<![\\w-])(?:on|over|via|using|by|for|through|open) (?:the )?${word}(?![\\w-])|(?<![\\w-])${word} (?:ports?|traffic|access|connections?${/^(?:ssh|rdp)$/.test(word) ? '|in(?:to)?|to' : ''})\\b`,
        'i',
      ).test(question),
  )
}
