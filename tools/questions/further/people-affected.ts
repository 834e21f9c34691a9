import { answerRecipe } from '../../recipes/answer-recipe.ts'
import { serviceErrors } from '../../recipes/incidents/service-errors.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import { isBeyondAws, isOfSpenders } from '../beyond-aws.ts'
import { failingService } from '../failing-service.ts'
import type { Plan } from '../plan.ts'
import { refused } from '../refusals.ts'

const people =
  /\b(?:how many|number of|which|what (?:share|percentage|part|number) of|who are the) (?:of )?(?:our |the |all |your |paying |real |active |current )*(?:customers?|users?|people|clients?|shoppers?|visitors?|buyers?|guests?|orders?|sales|purchases|checkouts|payments|carts|baskets)\b/i
const trouble =
  /\b(?:affected|impacted|hit|hurt|fail\w*|los[et]\w*|miss(?:ed|ing)?|could(?: not|n't)|can(?:not|'t| not)|unable|problems?|outages?|incidents?|errors?|downtime|complain\w*|suffer\w*|stuck|broken)\b/i
const presence =
  /\b(?:online|logged into (?:the |our )?(?:shop|site|app)|on (?:the |our )(?:shop|site|website|app|store)|in (?:the |our )(?:shop|store)|brows\w+|visiting|using (?:the |our )(?:shop|site|website|app|store)|does (?:the|our) (?:shop|site|website|app|store) have)\b/i
const ofAws =
  /\b(?:iam|mfa|keys?|roles?|polic\w+|groups?|passwords?|consoles?|sign(?:ed|s)?[ -]?in\w*|access|cognito|pools?|database|db|tables?|queues?|events?|messages?)\b/i

/**
 * How many people something hit AWS does not know: it counts requests. That is said, and how many of
 * those fail is told beside, where something fails.
 */
export async function peopleAffected(
  plan: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const { question } = plan
  if (isBeyondAws(plan) || isOfSpenders(question)) return undefined
  const isTrouble = trouble.test(question)
  if (!people.test(question) || ofAws.test(question.replace(/[\w-]+-[\w-]+/g, ''))) return undefined
  if (!isTrouble && !presence.test(question)) return undefined
  // Without what failed, “how many orders failed” is a matter of a business alone.
  const name = isTrouble
    ? await failingService(
        { ...plan, words: plan.words.filter(({ word }) => !people.test(`which ${word}`)) },
        context,
      )
    : undefined
  if (name === undefined) return { ...refused('unclear_question', sentence), questions: besides }
  const result = await answerRecipe(
    serviceErrors,
    { parameters: { name }, region: plan.regions },
    context,
  )
  return { ...result, notice: [sentence, result.notice].filter(Boolean).join(' ') }
}

const sentence =
  'How many customers, orders or sales that is, is not known here: AWS counts requests, and not who sends them or what they are worth. That stands in your own databases and tools.'

const besides = [
  'What is the error rate of our services?',
  'How many requests did the load balancers get in the last hour?',
]
