import { cost, type Intent, measure, measuredKinds, metricWords } from './intent.ts'

/** What CloudWatch measures of a thing that is named. */
export const measurements: readonly Intent[] = [
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
]
