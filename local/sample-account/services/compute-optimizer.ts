import type { Answers } from '../answer.ts'

export const answers: Answers = {
  GetEnrollmentStatus: () => ({ status: 'Inactive', memberAccountsEnrolled: false }),
}
