import type { Answers } from '../answer.ts'
import { arn, company } from '../facts/company.ts'

export const answers: Answers = {
  GetCallerIdentity: () => ({
    Account: company.accountId,
    Arn: arn('sts', '', 'assumed-role/sample-account-reader/sample'),
    UserId: 'AROASAMPLEREADER0001:sample',
  }),
}
