import { asksOfPerson, firstName } from '../person.ts'
import { cost, environment, type Intent, metricWords } from './intent.ts'

/** What uses a thing that is named, is attached to it or in it, and what it is attached to. */
const asksConnected = new RegExp(
  [
    String.raw`\b(?:what|who|which (?:things?|resources?|ones?)|anything|anyone|anybody|something|everything|all)\b(?: (?:all|else|or what|resources?|things?|is|are|has|have|been|being|that|there|currently|still))* (?:us(?:es?|ing)|(?:is |are )?attached|connected|hangs?|hanging|depends?|depending|relies|rely|subscribe[sd]?|subscribing|holds?|ha(?:s|ve|d) (?:the )?(?:policy |managed policy )?NAME|carr(?:y|ies) (?:the )?NAME|got (?:the )?NAME|reads?|reading|writes?|listens?|listening|sits?|sitting|lives?|points?|pointing|refers?|references?|behind|talks?|inside|belongs?|gets? told|notified|trigger(?:s|ed|ing)?|invok(?:es?|ing)|calls?|consum(?:es?|ing)|process(?:es)?|publish(?:es)?|sends? (?:\w+ )?to|drains?|feeds?|(?:runs?|running|is|are|(?<=what's)) (?:in(?:side)?|on|behind|under))\b`,
    String.raw`\bwhat's (?:in(?:side)?|on|behind|under|attached|connected|using|subscribed|sitting|hanging|pointing)\b`,
    String.raw`\bwhat (?:is|are|does) (?:the |that )?(?:[\w-]+ ){0,2}NAME (?:(?!and\b|or\b)[\w-]+ ){0,2}?(?:attached to|connected (?:to|with)|used (?:by|for|in)|in use by|assigned to|depend on|use|belong to|(?:send|publish|deliver|fan out|forward|route|point|go|lead|feed|write|talk|hand|pass)(?: \w+)? (?:to|in|into))\b`,
    String.raw`\b(?:where|by what|by whom|for what) is (?:the |that )?(?:[\w-]+ ){0,2}NAME (?:being )?(?:used|attached|referenced)\b`,
    String.raw`\b(?:dependenc(?:y|ies)|dependents?|consumers?|users?|members?|subscribers?|holders?|blast radius) (?:of|on|to) (?:the |that )?(?:[\w-]+ ){0,2}NAME\b`,
  ].join('|'),
  'i',
)

const lastUsed = /^(?:role|user|access key)$/

