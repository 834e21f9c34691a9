import type { Plan } from '../plan.ts'

/** When a recipe answers a question: what the question must speak of, and what else it may say. */
export interface Intent {
  recipe: string
  /** All of these must be in the question. */
  needs: readonly RegExp[]
  /** One of these makes it another question: the opposite, or another kind of thing. */
  not?: readonly RegExp[]
  /** Further words that the recipe understands; any: it looks itself for what they may name, and its answer shows which. */
  knows?: RegExp
  /** What else must hold of the plan. */
  when?: (plan: Plan) => boolean
}

export const deny = String.raw`(?:not|n't|no|never|without|lack\w*|missing|un(?=\w))`
export const cost =
  /\b(?:costs?|costing|spend(?:s|ing)?|spent|bills?|billed|billing(?! mode)|(?<!\b(?:can'?t|cannot|can not|couldn'?t|(?:un)?able to|trying to|try to|tried to) )pay(?:s|ing)?(?![ _-]per[ _-](?:req|use|go))|paid|charge[sd]?|charges|expens\w+|cheap(?:er|est)?|dear(?:er|est)|pric(?:y|ier|iest)|invoice|money|price[sd]?(?! class)|aws bill|(?:burn|run) rate|burn(?:s|ing|t)?(?= (?:through )?(?:\w+ ){0,2}(?:per|a|each|every|an) (?:day|hour|week|month|year)|\b[^.?]*\b(?:money|cash|dollars))|(?:eat|burn|drain)\w* (?:up )?(?:\w+ ){0,3}(?:budget|cash))\b|\$/i
/** AWS Budgets has them; what eats the budget is any cost. */
export const ownBudget = /^(?!.*\b(?:eat|burn|drain)\w* ).*\bbudgets?\b/i
export const rise =
  /\b(?:r(?:ise|isen|ose|ising)|increas\w+|(?:go(?:ne|es|ing)?|went) up|up (?:so|this|by)|(?:costs?|spend(?:ing)?|bills?|charges|is|are|was|were|been) (?:\w+ )?up(?= *[?.!]*$| (?:since|from|lately|over)\b)|jump\w*|spik\w+|doubl\w+|tripl\w+|explo\w+|gr[eo]w\w*|higher|more expensive|so (?:high|much|expensive)|chang\w+)\b|\bmore than (?:in )?(?:last|the) (?:week|month|year)/i
export const why = /\b(?:why|how come|caus\w+|reason|explain|what (?:made|drove)|behind)\b/i
export const internet =
  /\b(?:internet|world|public(?:ly)?|any(?:one|body|where)|every(?:one|body)|outside|unrestricted|0\.0\.0\.0)\b|0\.0\.0\.0\/0|::\/0/i

/** What CloudWatch measures, in words that are about nothing else. */
export const measure =
  /\b(?:metrics?|memory|latency|response times?|invocations?|durations?|throttl\w+|free (?:storage|space|memory)|how many requests|requests? count|queue depth|backlog)\b/i

export const metricWords =
  /\b(?:cpu|utili[sz]ation|latenc(?:y|ies)|response times?|(?:requests?|req)(?: per| rate| count)?|(?:error|failure) rates?|throughput|iops|(?:database |open |active )?connections?(?: counts?| numbers?)?|(?:5xx|50[0-4]s?)|success rates?|free (?:storage|disk|space|memory)|disk space|(?:enough|free|left|out of|remaining) (?:disk|storage|space|memory)|(?:disk|storage|memory) (?:space|left|usage|used|pressure)|running (?:out|low)|invocations?|durations?|concurren\w+|network (?:in|out|traffic)|traffic|metrics?|throttl\w+|read (?:latency|capacity)|write (?:latency|capacity)|how (?:busy|loaded|slow|fast|full)|memory)\b/i

export const measuredKinds =
  /^(?:instance|database|function|service|load balancer|target group|queue|table|NAT gateway)$/

export const environment =
  /^(?:prod(?:uction)?|prd|live|stag(?:e|ing)|stg|dev(?:elopment)?|test(?:ing)?|qa)$/i

const moves = String.raw`(?:jump\w*|spik\w+|r(?:ise|isen|ose|ising)|climb\w*|increas\w+|gr[eo]w\w*|dr[oi]p\w*|f[ae]ll(?:en|ing)?|decreas\w+|s[aiu]nk|plung\w+|start(?:ed|ing|s)?|beg[aiu]n(?:ning)?|chang\w+|degrad\w+|recover\w*|(?:go(?:ne|es|ing)?|went|shot|shoot|c[oa]me) (?:back )?(?:up|down|wrong|bad|high|low)|(?:get|got|gotten|become|became|been) (?:so |that |this |much )?(?:bad|worse|slow\w*|high\w*|low\w*|busy|busier|fast\w*)|(?:so|that|this) (?:high|low|slow|bad|busy)|build(?:ing)? up|built up|pil(?:e|ed|ing) up|happen\w*)`

/** When something that is measured came to another level: “when did it jump?”, “since when is it that slow?”. */
export const asksShift = new RegExp(
  String.raw`\b(?:when|what time|how long(?: ago)?)\b.*\b${moves}\b|^\W*(?:and |but |so )*since when\b|\b${moves}\b.*\bwhen\b|^\W*(?:has|have|did) .*\b(?:jump\w*|spik\w+|r(?:isen|ise)|drop\w*|fallen?|gone (?:up|down)|go (?:up|down)|increased?|decreased?|climb\w*)\b`,
  'i',
)

/** Whether something grows or shrinks, as it is now. */
export const asksGrowth =
  /\b(?:growing|shrinking|filling(?: up)?|draining|rising|falling|climbing|increasing|decreasing|piling up|backing up|building up)\b/i

/** “Are we on track to exceed last month?”: what is to come. */
export const onTrack =
  /\b(?:on (?:track|course|pace) (?:to|for)|(?:are|is|will|would) (?:we|it|this month|the bill|our bill|spend) (?:be )?(?:going to |likely to )?(?:(?:go |end up |be )?over|exceed|beat|surpass|overshoot|top|outspend))\b/i

/** A word for such a change, which is no name. */
export const shiftWord = new RegExp(`^${moves}$`, 'i')

/** How much of what was asked of a thing failed: a part of a hundred, and no number. */
export const errorShare =
  /\b(?:errors?|failures?|fail|5xx|50\d) (?:rates?|ratios?|percent\w*)\b(?!.*\b(?:per|a|each|every) (?:second|minute|hour))|\b(?:percent\w*|shares?|fractions?|proportions?|how much|ratios?)\b.*\b(?:requests?|calls?|invocations?|traffic|responses?)\b.*\b(?:fail\w*|errors?|5xx|50\ds?)\b|\b(?:percent\w*|shares?|fractions?|proportions?|ratios?) of (?:the |all |its )?(?:failed|failing|erroneous|5xx) \w+|\b(?:errors?|5xx|fail\w*)\b.*(?:\bin (?:per ?cent|%)|\bas a per ?cent\w*|\bper ?cent\w*)/i

/** What of it did not. */
export const successShare =
  /\bsuccess(?:ful)? (?:rates?|ratios?|percent\w*)\b|\b(?:percent\w*|shares?|fractions?|proportions?)\b.*\b(?:requests?|calls?|invocations?|responses?)\b.*\b(?:succe\w+|ok|work\w*|went (?:well|through))\b/i
