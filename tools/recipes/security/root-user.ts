import * as z from 'zod'
import { counted, sentences } from '../evidence/wording.ts'
import { defineRecipe } from '../recipe.ts'

/** The user whom nothing restrains: what AWS's summary of the account tells of it. */
export const rootUser = defineRecipe({
  name: 'root_user',
  about: 'security',
  description: 'Whether the root user has MFA, access keys or signing certificates.',
  questions: [
    'does the root user have MFA?',
    'does our root account have access keys?',
    'is the root user protected?',
    'root account MFA',
  ],
  scope: 'global',
  services: ['iam'],
  parameters: z.strictObject({}),
  async run(_parameters, ask) {
    const [summary = {}] = await ask.read('iam:GetAccountSummary')
    const [mfa, keys, certificates] = [
      summary.AccountMFAEnabled,
      summary.AccountAccessKeysPresent,
      summary.AccountSigningCertificatesPresent,
    ].map((value) => (value === undefined ? undefined : Number(value)))
    ask.note(
      "From the account's summary: when the root user was last used stands in IAM's credential report, which is not read here.",
    )
    return {
      summary: sentences(
        mfa === undefined
          ? 'Whether the root user has MFA is not told by AWS.'
          : `The root user **${mfa > 0 ? 'has MFA' : 'has no MFA'}**.`,
        held('access key', keys),
        held('signing certificate', certificates),
      ),
      evidence: [
        {
          evidence: 'Root user',
          MFA: mfa === undefined ? undefined : mfa > 0,
          AccessKeys: keys,
          SigningCertificates: certificates,
        },
      ],
      followUps: ['Which users have no MFA?', 'Who has administrator access?'],
    }
  },
})

const held = (noun: string, count: number | undefined) =>
  count === undefined
    ? ''
    : count === 0
      ? `It has no ${noun}.`
      : `It has **${counted(count, noun)}**, and should have none.`
