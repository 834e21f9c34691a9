import { unusedKinds } from '../recipe-parameters.ts'
import { cost, deny, type Intent } from './intent.ts'

/** What it costs, or what could be saved. */
const ofMoney = new RegExp(`${cost.source}|\\bsav(?:e|es|ed|ing|ings)\\b`, 'i')

/** What is old, failed, untagged or wasted. */
export const upkeep: readonly Intent[] = [
  {
    recipe: 'old_runtimes',
    needs: [
      /\bruntimes?\b|\b(?:functions?|lambdas?)\b/i,
      /\b(?:old|outdated|deprecated|obsolete|unsupported|out of support|end[- ]of[- ]\w+|eol|upgrade|(?:still |fully )?supported|up[- ]to[- ]date)\b/i,
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
      /anything|what|support|life|certificate|domain|days|weeks|month|certs?|runtime|version|maintenance|old/i,
    when: ({ kinds, names }) =>
      names.length === 0 &&
      (kinds.length === 0 ||
        kinds.length > 1 ||
        kinds.some(({ kind }) => /^(?:certificate|registered domain)$/.test(kind.noun))),
  },
  {
    recipe: 'failed_stacks',
    needs: [
      /\bstacks?\b|\bcloudformation\b/i,
      /\b(?:fail\w*|broken|roll(?:ed|ing)?[- ]?back\w*|stuck|wrong|error|healthy|fine|ok(?:ay)?|success\w*|succeeded)\b/i,
    ],
    not: [
      /\bresources?\b(?!.*\b(?:fail|caus|ma[dk]e|br[eo]k))|\bdisable|\brollbacks? (?:is |are )?(?:enabled|on\b|off\b|turned|switched|configur|trigger)|\b(?:enabled?|with|no|without|automatic) rollback/i,
    ],
    knows:
      /why|deploy|update|create|state|delete|rollback|^(?:went|go|goes|gone|go(?:t|tten)|end(?:s|ed)?|fell|land(?:s|ed)?|made|cause[sd]?|caus\w+|reason|happen\w*|resource)$/i,
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
    not: [cost, /\b(?:required|mandatory|cost allocation)\b/i],
    knows: /owner|tag|lack|missing|find|costcenter/i,
    when: ({ kinds, period }) => kinds.length !== 1 && period === undefined,
  },
  {
    recipe: 'untagged_resources',
    needs: [
      /\b(?:resources?|everything|anything|things)\b/i,
      /\b(?:have|has|having|with|carry|carries)\b.*\btags?\b|\btagged\b/i,
    ],
    not: [cost, /\b(?:required|mandatory|cost allocation)\b/i],
    knows: /owner|tag|find|costcenter|have|carry/i,
    when: ({ kinds, period }) => kinds.length !== 1 && period === undefined,
  },
  {
    recipe: 'unused_spend',
    needs: [/\bsav(?:e|es|ed|ing|ings)\b/i],
    not: [/\bsavings? plans?\b|\breserv/i],
    when: ({ names, ids }) => names.length + ids.length > 0,
  },
  {
    recipe: 'unused_spend',
    needs: [
      /\b(?:unused|idle|unattached|detached|unassociated|wast\w+|nobody uses|no one uses|not (?:being )?used|orphan\w*|sav(?:e|ing)s?|cut|cleanup|clean up|optimi[sz](?:e|es|ing|ation\w*)|(?:safe(?:ly)?|could|can|may) (?:\w+ ){0,3}(?:terminat|delet|remov|kill|get rid|shut ?down|turn(?:ed)? off|switch(?:ed)? off|decommission)\w*)\b/i,
    ],
    not: [
      /\bsavings? plans?\b|\breserv|\bidle (?:time ?out|session|connection)|\boptimi[sz]ation (?:is |are )?(?:dis|en|on|off|turned|switched|not)|\b(?:without|no|with) (?:ebs|storage|ebs[ -]storage) optimi[sz]ation/i,
    ],
    knows:
      /cost|pay|money|resource|spend|bill|could|aws|zombie|where|safe|terminat|delet|remov|kill|shut|day|month|year|save/i,
    when: ({ kinds, names, tags, question }) =>
      kinds.every(
        ({ kind }) =>
          kind.noun === 'instance' || (unusedKinds.test(kind.noun) && ofMoney.test(question)),
      ) &&
      names.length === 0 &&
      tags.length === 0,
  },
]
