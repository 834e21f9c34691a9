import * as z from 'zod'
import { ToolError } from '../../tool-error.ts'
import { number as numberIn } from '../evidence/values.ts'
import { counted, listed, sentences } from '../evidence/wording.ts'
import { number } from '../parameters.ts'
import { type Ask, defineRecipe, type Item } from '../recipe.ts'

/** What passwords of IAM users must be, held against what is asked for. */
export const passwordPolicy = defineRecipe({
  name: 'password_policy',
  about: 'security',
  description:
    'The password policy of IAM users: length, characters, reuse and expiry, held against a length asked for.',
  questions: [
    'what is our password policy?',
    'what is the minimum password length for IAM users?',
    'is our password policy strong enough?',
    'do IAM passwords have to be 14 characters long?',
    'do passwords expire?',
  ],
  scope: 'global',
  services: ['iam'],
  parameters: z.strictObject({ min_length: number('characters that a password shall have') }),
  async run({ min_length: wanted }, ask) {
    const policy = await policyOf(ask)
    ask.note(
      'It holds for the console passwords of IAM users alone: not for the root user, nor for people of an identity provider.',
    )
    return {
      summary: sentences(
        verdict(policy, wanted),
        policy === undefined
          ? `The account has no password policy of its own, so AWS's default holds: at least ${usual.MinimumPasswordLength} characters of three kinds, without expiry.`
          : inWords(policy),
      ),
      evidence: [{ evidence: 'Password policy', ...(policy ?? usual) }],
      followUps: ['Which users have no MFA?', 'Does the root user have MFA?'],
    }
  },
})

/** What AWS asks of passwords where an account says nothing. */
const usual = { MinimumPasswordLength: 8, ExpirePasswords: false }

/** Undefined where the account has none; what may not be read throws. */
async function policyOf({ read }: Ask): Promise<Item | undefined> {
  try {
    const [policy] = await read('iam:GetAccountPasswordPolicy')
    return policy
  } catch (error) {
    if (error instanceof ToolError && error.code === 'not_found') return undefined
    throw error
  }
}

function verdict(policy: Item | undefined, wanted: number | undefined): string {
  const least = numberIn((policy ?? usual).MinimumPasswordLength)
  if (wanted === undefined) return `Passwords must have at least **${least} characters**.`
  return least >= wanted
    ? `**Yes**: passwords must have at least ${counted(least, 'character')}, and ${wanted} are asked for.`
    : `**No**: the minimum length is **${least}**, and ${wanted} are asked for.`
}

function inWords(policy: Item): string {
  const { PasswordReusePrevention, MaxPasswordAge, ExpirePasswords } = policy
  const having = (wanted: boolean) =>
    characters.filter(([member]) => (policy[member] === true) === wanted).map(([, words]) => words)
  const [asked, free] = [having(true), having(false)]
  return sentences(
    asked.length === 0
      ? 'No kind of character is required.'
      : `Required: ${listed(asked)}${free.length > 0 ? `; not required: ${listed(free)}` : ''}.`,
    ExpirePasswords === true
      ? `Passwords expire after ${numberIn(MaxPasswordAge)} days.`
      : 'Passwords do not expire.',
    PasswordReusePrevention === undefined
      ? 'Old passwords may be used again.'
      : `The last ${numberIn(PasswordReusePrevention)} passwords may not be used again.`,
  )
}

const characters: readonly (readonly [string, string])[] = [
  ['RequireUppercaseCharacters', 'upper case'],
  ['RequireLowercaseCharacters', 'lower case'],
  ['RequireNumbers', 'numbers'],
  ['RequireSymbols', 'symbols'],
]
