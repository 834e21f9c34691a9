import type { Statement } from './document.ts'

/** Lambda hands out a role only to functions whose maker may pass it on (iam:PassRole). */
export const lambdaTrust: Statement = {
  Sid: 'Lambda',
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
}
