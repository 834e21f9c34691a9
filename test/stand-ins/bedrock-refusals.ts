import type { BedrockAnswer, BedrockRequest } from './bedrock.ts'

interface Refused {
  refuse: NonNullable<BedrockAnswer['refuse']>
  /** What a person is told. */
  becomes: string
  /** `model_unavailable` where there is none. */
  code?: string
}

const refused = (exception: string, status: number, message: string, becomes: string): Refused => ({
  refuse: { exception, status, message },
  becomes,
})
const invalid = (message: string, becomes: string) =>
  refused('ValidationException', 400, message, becomes)
const notAllowed =
  'Amazon Bedrock does not allow this model: the agent’s role needs bedrock:InvokeModelWithResponseStream on it, and the account access to it in this region.'
const credentials =
  'Amazon Bedrock cannot be asked: the AWS credentials or the region of the agent are missing, wrong or expired.'

/** As Amazon Bedrock refuses: exceptions with words. */
export const bedrockRefusals: Readonly<Record<string, Refused>> = {
  context: {
    ...invalid(
      'The model returned the following errors: prompt is too long: 208310 tokens > 200000 maximum',
      'The model’s context holds 200,000 tokens, and this needs 208,310: ask for less at once, or take a model with a larger one.',
    ),
    code: 'payload_too_large',
  },
  'context without numbers': {
    ...invalid(
      'Input is too long for requested model.',
      'This is longer than the model’s context: ask for less at once, or take a model with a larger one.',
    ),
    code: 'payload_too_large',
  },
  'no tools': invalid(
    "This model doesn't support tool use.",
    'This model cannot call tools: configure one that can as MODEL_ID.',
  ),
  'a profile is needed': invalid(
    'Invocation of model ID anthropic.claude-x with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.',
    'Amazon Bedrock offers this model through an inference profile alone: configure the profile’s id as MODEL_ID (the model’s, after us., eu. or global.).',
  ),
  'a wrong id': invalid(
    'The provided model identifier is invalid.',
    'Amazon Bedrock does not have this model in this region: correct MODEL_ID.',
  ),
  'an end of life': refused(
    'ResourceNotFoundException',
    404,
    'This model version has reached the end of its life. Please refer to the AWS documentation for more details.',
    'This model has reached its end of life at its provider: configure another MODEL_ID.',
  ),
  'no permission': refused(
    'AccessDeniedException',
    403,
    'User: arn:aws:sts::123456789012:assumed-role/x is not authorized to perform: bedrock:InvokeModelWithResponseStream',
    notAllowed,
  ),
  'no access to the model': refused(
    'AccessDeniedException',
    403,
    "You don't have access to the model with the specified model ID.",
    notAllowed,
  ),
  'expired credentials': refused(
    'ExpiredTokenException',
    403,
    'The security token included in the request is expired',
    credentials,
  ),
  'wrong credentials': refused(
    'UnrecognizedClientException',
    403,
    'The security token included in the request is invalid.',
    credentials,
  ),
}

/** A model whose answers are at most 4,096 tokens long. */
export function bedrockStarts({ inferenceConfig }: BedrockRequest): BedrockAnswer {
  const message =
    'The maximum tokens you requested exceeds the model limit of 4096. Try again with a maximum tokens value that is lower than 4096.'
  return Number(inferenceConfig?.maxTokens) > 4_096
    ? { refuse: { exception: 'ValidationException', status: 400, message } }
    : { text: ['Here.'] }
}
