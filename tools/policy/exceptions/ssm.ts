import type { Row } from '../exception.ts'

export const ssm: readonly Row[] = [
  { class: 'secret', operations: ['GetAccessToken'], reason: 'issues credentials' },
  {
    class: 'secret',
    operations: ['GetDeployablePatchSnapshotForInstance'],
    reason: 'returns a signed link to a snapshot of patches',
  },
  {
    class: 'starts_work',
    operations: ['StartExecutionPreview', 'ValidateCloudConnector'],
    reason: 'starts a preview, or signs in to another cloud',
  },
  {
    class: 'data',
    kind: 'items',
    operations: ['GetParameter', 'GetParameterHistory', 'GetParameters', 'GetParametersByPath'],
    reason: 'returns values of parameters; DescribeParameters tells the rest',
  },
  {
    class: 'data',
    kind: 'objects',
    operations: ['GetDocument'],
    reason: 'returns a document’s text',
  },
  {
    class: 'data',
    kind: 'logs',
    operations: ['GetCommandInvocation'],
    reason: 'returns what a command printed; ListCommandInvocations tells the rest',
  },
]
