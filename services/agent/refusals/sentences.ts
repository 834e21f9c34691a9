import type { ProblemCode } from '../api.ts'
import type { Refusal } from './refusal-of.ts'
import type { Meaning } from './table.ts'

interface Said {
  message: string
  /** `model_unavailable` where there is none. */
  code?: ProblemCode
  /** The same request may do in a moment. */
  retryable?: boolean
}

/**
 * What a person is told of a refusal, in one sentence: what was wrong, with its numbers, and what to
 * do. None of a provider's words are in it, for those may quote what was asked.
 */
export function sentenceOf(refusal: Refusal, { hasHistory }: { hasHistory: boolean }): Said {
  const { means } = refusal
  return means === undefined ? unknown(refusal) : sentences[means](refusal, hasHistory)
}

type Sentence = (refusal: Refusal, hasHistory: boolean) => Said

const number = (value: number): string => value.toLocaleString('en-US')

const sentences: Record<Meaning, Sentence> = {
  context_too_small: contextTooSmall,
  answer_too_long: answerTooLong,
  no_tools: () => ({
    message: 'This model cannot call tools: configure one that can as MODEL_ID.',
  }),
  no_streamed_tools: () => ({
    message: 'This model cannot call tools while it streams: configure another one as MODEL_ID.',
  }),
  no_tool_parser: ({ set }) => ({
    message: `This model server is not set up to call tools: start it with ${set ?? 'its option for that'}.`,
  }),
  bad_tools: () => ({
    message:
      'This model server does not take the schemas of the tools: a newer version of it, or another model, may.',
  }),
  wrong_key: ({ isBedrock }) => ({
    message: isBedrock
      ? 'AWS does not take the credentials of the agent: they are wrong, or have expired.'
      : 'The model server refused the API key: OPENAI_API_KEY is wrong, or missing.',
  }),
  aws_credentials: () => ({
    message:
      'Amazon Bedrock cannot be asked: the AWS credentials or the region of the agent are missing, wrong or expired.',
  }),
  not_allowed: ({ isBedrock }) => ({
    message: isBedrock
      ? 'Amazon Bedrock does not allow this model: the agent’s role needs bedrock:InvokeModelWithResponseStream on it, and the account access to it in this region.'
      : 'The model server does not allow this model: check what OPENAI_API_KEY may use, and MODEL_ID.',
  }),
  no_credit: () => ({
    message: 'The account at the model’s provider has no credit or quota left: add some there.',
  }),
  privacy: () => ({
    message:
      'The privacy settings of the account at the model’s provider leave nobody who offers this model: change them there, or MODEL_ID.',
  }),
  no_model: ({ isBedrock }) => ({
    message: isBedrock
      ? 'Amazon Bedrock does not have this model in this region: correct MODEL_ID.'
      : 'The model server does not have this model: correct MODEL_ID, or load the model there.',
  }),
  needs_profile: () => ({
    message:
      'Amazon Bedrock offers this model through an inference profile alone: configure the profile’s id as MODEL_ID (the model’s, after us., eu. or global.).',
  }),
  ended: () => ({
    message: 'This model has reached its end of life at its provider: configure another MODEL_ID.',
  }),
  guardrail: () => ({
    message:
      'Amazon Bedrock cannot ask the guardrail: its id and version (GUARDRAIL_ID, GUARDRAIL_VERSION) have to be there, and the agent’s role needs bedrock:ApplyGuardrail on it.',
  }),
  denied_by_organisation: () => ({
    message:
      'A policy of your AWS organisation denies the agent this model: where it demands a guardrail, configure that one (guardrail of the stack), and else a model or region that it allows.',
  }),
  filtered: () => ({ code: 'answer_stopped', message: stoppedMessage }),
  loading: () => ({
    retryable: true,
    message: 'The model server is still loading its model: ask again in a moment.',
  }),
  no_memory: () => ({
    message:
      'The model server has not enough memory for this model: a smaller model or context there would do.',
  }),
  parameter: () => ({
    message:
      'This model does not take a setting that was sent with the question: leave out temperature and max_tokens.',
  }),
  throttled: () => ({
    code: 'throttled',
    retryable: true,
    message: 'The model is busy: please try again in a moment.',
  }),
  overloaded: ({ status }) => ({
    retryable: true,
    message: `The model server is overloaded, or down${httpStatus(status)}: please try again in a moment.`,
  }),
  too_large: () => ({
    code: 'payload_too_large',
    message:
      'What stands before the model server takes no request of this size: start a new conversation, or raise the limit there.',
  }),
  no_api: () => ({
    message:
      'What answers at OPENAI_BASE_URL is no OpenAI-compatible API: correct the address, which mostly ends in /v1.',
  }),
  no_server: ({ isBedrock }) => ({
    message: isBedrock
      ? 'Amazon Bedrock cannot be reached from here: check the region and the way out of this network.'
      : 'No model server answers at OPENAI_BASE_URL: start it, or correct the address.',
  }),
  unknown_host: ({ isBedrock }) => ({
    message: isBedrock
      ? 'Amazon Bedrock’s host is not known here: check the region, and this network’s names.'
      : 'The host in OPENAI_BASE_URL is not known here: correct the address.',
  }),
  untrusted_server: () => ({
    message:
      'The model server’s certificate is not trusted here: correct the address, or name its authority in NODE_EXTRA_CA_CERTS.',
  }),
  broken_off: () => ({
    retryable: true,
    message: 'The model server broke off before its answer ended: please try again.',
  }),
}

