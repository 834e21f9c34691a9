import { services } from '../catalogue/services.ts'
import type { Plan } from './plan.ts'

type Read = (plan: Plan) => Record<string, unknown>

/** What questions about quotas, backups and rotation say of the recipes' parameters. */
export const standingParameters: Readonly<Record<string, Read>> = {
  near_quotas: ({ question, threshold }) => ({
    ...given('threshold', threshold?.unit === 'percent' ? threshold.value : undefined),
    ...given('service', quotaService(question)),
  }),
}

/** `EC2 quotas`, `quotas of lambda`: one that is called so, before or after the word. */
function quotaService(question: string): string | undefined {
  const [, before, after] =
    /\b([\w-]+) (?:service )?(?:quotas?|limits?)\b(?:.*?\b(?:of|for|in|on) (?:the |our |aws |amazon )?([\w-]+))?/i.exec(
      question,
    ) ?? []
  return [before, after].find((word) => word !== undefined && serviceWords.has(word.toLowerCase()))
}

const serviceWords = new Set([
  'vpc',
  'ebs',
  'fargate',
  'elb',
  ...Object.values(services).flatMap(({ name, iam }: { name: string; iam: string }) => [name, iam]),
])

const given = (name: string, value: unknown) => (value === undefined ? {} : { [name]: value })
