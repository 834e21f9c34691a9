export interface Statement {
  Sid: string
  Effect: 'Allow' | 'Deny'
  Principal?: Record<'AWS', string> | Record<'Service', string>
  Action: string | readonly string[]
  Resource?: string | readonly string[]
  Condition?: Record<string, Record<string, string>>
}

/** A policy document as IAM takes it; keys and order are kept, so that diffs are readable. */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements })
}
