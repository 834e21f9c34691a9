import { asksOfPerson, firstName } from '../person.ts'
import { cost, environment, type Intent, metricWords } from './intent.ts'

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
          kinds.every(({ kind }) =>
            /^(?:service|security group|function|stack|alarm|database|bucket|user|log group|task)$/.test(
              kind.noun,
            ),
          ) &&
          !/\b(?:which|list|show)\b.*\b(?:changed|modified|updated) (?:since|in|before|after)\b/i.test(
            question,
          ))),
  },
]
