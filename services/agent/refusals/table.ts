/** What a refusal comes to, whoever says it. */
export type Meaning =
  | 'answer_too_long'
  | 'aws_credentials'
  | 'bad_tools'
  | 'broken_off'
  | 'context_too_small'
  | 'denied_by_organisation'
  | 'ended'
  | 'filtered'
  | 'guardrail'
  | 'loading'
  | 'needs_profile'
  | 'no_api'
  | 'no_credit'
  | 'no_memory'
  | 'no_model'
  | 'no_server'
  | 'no_streamed_tools'
  | 'no_tool_parser'
  | 'no_tools'
  | 'not_allowed'
  | 'overloaded'
  | 'parameter'
  | 'privacy'
  | 'throttled'
  | 'too_large'
  | 'unknown_host'
  | 'untrusted_server'
  | 'wrong_key'

export interface RefusalRow {
  /** Who says it so. */
  from: string
  /**
   * In the error's names, codes and messages, as `refusal-of.ts` puts them together. Named groups are
   * tokens: `needed` and `given` of the context, `asked` and `limit` of the answer, `prompt` beside it.
   */
  says?: RegExp
  status?: readonly number[]
  means: Meaning
  /** What to set there. */
  set?: string
}

/**
 * What model servers say when they refuse, in the order in which it is looked for: the first row that
 * fits counts, so that what names more comes before what names less. A test has an answer of
 * each server beside the sentence that it becomes.
 */
