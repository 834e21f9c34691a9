import type { Row } from '../exception.ts'

export const bedrock: readonly Row[] = [
  {
    class: 'data',
    kind: 'objects',
    operations: [
      'ExportAutomatedReasoningPolicyVersion',
      'GetAutomatedReasoningPolicyAnnotations',
      'GetAutomatedReasoningPolicyBuildWorkflowResultAssets',
      'GetAutomatedReasoningPolicyNextScenario',
      'GetUseCaseForModelAccess',
    ],
    reason: 'returns a document’s text',
  },
  {
    class: 'data',
    kind: 'items',
    operations: [
      'GetAutomatedReasoningPolicyTestCase',
      'GetAutomatedReasoningPolicyTestResult',
      'ListAutomatedReasoningPolicyTestCases',
      'ListAutomatedReasoningPolicyTestResults',
    ],
    reason: 'returns test cases, with their questions and answers',
  },
]
