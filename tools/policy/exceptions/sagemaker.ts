import type { Row } from '../exception.ts'

export const sagemaker: readonly Row[] = [
  {
    class: 'secret',
    operations: ['CreateHubContentPresignedUrls'],
    reason: 'returns signed links to model artifacts',
  },
  {
    class: 'secret',
    operations: ['DescribeHumanTaskUi'],
    reason: 'returns a link to a template that may be signed; ListHumanTaskUis tells the rest',
  },
  {
    class: 'starts_work',
    operations: ['GetScalingConfigurationRecommendation'],
    reason: 'starts a recommendation job',
  },
  {
    class: 'starts_work',
    operations: ['RenderUiTemplate'],
    reason: 'renders a template with a role’s permissions',
  },
  {
    class: 'data',
    kind: 'items',
    operations: ['Search'],
    reason: 'returns whole records of any kind, features of people among them',
  },
]
