import { cost } from './intents.ts'
import { nearQuestions } from './near-questions.ts'
import type { Plan } from './plan.ts'

interface Honest {
  code: 'operation_refused' | 'unclear_question'
  message: string
  questions?: string[]
}

/** What cannot be answered however it is read, in a word on why; undefined where it may be. */
export function honestWord(plan: Plan, hasRecipe: boolean): Honest | undefined {
  const { question, asked, compared, period } = plan
  if (secret.test(question) && !aboutSecrets.test(question)) {
    return {
      code: 'operation_refused',
      message:
        'Passwords, keys, tokens and other secrets are never shown: what AWS returns of them is left out before anybody sees it.',
    }
  }
  if (requiredTags.test(question)) {
    return {
      code: 'unclear_question',
      message:
        'Which tags are required is not known here: name the tags that are, as “resources without an Owner tag”.',
      questions: ['Which resources have no tags?', 'Which resources have no Owner tag?'],
    }
  }
  const isHeld =
    compared !== undefined || asked === 'compare' || /\bbaseline|\btrend/i.test(question)
  if (
    isHeld &&
    !hasRecipe &&
    !cost.test(question) &&
    (compared !== undefined || period !== undefined || /\bbaseline\b/i.test(question))
  ) {
    return {
      code: 'unclear_question',
      message:
        'There is no record of how that was then, so it cannot be compared: of the past AWS keeps costs, metrics, logs, and 90 days of changes. How it is now can be asked.',
      questions: nearQuestions(question),
    }
  }
  return undefined
}

const secret =
  /\b(?:what(?:'s| is| are)|show|give|tell|print|get|reveal|read|display|fetch)\b.*\b(?:passwords?|passphrases?|secrets?(?! manager)|private keys?|secret (?:access )?keys?|api keys?|credentials|tokens?|connection strings?|environment variables?|env vars?)\b(?= (?:of|for|value|to|in|on)\b| *[?.!]*$)/i

const aboutSecrets =
  /\bpassword polic|\blast used|\bolder|\bage\b|\brotat|\bwithout\b|\bexpir|\bhave\b|\bhas\b|\bunused\b|\bencrypt|\bwho\b|\bwhich users|\btoken bucket|\brotation/i

const requiredTags =
  /\b(?:required|mandatory|compulsory|obligatory|necessary|proper) tags?\b|\btag(?:ging)? (?:policy|policies|compliance|standards?)\b/i