export const stoppedMessage =
  "The model's provider stopped this answer: its content filter or guardrail did not let it pass. Later questions are answered without this one."

function contextTooSmall({ tokens, set }: Refusal, hasHistory: boolean): Said {
  const { needed = tokens.prompt, given } = tokens
  const remedy = hasHistory ? 'start a new conversation' : 'ask for less at once'
  // Whoever runs the server can give it more; of a provider's model it is what it is.
  const raise = set === undefined ? 'take a model with a larger one' : `raise it there (${set})`
  const message = `${contextSentence(needed, given)}: ${remedy}, or ${raise}.`
  return { code: 'payload_too_large', message }
}

function contextSentence(needed: number | undefined, given: number | undefined): string {
  if (given === undefined) return 'This is longer than the model’s context'
  const holds = `The model’s context holds ${number(given)} tokens`
  return needed === undefined
    ? `${holds}, and this needs more`
    : `${holds}, and this needs ${number(needed)}`
}

/** Said only where no shorter answer fits either: see patient-model.ts. */
function answerTooLong(refusal: Refusal, hasHistory: boolean): Said {
  const { asked, limit, given, prompt } = refusal.tokens
  if (limit !== undefined) {
    return {
      message: `This model’s answers are at most ${number(limit)} tokens long: lower max_tokens.`,
    }
  }
  if (given !== undefined && prompt !== undefined) {
    if (asked === undefined || prompt >= given) return contextTooSmall(refusal, hasHistory)
    const room = `${number(prompt)} tokens and an answer of ${number(asked)}`
    const raise = refusal.set === undefined ? '' : ` (${refusal.set})`
    return {
      code: 'payload_too_large',
      message: `The model’s context of ${number(given)} tokens has no room for ${room}: lower max_tokens, or raise the context${raise}.`,
    }
  }
  return { message: 'The answer may not be as long as was asked for: lower max_tokens.' }
}

function unknown({ status }: Refusal): Said {
  // Neither the same request nor a later one will do.
  const isRefused = status !== undefined && status >= 400 && status < 500
  if (isRefused && status !== 408 && status !== 424) {
    return {
      message: `The model refused the request${httpStatus(status)}: check its id and permissions.`,
    }
  }
  return { retryable: true, message: 'The model failed in mid-answer: please try again.' }
}

const httpStatus = (status: number | undefined): string =>
  status === undefined ? '' : ` (HTTP ${status})`
