import { outageOf } from '../outage.ts'
import { cost, deny, environment, errorShare, type Intent, why } from './intent.ts'

/** What is wrong, whatever it is. */
export const overviews: readonly Intent[] = [
  {
    recipe: 'overview',
    needs: [],
    not: [cost, /\blogs?\b|\bstacks?\b|\balarms?\b/i],
    knows: /./,
    when: (plan) => outageOf(plan) !== undefined,
  },
  {
    recipe: 'overview',
    needs: [
      /\bwhat (?:broke|went wrong|failed|is failing|has broken)\b|\b(?:(?:what(?:'s| is| are)?|anything|something|everything|all|things?|any|how(?:'s| is| are|s)?|current|overall|is|are|show|active|open|ongoing)\b.*\b(?:wrong|broken|down|on fire|burning|failing|incidents?|outages?|problems?|issues?|health\w*|ok(?:ay)?|fine|up|looking|doing|going on|status|alright|good|bad|trouble|monitored)|status|overview|health ?check|outages?|state of)\b/i,
    ],
    not: [cost, /\b(?:why|who|stack|logs?|list|whose)\b|\bthe service\b|\bwith\b.*\bstatus\b/i],
    knows:
      /looking|doing|going|thing|wrong|broken|everything|anything|status|health|current|problem|issue|overview|system|today|moment|site|website|estate|account|monitor|shop|store|customer|seem|slow|feel|weird|broke|brok|hey|app|anywhere|somewhere|fire|burning|incident|outage|state|active|ongoing|trouble|alright|good|bad|infrastructure/i,
    when: ({ kinds, names, ids, tags, words, group, threshold, age }) =>
      kinds.every(({ kind }) => kind.noun === 'service') &&
      names.length + ids.length + tags.length === 0 &&
      [group, threshold, age].every((one) => one === undefined) &&
      words.every(({ word }) => environment.test(word) || overviewWords.test(word)),
  },
]