export const refusalTable: readonly RefusalRow[] = [
  // The context, with what is needed and what is given.
  {
    from: 'llama.cpp',
    says: /exceed_context_size_error.*?n_prompt_tokens (?<needed>\d+).*?n_ctx (?<given>\d+)/s,
    means: 'context_too_small',
    set: '--ctx-size',
  },
  {
    from: 'llama.cpp before its counts',
    says: /exceeds? the available context size(?: \((?<given>\d+) tokens\))?/,
    means: 'context_too_small',
    set: '--ctx-size',
  },
  {
    from: 'vLLM, max_completion_tokens',
    says: /max_(?:completion_)?tokens'? is too large: (?<asked>\d+)\..*?maximum context length is (?<given>\d+) tokens and your request has (?<prompt>\d+) input/s,
    means: 'answer_too_long',
    set: '--max-model-len',
  },
  {
    from: 'vLLM, OpenAI of old, OpenRouter',
    says: /maximum context length is (?<given>\d+) tokens\. However, (?:you|your prompt) requested (?:about )?(?<total>\d+) tokens \((?<prompt>\d+) (?:in the messages|of text input|tokens from the input messages)[^)]*?(?<asked>\d+) (?:in the (?:completion|output)|for the completion)/,
    means: 'answer_too_long',
    set: '--max-model-len',
  },
  {
    from: 'vLLM, prompt alone',
    says: /(?:decoder )?prompt \(length (?<needed>\d+)\) is longer than the maximum model length of (?<given>\d+)/,
    means: 'context_too_small',
    set: '--max-model-len',
  },
  {
    from: 'vLLM, OpenAI',
    says: /maximum context length is (?<given>\d+) tokens.*?(?:resulted in|requested(?: about)?|contains at least|has) (?<needed>\d+) (?:input )?tokens/s,
    means: 'context_too_small',
    set: '--max-model-len',
  },
  {
    from: 'LM Studio',
    says: /context length of only (?<given>\d+) tokens, which is not enough(?: for (?<needed>\d+))?/,
    means: 'context_too_small',
    set: 'Context Length in its load settings',
  },
  {
    from: 'LM Studio, tokens to keep',
    says: /tokens to keep from the initial prompt is greater than the context length(?:.*?keep (?<needed>\d+).*?length (?<given>\d+))?/s,
    means: 'context_too_small',
    set: 'Context Length in its load settings',
  },
  {
    from: 'dasllama',
    says: /rendered prompt is (?<needed>\d+) tokens; the model context is (?<given>\d+)/,
    means: 'context_too_small',
    set: '--ctx',
  },
  {
    from: 'llama-cpp-python',
    says: /Requested tokens \((?<needed>\d+)\) exceed context window of (?<given>\d+)/,
    means: 'context_too_small',
    set: '--n_ctx',
  },
  {
    from: 'Text Generation Inference',
    says: /`inputs` must have less than (?<given>\d+) tokens\. Given: (?<needed>\d+)/,
    means: 'context_too_small',
    set: '--max-input-tokens',
  },
  {
    from: 'Text Generation Inference',
    says: /`inputs` tokens \+ `max_new_tokens` must be <= (?<given>\d+)\. Given: (?<prompt>\d+) `inputs` tokens and (?<asked>\d+) `max_new_tokens`/,
    means: 'answer_too_long',
    set: '--max-total-tokens',
  },
  {
    from: 'SGLang',
    says: /Input length \((?<needed>\d+) tokens\) exceeds the maximum allowed length \((?<given>\d+) tokens\)/,
    means: 'context_too_small',
    set: '--context-length',
  },
  {
    from: 'Gemini',
    says: /input token count \((?<needed>\d+)\) exceeds the maximum number of tokens allowed \((?<given>\d+)\)/,
    means: 'context_too_small',
  },
  {
    from: 'Bedrock, Anthropic',
    says: /prompt is too long: (?<needed>\d+) tokens > (?<given>\d+) maximum/,
    means: 'context_too_small',
  },
  {
    from: 'Bedrock, Anthropic',
    says: /input length and `max_tokens` exceed context limit: (?<prompt>\d+) \+ (?<asked>\d+) > (?<given>\d+)/,
    means: 'answer_too_long',
  },
  {
    from: 'Bedrock',
    says: /Input is too long for requested model|too many total text bytes|exceed customer model maximum/,
    means: 'context_too_small',
  },
  {
    from: 'OpenAI, Azure, Ollama, Groq',
    says: /context_length_exceeded|input length exceeds the context length|reduce the length of the messages|string_above_max_length|model_max_prompt_tokens_exceeded/i,
    means: 'context_too_small',
  },

  // The answer alone is too long for the model.
  {
    from: 'Bedrock',
    says: /maximum tokens you requested exceeds the model limit of (?<limit>\d+)/,
    means: 'answer_too_long',
  },
  {
    from: 'OpenAI, Azure',
    says: /max_(?:completion_)?tokens is too large: (?<asked>\d+)\. This model supports at most (?<limit>\d+)/,
    means: 'answer_too_long',
  },
  {
    from: 'Anthropic',
    says: /max_tokens: (?<asked>\d+) > (?<limit>\d+)/,
    means: 'answer_too_long',
  },
  {
    from: 'Groq',
    says: /max_(?:completion_)?tokens`? must be less than or equal to `?(?<limit>\d+)/,
    means: 'answer_too_long',
  },
  {
    from: 'DeepSeek',
    says: /valid range of max_tokens is \[1, (?<limit>\d+)\]/,
    means: 'answer_too_long',
  },
  {
    from: 'WatsonX, Together and others, without numbers',
    says: /max_(?:completion_|new_)?tokens.{0,40}(?:too large|exceeds|must not exceed)/i,
    means: 'answer_too_long',
  },

  // Tools.
  {
    from: 'vLLM',
    says: /requires --enable-auto-tool-choice and --tool-call-parser/,
    means: 'no_tool_parser',
    set: '--enable-auto-tool-choice and --tool-call-parser',
  },
  { from: 'llama.cpp', says: /requires? --jinja/, means: 'no_tool_parser', set: '--jinja' },
  {
    from: 'SGLang',
    says: /(?:requires|set|specify|missing).{0,20}--tool-call-parser/,
    means: 'no_tool_parser',
    set: '--tool-call-parser',
  },
  {
    from: 'Bedrock',
    says: /doesn't support tool use in streaming mode/,
    means: 'no_streamed_tools',
  },
  {
    from: 'Ollama, Bedrock, OpenRouter, Groq, LiteLLM',
    says: /does(?: not|n't) support (?:tools|tool use|tool calling|function calling)|endpoints found that support (?:tool use|the provided 'tool_choice')|tool calling is not supported|tools? (?:is|are) not supported|does not support parameters: \['tools'\]/i,
    means: 'no_tools',
  },
  {
    from: 'Gemini, Azure, vLLM, llama.cpp',
    says: /function_?declarations|invalid schema for function|tools\.\d+\.(?:function|custom)|JSON schema conversion failed|unable to generate parser for this template|failed to parse grammar/i,
    means: 'bad_tools',
  },

  // Who asks.
  {
    from: 'OpenAI, Groq, Mistral, Gemini',
    says: /invalid_api_key|incorrect api key|invalid api key|api key not valid|API_KEY_INVALID|api key (?:is )?(?:missing|expired)|no auth credentials found|invalid token|AuthenticationError/i,
    means: 'wrong_key',
  },
  {
    from: 'Bedrock, AWS',
    says: /CredentialsProviderError|Could not load credentials|UnrecognizedClientException|ExpiredToken|InvalidSignatureException|IncompleteSignature|security token included in the request|Region is missing|InvalidClientTokenId/,
    means: 'aws_credentials',
  },
  {
    from: 'OpenAI, OpenRouter, DeepSeek, Anthropic',
    says: /insufficient_quota|exceeded your current quota|insufficient (?:credits|balance)|credit balance is too low|requires more credits|billing_hard_limit|INVALID_PAYMENT_INSTRUMENT/i,
    means: 'no_credit',
  },
  {
    from: 'OpenRouter',
    says: /no endpoints found matching your data policy|guardrail restrictions and data policy/i,
    means: 'privacy',
  },

  // A guardrail, before what it says of access: of another the same words speak.
  {
    from: 'Bedrock',
    says: /guardrail (?:identifier|version)[^.]{0,80}(?:does not exist|is invalid|not valid)|bedrock:ApplyGuardrail/i,
    means: 'guardrail',
  },
  {
    from: 'AWS',
    says: /explicit deny in a (?:service|resource) control policy/i,
    means: 'denied_by_organisation',
  },

  // Which model.
  {
    from: 'Bedrock',
    says: /on-demand throughput isn[’']t supported|inference profile that contains this model/,
    means: 'needs_profile',
  },
  {
    from: 'Bedrock',
    says: /reached the end of its life|marked by provider as Legacy|model_decommissioned|has been (?:decommissioned|deprecated)/i,
    means: 'ended',
  },
  {
    from: 'Bedrock',
    says: /provided model identifier is invalid|Could not resolve the foundation model/,
    means: 'no_model',
  },
  {
    from: 'OpenAI, vLLM, Ollama, Azure, OpenRouter, LM Studio, LiteLLM',
    says: /model_not_found|DeploymentNotFound|is not a valid model id|model `?['"]?[^\s'"`]{1,200}['"`]? (?:does not exist|not found|was not found|is not found)|models?\/\S{1,200} is not found|model not found|unknown[_ ]model|no models? loaded|try pulling it first|invalid model/i,
    means: 'no_model',
  },

  // What it is about, and what it is doing.
  {
    from: 'Azure, Gemini, OpenAI',
    says: /content_filter|content management policy|ResponsibleAIPolicyViolation|content_policy_violation|prohibited_content|moderation/i,
    means: 'filtered',
  },
  {
    from: 'llama.cpp, Hugging Face, LocalAI, Bedrock',
    says: /loading model|currently loading|model is (?:still )?loading|being loaded|ModelNotReadyException|model is not ready/i,
    means: 'loading',
  },
  {
    from: 'Ollama, llama.cpp, vLLM, LM Studio',
    says: /requires more system memory|out of memory|insufficient memory|failed to allocate|insufficient system resources/i,
    means: 'no_memory',
  },
  {
    from: 'OpenAI, Azure, Mistral, vLLM, Groq',
    says: /(?:unsupported|unrecognized|unknown|unexpected|extra).{0,40}?(?:parameter|argument|value|input|field)|extra_forbidden|property '[\w.]+' is unsupported|(?:parameter|property) .{0,40} (?:is )?not (?:supported|permitted|allowed)/i,
    means: 'parameter',
  },
  {
    from: 'all',
    says: /ThrottlingException|TooManyRequests|Too many (?:tokens|requests)|rate[_ ]limit|RESOURCE_EXHAUSTED|ServiceQuotaExceeded|\bis busy\b|queue is full|tokens per (?:day|minute)/i,
    means: 'throttled',
  },
  {
    from: 'all',
    says: /overloaded|at capacity|no available server|no healthy upstream|service unavailable|ServiceUnavailableException|bad gateway|gateway time-?out|UNAVAILABLE/i,
    means: 'overloaded',
  },

  // What is no answer of a model server at all.
  {
    from: 'Bedrock, gateways',
    says: /AccessDenied|not authorized to perform|PERMISSION_DENIED|unsupported_country|don't have access to the model/i,
    means: 'not_allowed',
  },
  { from: 'a network', says: /ENOTFOUND|EAI_AGAIN/, means: 'unknown_host' },
  {
    from: 'a network',
    says: /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ECONNRESET before|UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT|EADDRNOTAVAIL|bad port/,
    means: 'no_server',
  },
  {
    from: 'a network',
    says: /CERT_|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET)|ERR_TLS|ERR_SSL|wrong version number|EPROTO/,
    means: 'untrusted_server',
  },
  { from: 'a proxy', says: /^.*payload too large|request entity too large/is, means: 'too_large' },
  {
    from: 'any web server',
    says: /web page|answered without a stream|no route matches|Unexpected endpoint or method|unknown endpoint|(?:File|Resource|page|404) not found|Cannot POST|no words/i,
    status: [200, 301, 302, 307, 308, 404, 405, 501],
    means: 'no_api',
  },
  {
    from: 'a connection',
    says: /terminated|UND_ERR_SOCKET|other side closed|ECONNRESET|EPIPE|Stream ended without completing|Premature close|ERR_STREAM_PREMATURE_CLOSE|aborted/i,
    means: 'broken_off',
  },

  // By status alone.
  { from: 'all', status: [401], means: 'wrong_key' },
  { from: 'all', status: [402], means: 'no_credit' },
  { from: 'all', status: [403], means: 'not_allowed' },
  { from: 'all', status: [404], means: 'no_model' },
  { from: 'all', status: [405, 501], means: 'no_api' },
  { from: 'all', status: [413], means: 'too_large' },
  { from: 'all', status: [429], means: 'throttled' },
  { from: 'all', status: [502, 503, 504, 520, 521, 522, 523, 524, 529], means: 'overloaded' },
]
