import type { Row } from '../exception.ts'

export const cloudformation: readonly Row[] = [
  {
    class: 'secret',
    operations: ['BatchDescribeTypeConfigurations'],
    reason: 'returns configurations of extensions, which hold third parties’ API keys',
  },
  {
    class: 'starts_work',
    operations: ['DetectStackDrift', 'DetectStackResourceDrift', 'DetectStackSetDrift'],
    reason: 'starts a drift detection',
  },
  {
    class: 'starts_work',
    operations: ['EstimateTemplateCost'],
    reason: 'puts the template behind a public link of the pricing calculator',
  },
  {
    class: 'data',
    kind: 'objects',
    operations: ['DescribeStackSet', 'GetGeneratedTemplate', 'GetTemplate'],
    reason: 'returns a template’s text, in which secrets are found; lists tell of stack sets',
  },
]