/** What fires, fails or logs errors. */
export const incidents: readonly Intent[] = [
  {
    // “Are our alarms ok?”
    recipe: 'firing_alarms',
    needs: [
      /^\W*(?:(?:so|and|hey|hi|hello|ok),? )*(?:are|is|how(?:'s| are| is)?|any|do) (?:(?:all|any|every|each|one|of|our|my|the|these|those|cloudwatch|aws|of them) ?)*alarms? ?(?:all |currently |looking |doing )*(?:ok(?:ay)?|fine|green|alright|quiet|silent|good|healthy|happy|clear|looking|doing|(?:not|n't) ok(?:ay)?|red)?(?: (?:right )?now| today| at the moment)?\W*$/i,
    ],
    not: [cost, /\bnot\b|n't\b/i],
    knows: /./,
    when: ({ names, ids, period, age }) =>
      names.length + ids.length === 0 && period === undefined && age === undefined,
  },
  {
    recipe: 'firing_alarms',
    needs: [
      /\b(?:alarms?|alerts?|alert(?:ing|ed)|alarming|red|pagers?|paged)\b/i,
      /\b(?:fir(?:ing|ed)|paged|(?:going|gone|went|goes?) off|ringing|trigger\w*|active|red|in alarm|alarm state|alert(?:ing|ed)|alarming)\b/i,
    ],
    not: [new RegExp(`\\b${deny}\\b`, 'i'), /\bchang|\bwhy\b|\bhistory\b/i],
    knows: /since|now|state|anything|moment|start|began|begin|went|page/i,
    when: ({ names, group, threshold, age, period, words }) =>
      names.length === 0 &&
      period === undefined &&
      group === undefined &&
      threshold === undefined &&
      age === undefined &&
      words.every(({ word }) =>
        /fir|gone|go|went|ring|trigger|red|alarm|alert|state|moment|anything|since|active|start|began|begin|page|just|got/.test(
          word,
        ),
      ),
  },
  {
    recipe: 'service_errors',
    needs: [
      /\b(?:5xx|50[0-4]s?|http errors?|server errors?|fail\w*|errors?|crash\w*|d(?:ie|ies|ying)|broken|down|unhealthy|no (?:running|healthy) (?:tasks|targets)|not running|diagnose|wrong|degrad\w+|incident|slow)\b/i,
    ],
    not: [
      cost,
      /\blogs?\b|\blambda\b|\bfunctions?\b|\bstacks?\b|\bdeployments?\b.*\bbefore\b|\bdatabases?\b/i,
    ],
    knows:
      /keep|issue|again|why|problem|crash|die|return|answer|throw|so many|spike|running|fix|need|start|healthy/i,
    when: ({ asked, kinds, names, question }) =>
      (asked === 'why' ||
        /\bfix\b|\binvestigat|\bwhat happened|\bwhat(?:'s| is) wrong/i.test(question)) &&
      (names.length > 0 || kinds.length > 0 || asked === 'why') &&
      kinds.every(({ kind }) =>
        /^(?:service|task|target|target group|load balancer|ECS cluster)$/.test(kind.noun),
      ),
  },
  {
    recipe: 'service_errors',
    needs: [/\balarms?\b|\balerts?\b|\balerting\b/i, why],
    not: [cost, /\b(?:no|without|not) (?:\w+ )?alarms?\b/i],
    when: ({ names, kinds }) =>
      names.length === 1 && kinds.every(({ kind }) => kind.noun === 'alarm'),
  },
  {
    recipe: 'service_errors',
    needs: [
      /\b(?:customers?|users?|clients?|people|visitors?|shoppers?|buyers?)\b/i,
      /\b(?:issues?|problems?|trouble|errors?|outages?|working|able to|affected|complain\w*|down|slow)\b|\b(?:can(?:'?t|not)|can not) (?:pay|check ?out|order|buy|log ?in|sign ?in)\b/i,
    ],
    not: [cost, /\biam\b|\bmfa\b|\bpasswords?\b|\bkeys?\b|\blogs?\b/i],
    knows: /^(?:pay(?:ing)?|buy(?:ing)?|orders?|login|log|sign)$/i,
    when: ({ asked, kinds, names, words }) =>
      asked !== 'count' &&
      names.length === 0 &&
      words.length > 0 &&
      kinds.every(({ kind }) => kind.noun === 'user'),
  },
  {
    // “Why is checkout-api running fewer tasks than it should?” is of what goes wrong in it.
    recipe: 'service_errors',
    needs: [
      why,
      /\b(?:tasks?|containers?|replicas?|copies)\b/i,
      /\b(?:fewer|less|below|short|missing|not enough|only|lack\w*|as many)\b/i,
    ],
    not: [cost, /\blogs?\b|\btags?\b|\bstacks?\b/i],
    when: ({ names, threshold, kinds }) =>
      names.length > 0 &&
      threshold === undefined &&
      kinds.every(({ kind }) => /^(?:service|task|container|ECS cluster)$/.test(kind.noun)),
  },
  {
    // “Any errors from X? What do they say?”
    recipe: 'log_errors',
    needs: [
      /\b(?:errors?|exceptions?|fail\w*|crash\w*)\b/i,
      /\bwhat (?:do|does|did|is|are) (?:they|it|these|those|the (?:errors?|messages?|exceptions?)) (?:say|said|about|read|tell)/i,
    ],
    not: [cost, /\bstacks?\b|\balarms?\b/i],
    when: ({ names, ids }) => names.length + ids.length === 1,
  },
  {
    // “How many ERROR lines are there in /aws/lambda/…?”
    recipe: 'log_errors',
    needs: [/\berrors?\b/i, /\b(?:lines?|entries|messages?)\b/i],
    not: [cost, /\bqueues?\b|\balarms?\b/i],
    knows: /group|lines?|entries|messages?|log/i,
    when: ({ names, ids }) => [...names, ...ids].some((name) => name.startsWith('/')),
  },
  {
    // With which error something fails stands in its logs.
    recipe: 'log_errors',
    needs: [
      /\b(?:which|what|the) (?:errors?|exceptions?|error messages?|reason)\b|\bwith (?:which|what)\b/i,
      /\b(?:fail\w*|errors?|crash\w*|throw\w*|die[sd]?|break\w*|broke|exceptions?)\b/i,
    ],
    not: [cost, errorShare, /\bstacks?\b|\bdeployments?\b|\b5xx\b|\bhttp\b/i],
    when: ({ names, ids, kinds }) =>
      names.length + ids.length === 1 &&
      kinds.every(({ kind }) => /^(?:function|log group|task|container)$/.test(kind.noun)),
  },
  {
    recipe: 'services_short_of_tasks',
    needs: [
      /\b(?:services?|tasks?)\b/i,
      /\b(?:fewer|less|below|short|missing|under|desired|not enough|lack\w*|as many|(?:they|it) should|n't what|not running all|(?:not|n't|dont|doesnt|without) (?:\w+ )?all|all (?:of )?(?:their|its|the|desired) (?:\w+ )?tasks|fully|at full (?:strength|capacity)|enough)\b/i,
    ],
    not: [cost, /\btags?\b|\b(?:sum|total)\b/i],
    knows: /running|desired|task|ecs|expected|than|should/i,
    when: ({ kinds, threshold }) =>
      threshold === undefined &&
      kinds.length > 0 &&
      kinds.every(({ kind }) => /^(?:service|task)$/.test(kind.noun)),
  },
  {
    recipe: 'log_errors',
    needs: [
      /\blogs?\b|\blogged\b|\bexceptions?\b/i,
      /\b(?:errors?|exceptions?|fail\w*|warnings?|stack ?traces?|crash\w*|wrong)\b/i,
    ],
    not: [/\blog groups?\b(?!.*error)|\bflow logs?\b|\bdeploy/i],
    knows: /recent|latest|application|show|find|group|message|common|frequent|top|most/i,
  },
  {
    // “Show me the last errors of checkout-api”: what they say, and not how many there are.
    recipe: 'log_errors',
    needs: [
      /\b(?:last|latest|recent|newest|show|list|what|which|see|get|find|print|tail)\b.*\b(?:errors?|exceptions?|stack ?traces?)\b.* (?:of|in|from|for|by|on) (?:the )?(?:\w+ ){0,2}NAME\b|\bNAME(?:'s)? (?:last |latest |recent )?(?:errors?|exceptions?)\b/i,
    ],
    not: [
      cost,
      /\brates?\b|\bhow (?:many|often)\b|\b(?:5xx|4xx|50\d)\b|\bstacks?\b|\balarms?\b|\bnumber of\b|\bmetrics?\b|\bcount\b|\bcompar|\b(?:any|is|are|has|have|did|does|do|were|was) \S*errors?\b/i,
    ],
    knows: /last|latest|recent|newest|error|exception|\d/i,
    when: ({ asked, names, ids, kinds, compared }) =>
      /^(?:list|about)$/.test(asked) &&
      compared === undefined &&
      names.length + ids.length === 1 &&
      kinds.every(({ kind }) => /^(?:function|log group|task|container|service)$/.test(kind.noun)),
  },
  {
    recipe: 'log_errors',
    needs: [/\blogs?\b|\blogged\b/i],
    not: [/\blog (?:groups?|streams?)\b|\bflow logs?\b|\blogging\b|\bretention\b|\baudit/i],
    knows: /recent|latest|show|tail|last|output/i,
    when: ({ names, ids, asked }) =>
      names.length + ids.length > 0 && asked !== 'count' && asked !== 'yesno',
  },
]

const overviewWords =
  /^(?:looking|doing|going|things?|wrong|broken|everything|anything|status|health\w*|current\w*|problems?|issues?|overview|systems?|today|moment|site|website|estate|account|monitor\w*|fire|burning|incidents?|outages?|state|active|ongoing|trouble|alright|good|bad|infrastructure|down|okay|fine|services?|hows|failing|open|slow|slowly|seems?|seemingly|feels?|looks?|shop|store|customers?|weird|strange|broke|breaks?|hey|lately|recently|anywhere|somewhere|stuff|app|apps|page|pages)$/i
