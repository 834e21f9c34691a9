import { outageOf } from './outage.ts'
import type { Plan } from './plan.ts'

/** When a recipe answers a question: what the question must speak of, and what else it may say. */
interface Intent {
  recipe: string
  /** All of these must be in the question. */
  needs: readonly RegExp[]
  /** One of these makes it another question: the opposite, or another kind of thing. */
  not?: readonly RegExp[]
  /** Further words that the recipe understands. */
  knows?: RegExp
  /** What else must hold of the plan. */
  when?: (plan: Plan) => boolean
}

export const deny = String.raw`(?:not|n't|no|never|without|lack\w*|missing|un(?=\w))`
export const cost =
  /\b(?:costs?|costing|spend(?:s|ing)?|spent|bills?|billed|billing|pay(?:s|ing)?|paid|charge[sd]?|charges|expens\w+|invoice|money|price[sd]?|aws bill|(?:burn|run) rate|(?:eat|burn|drain)\w* (?:up )?(?:\w+ ){0,3}(?:budget|cash))\b|\$/i
/** AWS Budgets has them; what eats the budget is any cost. */
const ownBudget = /^(?!.*\b(?:eat|burn|drain)\w* ).*\bbudgets?\b/i
const rise =
  /\b(?:r(?:ise|isen|ose|ising)|increas\w+|(?:go(?:ne|es|ing)?|went) up|up (?:so|this|by)|jump\w*|spik\w+|doubl\w+|tripl\w+|explo\w+|gr[eo]w\w*|higher|more expensive|so (?:high|much|expensive)|chang\w+)\b|\bmore than (?:in )?(?:last|the) (?:week|month|year)/i
const why = /\b(?:why|how come|caus\w+|reason|explain|what (?:made|drove)|behind)\b/i
const internet =
  /\b(?:internet|world|public(?:ly)?|any(?:one|body|where)|every(?:one|body)|outside|unrestricted|0\.0\.0\.0)\b|0\.0\.0\.0\/0|::\/0/i

/** What CloudWatch measures, in words that are about nothing else. */
export const measure =
  /\b(?:metrics?|memory|latency|response times?|invocations?|durations?|throttl\w+|free (?:storage|space|memory)|how many requests|requests? count|queue depth|backlog)\b/i

const metricWords =
  /\b(?:cpu|utili[sz]ation|latenc(?:y|ies)|response times?|(?:requests?|req)(?: per| rate| count)?|throughput|iops|(?:database |open )?connections|free (?:storage|disk|space|memory)|disk space|(?:enough|free|left|out of|remaining) (?:disk|storage|space|memory)|(?:disk|storage|memory) (?:space|left|usage|used|pressure)|running (?:out|low)|invocations?|durations?|concurren\w+|network (?:in|out|traffic)|traffic|metrics?|throttl\w+|read (?:latency|capacity)|write (?:latency|capacity)|how (?:busy|loaded|slow|fast)|memory)\b/i

const measuredKinds =
  /^(?:instance|database|function|service|load balancer|target group|queue|table|NAT gateway)$/