/** The kinds that are said beside a name say what it is, and ask for none. */
const isOfNamed = ({ question, names, ids, kinds }: Parameters<NonNullable<Intent['when']>>[0]) => {
  const [name = ''] = [...ids, ...names]
  const at = question.indexOf(name)
  return kinds.every(({ at: place, said, kind }) => {
    const between =
      place < at ? question.slice(place + said.length, at) : question.slice(at + name.length, place)
    return (
      /^[\s"'`]*(?:called |named )?["'`]?$/.test(between) ||
      /^(?:user|stack resource)$/.test(kind.noun)
    )
  })
}

/** What there is, and what became of it. */
export const inventory: readonly Intent[] = [
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
    // “Is there anything in Sydney?”
    recipe: 'inventory',
    needs: [/\b(?:anything|something|what)\b/i],
    not: [cost],
    when: ({ regions, kinds, names, ids, words, tags, period, age }) =>
      regions !== undefined &&
      regions !== 'all' &&
      period === undefined &&
      age === undefined &&
      kinds.length + names.length + ids.length + words.length + tags.length === 0,
  },
  {
    recipe: 'connections',
    needs: [
      /\b(?:what|who|anything|anyone|something)\b.*\b(?:would|will|might|could) (?:break|be affected|be hit|stop|fail|notice|suffer|miss it)\b/i,
    ],
    not: [cost],
    knows: /./,
    when: (plan) => plan.names.length + plan.ids.length === 1 && isOfNamed(plan),
  },
  {
    recipe: 'connections',
    needs: [asksConnected],
    not: [
      cost,
      /\bin(?:side)? (?:the |my |our |that )?(?:[\w-]+ )?(?:buckets?|queues?|tables?|(?:hosted )?zones?|log|clusters?|groups?|dlq|topics?)\b/i,
      /\b(?:own(?:s|ed|er)?|whose|chang\w*|delet\w*|creat\w*|deploy\w*|assum\w*|trust\w*|logs?|errors?|why|version|account|mfa)\b/i,
    ],
    knows: /./,
    when: (plan) =>
      plan.names.length + plan.ids.length === 1 &&
      // What a stack has made is listed of it.
      !/\bresources? (?:are |is )?(?:in(?:side)?|of|belong\w* to) /i.test(plan.question) &&
      // When a role, a key or a bucket was last used it says itself.
      !(plan.asked === 'yesno' && plan.kinds.some(({ kind }) => lastUsed.test(kind.noun))) &&
      // What waits in a queue is counted, and connected with nothing.
      !(
        /\bin(?:side)? (?:the |our )?NAME/.test(plan.plain) &&
        /(?:dlq|queue)$/i.test(plan.names[0] ?? '')
      ) &&
      isOfNamed(plan),
  },
  {
    // “What's in the staging VPC”: of a plain name beside its kind.
    recipe: 'connections',
    needs: [
      /^\W*(?:so )?what(?:'s| is| all is| sits| lives| runs| uses)? (?:(?:in(?:side)?|on|behind|using|attached to|connected to) )?(?:the |our |my )?[\w-]+ (?:vpc|subnet|security group|load balancer|role|key pair)\W*$/i,
    ],
    not: [cost],
    knows: /./,
    when: ({ names, ids, kinds, words, question }) => {
      const [word, ...others] = words
      const [kind, ...more] = kinds
      return (
        names.length + ids.length + others.length + more.length === 0 &&
        word !== undefined &&
        kind !== undefined &&
        question.slice(word.at + word.word.length, kind.at) === ' '
      )
    },
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
  },
  {
    // “jonas.weber's activity in the last 3 days”.
    recipe: 'recent_changes',
    needs: [
      /\bNAME(?:'s?)? (?:\w+ )?(?:activity|activities|actions|changes|deeds|api calls)\b|\b(?:activity|activities|actions|changes|api calls) (?:of|from|by|made by) (?:\w+ )?NAME\b/i,
    ],
    not: [cost],
    knows: /activit|action|change|deed|calls?|api/i,
    when: (plan) => plan.names.length === 1 && asksOfPerson(plan),
  },
  {
    recipe: 'recent_changes',
    needs: [firstName],
    not: [cost, /\bchange ?sets?\b/i],
    knows: /./,
    when: (plan) => plan.names.length === 0 && asksOfPerson(plan),
  },
  {
    recipe: 'recent_changes',
    needs: [/\b(?:deploy\w*|releas\w+|roll(?:ed)? ?out\w*|shipped)\b/i],
    not: [cost, /\bfail\w*|\bhow (?:do|to|can)\b|\bcodedeploy\b|\bbefore\b/i],
    knows:
      /deploy|releas|roll|ship|anything|something|get|got|new|cluster|service|last|latest|recent|prod|happen|made/i,
    when: ({ kinds, names, period, age, asked, words }) =>
      asked !== 'count' &&
      asked !== 'who' &&
      (names.length === 1 || words.some(({ word }) => environment.test(word))) &&
      (period !== undefined || age !== undefined) &&
      kinds.every(({ kind }) => /^(?:ECS cluster|service|cluster|stack)$/.test(kind.noun)),
  },
  {
    recipe: 'recent_changes',
    needs: [
      /\b(?:chang\w*|modif\w+|deploy\w*|releas\w+|happen\w*|touched|altered|updat\w+|events?|did what|did NAME (?:do|make)|NAME (?:do|been doing))\b/i,
    ],
    not: [
      cost,
      /\bchange ?sets?\b|\blog groups?\b|\bmaintenance\b|\blast (?:changed|modified|updated)\b/i,
      /\b(?:not|never|nobody|no one|without|\w+n't)\b(?: \w+){0,3} (?:chang\w*|modif\w+|deploy\w*|releas\w+|touched|altered|updat\w+)\b/i,
    ],
    knows:
      /recent|prod|who|what|last|account|environment|made|something|lately|latest|before|led|after|up|slo|breach|cause|incident|deploy|error|degrad|perform|started/i,
    when: ({ asked, kinds, question, names, ids, order, first }) =>
      asked !== 'count' &&
      // The least recently changed of a list are no changes.
      (kinds.length === 0 || (order === undefined && first === undefined)) &&
      // Who did something to a thing is looked up by its id.
      !(asked === 'who' && kinds.length > 0 && names.length + ids.length > 0) &&
      (kinds.length === 0 ||
        (/\bchang\w*|deploy\w*|modif\w+|touched/i.test(question) &&
          kinds.every(
            ({ kind, said }) =>
              /^(?:service|security group|function|stack|alarm|database|bucket|user|log group|task)$/.test(
                kind.noun,
              ) ||
              // Who is to have done it: people, and not machines.
              /^machines?$/.test(said),
          ) &&
          !/\b(?:which|list|show)\b.*\b(?:changed|modified|updated) (?:since|in|before|after)\b/i.test(
            question,
          ))),
  },
]