/** The first whose needs are met answers; the narrow ones stand before the wide ones. */
const intents: readonly Intent[] = [
  {
    recipe: 'overview',
    needs: [],
    not: [cost, /\blogs?\b|\bstacks?\b/i],
    knows: /./,
    when: (plan) => outageOf(plan) !== undefined,
  },
  {
    recipe: 'overview',
    needs: [
      /\b(?:(?:what(?:'s| is| are)?|anything|something|everything|all|things?|any|how(?:'s| is| are|s)?|current|overall|is|are|show|active|open|ongoing)\b.*\b(?:wrong|broken|down|on fire|burning|failing|incidents?|outages?|problems?|issues?|health\w*|ok(?:ay)?|fine|up|looking|doing|going on|status|alright|good|bad|trouble|monitored)|status|overview|health ?check|outages?|state of)\b/i,
    ],
    not: [cost, /\b(?:why|who|stack|logs?|list)\b|\bthe service\b/i],
    knows:
      /looking|doing|going|thing|wrong|broken|everything|anything|status|health|current|problem|issue|overview|system|today|moment|site|website|estate|account|monitor|fire|burning|incident|outage|state|active|ongoing|trouble|alright|good|bad|infrastructure/i,
    when: ({ kinds, names, ids, tags, words, group, threshold, age }) =>
      kinds.every(({ kind }) => kind.noun === 'service') &&
      names.length + ids.length + tags.length === 0 &&
      [group, threshold, age].every((one) => one === undefined) &&
      words.every(({ word }) => environment.test(word) || overviewWords.test(word)),
  },
  {
    recipe: 'bill_increase',
    needs: [cost, rise],
    not: [/\bforecast|predict|\beach service\b|\bper service\b/i],
    knows: /why|month|aws|service|compar|did/i,
    when: ({ kinds, names }) =>
      kinds.every(({ kind }) => kind.noun === 'service') && names.length === 0,
  },
  { recipe: 'bill_increase', needs: [cost, why], knows: /month|aws|service|high/i },
  {
    recipe: 'firing_alarms',
    needs: [
      /\b(?:alarms?|alerts?|alert(?:ing|ed)|alarming|red)\b/i,
      /\b(?:fir(?:ing|ed)|(?:going|gone|went|goes?) off|ringing|trigger\w*|active|red|in alarm|alarm state|alert(?:ing|ed)|alarming)\b/i,
    ],
    not: [new RegExp(`\\b${deny}\\b`, 'i'), /\bchang|\bwhy\b|\bhistory\b/i],
    knows: /since|now|state|anything|moment/i,
    when: ({ names, group, threshold, age, words }) =>
      names.length === 0 &&
      group === undefined &&
      threshold === undefined &&
      age === undefined &&
      words.every(({ word }) =>
        /fir|gone|go|went|ring|trigger|red|alarm|alert|state|moment|anything|since|active/.test(
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
    knows: /keep|issue|again|why|problem|crash|die|return|answer|throw|so many|spike/i,
    when: ({ asked, kinds, names, question }) =>
      (asked === 'why' ||
        /\bfix\b|\binvestigat|\bwhat happened|\bwhat(?:'s| is) wrong/i.test(question)) &&
      (names.length > 0 || kinds.length > 0 || asked === 'why') &&
      kinds.every(({ kind }) => /^(?:service|task|target|load balancer)$/.test(kind.noun)),
  },
  {
    recipe: 'service_errors',
    needs: [/\balarms?\b|\balerts?\b|\balerting\b/i, why],
    not: [cost, /\b(?:no|without|not) (?:\w+ )?alarms?\b/i],
    knows: /./,
    when: ({ names, kinds }) =>
      names.length === 1 && kinds.every(({ kind }) => kind.noun === 'alarm'),
  },
  {
    recipe: 'service_errors',
    needs: [
      /\b(?:customers?|users?|clients?|people|visitors?|shoppers?|buyers?)\b/i,
      /\b(?:issues?|problems?|trouble|errors?|outages?|working|able to|affected|complain\w*|down|slow)\b/i,
    ],
    not: [cost, /\biam\b|\bmfa\b|\bpasswords?\b|\bkeys?\b|\blogs?\b/i],
    knows: /./,
    when: ({ asked, kinds, names, words }) =>
      asked !== 'count' &&
      names.length === 0 &&
      words.length > 0 &&
      kinds.every(({ kind }) => kind.noun === 'user'),
  },
  {
    recipe: 'services_short_of_tasks',
    needs: [
      /\b(?:services?|tasks?)\b/i,
      /\b(?:fewer|less|below|short|missing|under|desired|not enough|lack\w*|as many|they should|not running all|(?:not|n't|dont|doesnt|without) (?:\w+ )?all)\b/i,
    ],
    not: [cost, /\btags?\b/i],
    knows: /running|desired|task|ecs|expected|than|should/i,
    when: ({ kinds }) =>
      kinds.length > 0 && kinds.every(({ kind }) => /^(?:service|task)$/.test(kind.noun)),
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
    recipe: 'log_errors',
    needs: [/\blogs?\b|\blogged\b/i],
    not: [/\blog (?:groups?|streams?)\b|\bflow logs?\b|\blogging\b|\bretention\b|\baudit/i],
    knows: /recent|latest|show|tail|last|output/i,
    when: ({ names, ids, asked }) =>
      names.length + ids.length > 0 && asked !== 'count' && asked !== 'yesno',
  },
  {
    recipe: 'unattached_volumes',
    needs: [
      /\b(?:volumes?|disks?|ebs)\b/i,
      /\b(?:unattached|unused|detached|orphan\w*|dangling|idle|not (?:attached|in use|used)|attached to (?:nothing|no)|without (?:an? )?instances?|aren't attached|nobody (?:uses|has attached)|hang on no\w*)\b/i,
    ],
    not: [/\bsnapshots?\b/i],
    knows: /ebs|cost|show|hang|nobody|nothing/i,
    when: ({ age, threshold, tags, order, group, names, asked }) =>
      [age, threshold, order, group].every((one) => one === undefined) &&
      tags.length === 0 &&
      names.length === 0 &&
      asked !== 'count',
  },
  {
    recipe: 'public_buckets',
    needs: [/\bbuckets?\b|\bs3\b/i, internet],
    not: [/\b(?:not|n't|private) (?:\w+ ){0,2}(?:public|open)/i, /\bprivate\b/i],
    knows: /read|access|open|expos|reach|world|block|anybody/i,
    when: ({ threshold, age, tags, order }) =>
      [threshold, age, order].every((one) => one === undefined) && tags.length === 0,
  },
  {
    recipe: 'unencrypted_buckets',
    needs: [/\bbuckets?\b/i, /\bencrypt\w*|unencrypted\b/i],
    knows: /complian|default|monitor|kms|sse|rest|with|status/i,
    when: ({ names, asked }) => names.length === 0 && asked !== 'count',
  },
  {
    recipe: 'open_to_internet',
    needs: [
      internet,
      /\b(?:open\w*|expos\w*|reach\w*|accessib\w*|let\w*|allow\w*|inbound|unrestricted|public(?:ly)?|facing)\b/i,
    ],
    not: [
      /\bsubnets?\b|\bbuckets?\b|\bips?\b|\binstances?\b|\bload balancers?\b|\bdatabases?\b|\bdocument/i,
      /\b(?:not|n't) (?:\w+ )?(?:open|public|exposed|reachable)/i,
    ],
    knows:
      /security|group|port|ssh|ingress|anything|resource|rule|traffic|inbound|unrestricted|access/i,
    when: ({ kinds }) => kinds.every(({ kind }) => /^security group/.test(kind.noun)),
  },
  {
    recipe: 'users_without_mfa',
    needs: [
      /\bmfa\b/i,
      new RegExp(
        `\\b${deny}\\b|n't\\b|everybody|everyone|\\bdo all\\b|\\beach\\b|\\bevery\\b`,
        'i',
      ),
    ],
    knows: /iam|user|console|password|sign|enabled|set|people|who/i,
    when: ({ names, asked }) => names.length === 0 && asked !== 'count',
  },
  {
    recipe: 'old_access_keys',
    needs: [
      /\b(?:access keys?|credentials|iam keys?|keys? of (?:users|iam))\b|\b(?:iam|users?)\b.*\bkeys?\b|\bkeys?\b.*\brotat/i,
      /\b(?:old(?:er)?|age|rotat\w+|stale|more than|over)\b/i,
    ],
    not: [/\b(?:younger|newer|less than|recent)\b/i, /\bused\b/i],
    knows: /iam|user|need|rotation|whose|days/i,
    when: ({ names, asked }) => names.length === 0 && asked !== 'count',
  },
  {
    recipe: 'old_runtimes',
    needs: [
      /\bruntimes?\b|\b(?:functions?|lambdas?)\b/i,
      /\b(?:old|outdated|deprecated|obsolete|unsupported|out of support|end[- ]of[- ]\w+|eol|upgrade)\b/i,
    ],
    not: [/\bolder than\b|\boldest\b|\bexpir/i],
    knows: /lambda|function|run|on|need|support|python|node/i,
  },
  {
    recipe: 'breaking_soon',
    needs: [
      /\b(?:break\w*|expir\w*|deadlines?|end[- ]of[- ](?:life|support)|run out|out of support|patch\w*|upgrad\w+)\b/i,
      /\b(?:soon|upcoming|about to|going|next|will|needs?|coming|expiring)\b/i,
    ],
    not: [/\bstack/i],
    knows:
      /anything|what|support|life|certificate|days|weeks|month|certs?|runtime|version|maintenance|old/i,
    when: ({ kinds, names }) =>
      names.length === 0 &&
      (kinds.length === 0 ||
        kinds.length > 1 ||
        kinds.some(({ kind }) => kind.noun === 'certificate')),
  },
  {
    recipe: 'failed_stacks',
    needs: [
      /\bstacks?\b|\bcloudformation\b/i,
      /\b(?:fail\w*|broken|roll(?:ed|ing)?[- ]?back\w*|stuck|wrong|error)\b/i,
    ],
    not: [/\b(?:not|n't|never) (?:\w+ )?fail/i, /\bresources?\b/i],
    knows: /why|deploy|update|create|state|delete/i,
    when: ({ period, age, asked }) =>
      period === undefined && age === undefined && asked !== 'count',
  },
  {
    recipe: 'instances_without_tag',
    needs: [
      /\b(?:instances?|servers?|machines?|vms?)\b/i,
      /\b(?:un)?tag(?:s|ged)?\b|\bowner\b/i,
      new RegExp(`\\b${deny}\\b|n't\\b|untagged`, 'i'),
    ],
    knows: /owner|started|launched|whose/i,
    when: ({ kinds, tags, names, asked, period, age }) =>
      tags.every(({ missing, value }) => missing && value === undefined) &&
      kinds.every(({ kind }) => kind.noun === 'instance') &&
      names.length === 0 &&
      asked !== 'count' &&
      period === undefined &&
      age === undefined,
  },
  {
    recipe: 'untagged_resources',
    needs: [
      /\b(?:untagged|tag(?:s|ged)?)\b/i,
      new RegExp(`\\b${deny}\\b|n't\\b|untagged|nobody`, 'i'),
      /\b(?:resources?|everything|anything|things|what|volumes?, )\b/i,
    ],
    not: [/\b(?:required|mandatory|cost allocation)\b/i],
    knows: /owner|tag|lack|missing|find|costcenter/i,
    when: ({ kinds, period }) => kinds.length !== 1 && period === undefined,
  },
  {
    recipe: 'untagged_resources',
    needs: [
      /\b(?:resources?|everything|anything|things)\b/i,
      /\b(?:have|has|having|with|carry|carries)\b.*\btags?\b|\btagged\b/i,
    ],
    not: [/\b(?:required|mandatory|cost allocation)\b/i],
    knows: /owner|tag|find|costcenter|have|carry/i,
    when: ({ kinds, period }) => kinds.length !== 1 && period === undefined,
  },
  {
    recipe: 'unused_spend',
    needs: [
      /\b(?:unused|idle|wast\w+|nobody uses|no one uses|not (?:being )?used|orphan\w*|sav(?:e|ing)s?|cut|cleanup|clean up|optimi[sz]\w+|(?:safe(?:ly)?|could|can|may) (?:\w+ ){0,3}(?:terminat|delet|remov|kill|get rid|shut ?down|turn(?:ed)? off|switch(?:ed)? off|decommission)\w*)\b/i,
    ],
    not: [/\bsavings? plans?\b|\breserv/i],
    knows:
      /cost|pay|money|resource|spend|bill|could|aws|zombie|where|safe|terminat|delet|remov|kill|shut/i,
    when: ({ kinds, names, tags }) =>
      kinds.every(({ kind }) => kind.noun === 'instance') &&
      names.length === 0 &&
      tags.length === 0,
  },
  {
    recipe: 'metrics',
    needs: [measure],
    not: [cost, /\balarms?\b|\bwhy\b|\blogs?\b|\blist\b/i],
    knows:
      /metric|memory|latency|response|time|invocation|error|duration|throttl|request|free|storage|space|depth|backlog|message|database|service|function|lambda|balancer|queue|table|gateway|instance|usage|use|cpu/i,
    when: ({ names, ids, threshold, age, group }) =>
      names.length + ids.length > 0 && [threshold, age, group].every((one) => one === undefined),
  },
  {
    recipe: 'database_load',
    needs: [
      /\b(?:load|busy|cpu|utili[sz]ation|overload\w*|slow|stress\w*|memory|connections|iops)\b/i,
      /\b(?:databases?|db|rds|instances?|servers?|NAME)\b/i,
    ],
    not: [
      cost,
      /\bload[- ]balancer|\b(?:disk|storage|space|latency)\b/i,
      /\bmost memory\b|\btypes?\b/i,
    ],
    knows: /average|peak|high|how|loaded|last|most/i,
    when: ({ kinds }) => kinds.every(({ kind }) => /^(?:database|instance)$/.test(kind.noun)),
  },
  {
    recipe: 'metrics',
    needs: [metricWords],
    not: [
      cost,
      /\b(?:alarms?|logs?)\b/i,
      /\b(?:provisioned|allocated|configured|reserved)\b|\bconcurrency\b/i,
    ],
    knows: /./,
    when: ({ names, ids, kinds, question }) =>
      names.length + ids.length > 0 &&
      kinds.every(({ kind, said }) => measuredKinds.test(kind.noun) || /^disks?$/.test(said)) &&
      !/\b(?:instance|database|function|table|queue)s?\b.*\b(?:with|where|which|that)\b/i.test(
        question,
      ),
  },
  {
    recipe: 'spend_by_service',
    needs: [
      /\b(?:which|what|list|show)\b.*\b(?:aws|amazon|cloud) (?:services|products)\b.*\b(?:we|i|use[sd]?|using|active|account)\b/i,
    ],
    knows: /aws|service|product|use|using|actual|active|account/i,
    when: ({ names, ids, tags, kinds }) =>
      names.length + ids.length + tags.length === 0 &&
      kinds.every(({ kind }) => kind.noun === 'service'),
  },
  {
    recipe: 'inventory',
    needs: [
      /\b(?:inventory|what (?:do|have) (?:i|we) (?:have|got|run)|what(?:'s| is| all is)? (?:running|there|deployed|in (?:my|our|this|the) (?:aws )?account)|(?:all|which|what) (?:of )?(?:my |our |the )?(?:aws )?(?:resources|things))\b/i,
    ],
    not: [cost, /\b(?:tag\w*|unused|idle|public|open|encrypt\w*|chang\w*|wrong|fail\w*)\b/i],
    knows: /account|resource|have|running|inventory|many|count|thing|got/i,
    when: ({ kinds, names, ids }) => kinds.length + names.length + ids.length === 0,
  },
  {
    recipe: 'what_is',
    needs: [
      /\b(?:what(?:'s| is| are)|which (?:resource|thing|instance|machine)|find|describe|whose|where is|look up|tell me about|details? (?:of|on|about)|info on)\b/i,
    ],
    not: [
      metricWords,
      /\b(?:wrong|status|state|type|size|version|image|owner|ip|address of|encrypt\w*|policy|runtime)\b/i,
    ],
    knows: /resource|address|thing|has|key|about|called|belong/i,
    when: ({ kinds, names, ids, words }) =>
      names.length + ids.length === 1 &&
      words.every(({ word }) => /^(?:resource|address|thing|has|key|called|ip)$/.test(word)) &&
      (kinds.length === 0 || kinds.every(({ kind }) => kind.noun === 'access key')),
  },
  {
    recipe: 'what_is',
    needs: [/\b(?:what(?:'s)?|which|whose|who)\b/i],
    not: [metricWords],
    when: ({ kinds, names, ids, words }) =>
      names.length + ids.length === 1 &&
      /^\d+(?:\.\d+){3}$/.test([...ids, ...names][0] ?? '') &&
      kinds.length < 2 &&
      words.every(({ word }) =>
        /^(?:ip|ips|address|has|thing|resource|uses?|using|behind)$/.test(word),
      ),
    knows: /./,
  },
  {
    recipe: 'recent_changes',
    needs: [
      /\b(?:chang\w*|modif\w+|deploy\w*|releas\w+|happen\w*|touched|altered|updat\w+|events?|did what|did NAME (?:do|make)|NAME (?:do|been doing))\b/i,
    ],
    not: [
      cost,
      /\bchange ?sets?\b|\blog groups?\b|\bmaintenance\b|\blast (?:changed|modified|updated)\b/i,
    ],
    knows:
      /recent|prod|who|what|last|account|environment|made|something|lately|latest|before|led|after|up|slo|breach|cause|incident|deploy|error|degrad|perform|started/i,
    when: ({ asked, kinds, question, names, ids }) =>
      asked !== 'count' &&
      // Who did something to a thing is looked up by its id.
      !(asked === 'who' && kinds.length > 0 && names.length + ids.length > 0) &&
      (kinds.length === 0 ||
        (/\bchang\w*|deploy\w*|modif\w+|touched/i.test(question) &&
          kinds.every(({ kind }) =>
            /^(?:service|security group|function|stack|alarm|database|bucket|user|log group|task)$/.test(
              kind.noun,
            ),
          ) &&
          !/\b(?:which|list|show)\b.*\b(?:changed|modified|updated) (?:since|in|before|after)\b/i.test(
            question,
          ))),
  },
  {
    recipe: 'spend_by_service',
    needs: [cost, /\bservices?\b/i],
    not: [
      ownBudget,
      /\bforecast|predict|next month|\bwill\b|\btags?\b|\bregions?\b|\bdaily\b|\bper day\b|\baccounts?\b|\bcompar|\btrend/i,
    ],
    knows:
      /service|aws|what|expensive|breakdown|each|most|top|per|by|total|month|much|pay|budget|^(?:eat|burn|drain)/i,
    when: ({ kinds, names, regions, tags, threshold }) =>
      kinds.every(({ kind }) => kind.noun === 'service') &&
      names.length + tags.length === 0 &&
      regions === undefined &&
      threshold === undefined,
  },
  {
    recipe: 'cost',
    needs: [cost],
    not: [ownBudget, /\bsavings? plans?\b|\breserv/i],
    knows: /./,
  },
]

const overviewWords =
  /^(?:looking|doing|going|things?|wrong|broken|everything|anything|status|health\w*|current\w*|problems?|issues?|overview|systems?|today|moment|site|website|estate|account|monitor\w*|fire|burning|incidents?|outages?|state|active|ongoing|trouble|alright|good|bad|infrastructure|down|okay|fine|services?|hows|failing|open)$/i

export interface Chosen {
  intent: Intent
  /** Words of the plan that the recipe does not take into account. */
  left: readonly string[]
}

/** The recipe whose needs a question meets, if any does. */
export function intentOf(plan: Plan): Chosen | undefined {
  const { plain: question } = plan
  const intent = intents.find(
    ({ needs, not, when }) =>
      needs.every((need) => need.test(question)) &&
      !(not ?? []).some((pattern) => pattern.test(question)) &&
      (when === undefined || when(plan)),
  )
  if (intent === undefined) return undefined
  const left = plan.words
    .map(({ word }) => word)
    .filter(
      (word) =>
        !intent.needs.some((need) => need.test(word)) &&
        intent.knows?.test(word) !== true &&
        !environment.test(word),
    )
  return { intent, left }
}

export const environment =
  /^(?:prod(?:uction)?|prd|live|stag(?:e|ing)|stg|dev(?:elopment)?|test(?:ing)?|qa)$/i
