import { gzipSync } from 'node:zlib'
import type { RawAnswer } from './openai.ts'

interface Refused {
  answer: RawAnswer
  /** What a person is told. */
  becomes: string
  /** `model_unavailable` where there is none. */
  code?: string
}

const context = (becomes: string, answer: RawAnswer): Refused => ({
  answer,
  becomes,
  code: 'payload_too_large',
})
const refusal = (status: number, body: unknown, becomes: string, code?: string): Refused => ({
  answer: { status, body },
  becomes,
  ...(code !== undefined && { code }),
})
const page = (status: number, title: string): RawAnswer => ({
  status,
  type: 'text/html; charset=utf-8',
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body>${title}</body></html>`,
})

const holds = (needed: string, given: string, set?: string): string =>
  `The model’s context holds ${given} tokens, and this needs ${needed}: ask for less at once, or ${set === undefined ? 'take a model with a larger one' : `raise it there (${set})`}.`
const noTools = 'This model cannot call tools: configure one that can as MODEL_ID.'
const noApi =
  'What answers at OPENAI_BASE_URL is no OpenAI-compatible API: correct the address, which mostly ends in /v1.'
const noModel =
  'The model server does not have this model: correct MODEL_ID, or load the model there.'
const wrongKey = 'The model server refused the API key: OPENAI_API_KEY is wrong, or missing.'
const noCredit = 'The account at the model’s provider has no credit or quota left: add some there.'
const noMemory =
  'The model server has not enough memory for this model: a smaller model or context there would do.'
const notAllowed =
  'The model server does not allow this model: check what OPENAI_API_KEY may use, and MODEL_ID.'
const stopped =
  "The model's provider stopped this answer: its content filter or guardrail did not let it pass. Later questions are answered without this one."

/** In the form (members, types, codes, words) in which these servers refuse. */
export const refusals: Readonly<Record<string, Refused>> = {
  'llama.cpp, context': context(holds('4,542', '4,096', '--ctx-size'), {
    status: 400,
    body: {
      error: {
        code: 400,
        message: 'the request exceeds the available context size (4096 tokens), try increasing it',
        type: 'exceed_context_size_error',
        n_prompt_tokens: 4542,
        n_ctx: 4096,
      },
    },
  }),
  'llama.cpp, context, in a stream': context(holds('14,429', '8,192', '--ctx-size'), {
    type: 'text/event-stream',
    body: `data: ${JSON.stringify({
      error: {
        code: 400,
        message: 'the request exceeds the available context size',
        type: 'exceed_context_size_error',
        n_prompt_tokens: 14429,
        n_ctx: 8192,
      },
    })}\n\n`,
  }),
  'llama.cpp, a template without tools': refusal(
    500,
    { error: { code: 500, message: 'tools param requires --jinja flag', type: 'server_error' } },
    'This model server is not set up to call tools: start it with --jinja.',
  ),
  'vLLM, context': context(holds('4,542', '4,096', '--max-model-len'), {
    status: 400,
    body: {
      object: 'error',
      message:
        "This model's maximum context length is 4096 tokens. However, you requested 12734 tokens (4542 in the messages, 8192 in the completion). Please reduce the length of the messages or completion.",
      type: 'BadRequestError',
      param: null,
      code: 400,
    },
  }),
  'vLLM, no room for an answer': context(
    'The model’s context of 4,600 tokens has no room for 4,542 tokens and an answer of 8,192: lower max_tokens, or raise the context (--max-model-len).',
    {
      status: 400,
      body: {
        error: {
          message:
            "'max_completion_tokens' is too large: 8192. This model's maximum context length is 4600 tokens and your request has 4542 input tokens.",
        },
      },
    },
  ),
  'vLLM, no tool parser': refusal(
    400,
    {
      object: 'error',
      message:
        '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
      type: 'BadRequestError',
      code: 400,
    },
    'This model server is not set up to call tools: start it with --enable-auto-tool-choice and --tool-call-parser.',
  ),
  'vLLM, another model': refusal(
    404,
    {
      object: 'error',
      message: 'The model `scripted` does not exist.',
      type: 'NotFoundError',
      code: 404,
    },
    noModel,
  ),
  'vLLM, an address without /v1': refusal(404, { detail: 'Not Found' }, noApi),
  'LM Studio, context': context(holds('4,542', '4,096', 'Context Length in its load settings'), {
    status: 400,
    body: {
      error:
        'Trying to keep the first 4542 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough for 4542',
    },
  }),
  'LM Studio, a path that it does not have, with status 200': refusal(
    200,
    { error: 'Unexpected endpoint or method. (POST /chat/completions)' },
    noApi,
  ),
  'LM Studio, nothing loaded': refusal(
    404,
    { error: { message: 'No models loaded. Please load a model in the developer page.' } },
    noModel,
  ),
  'dasllama, context': context(holds('4,042', '2,048', '--ctx'), {
    status: 400,
    body: {
      error: {
        message: 'the rendered prompt is 4042 tokens; the model context is 2048',
        type: 'invalid_request_error',
      },
    },
  }),
  'llama-cpp-python, context': context(holds('4,348', '4,096', '--n_ctx'), {
    status: 400,
    body: {
      error: {
        message: 'Requested tokens (4348) exceed context window of 4096',
        type: 'invalid_request_error',
      },
    },
  }),
  'Ollama, no tools': refusal(
    400,
    {
      error: {
        message: 'registry.ollama.ai/library/gemma3:latest does not support tools',
        type: 'api_error',
      },
    },
    noTools,
  ),
  'Ollama, a model that is not pulled': refusal(
    404,
    { error: { message: 'model "scripted" not found, try pulling it first', type: 'api_error' } },
    noModel,
  ),
  'Ollama, memory': refusal(
    500,
    {
      error: {
        message: 'model requires more system memory (5.6 GiB) than is available (3.9 GiB)',
        type: 'api_error',
      },
    },
    noMemory,
  ),
  'SGLang, context': context(holds('9,000', '8,187', '--context-length'), {
    status: 400,
    body: {
      object: 'error',
      message:
        'Input length (9000 tokens) exceeds the maximum allowed length (8187 tokens). Use a shorter input or enable --allow-auto-truncate.',
      type: 'BadRequestError',
      code: 400,
    },
  }),
  'Text Generation Inference, context': context(holds('4,542', '4,095', '--max-input-tokens'), {
    status: 422,
    body: {
      error: 'Input validation error: `inputs` must have less than 4095 tokens. Given: 4542',
      error_type: 'validation',
    },
  }),
  'OpenAI, context': context(
    'This is longer than the model’s context: ask for less at once, or take a model with a larger one.',
    {
      status: 400,
      body: {
        error: {
          message: 'Your input exceeds the context window of this model.',
          type: 'invalid_request_error',
          param: 'messages',
          code: 'context_length_exceeded',
        },
      },
    },
  ),
  'OpenAI, a wrong key': refusal(
    401,
    {
      error: {
        message: 'Incorrect API key provided: none. You can find your API key at …',
        type: 'invalid_request_error',
        code: 'invalid_api_key',
      },
    },
    wrongKey,
  ),
  'OpenAI, no credit': refusal(
    429,
    {
      error: {
        message: 'You exceeded your current quota, please check your plan and billing details.',
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      },
    },
    noCredit,
  ),
  'OpenAI, a temperature where none may be chosen': refusal(
    400,
    {
      error: {
        message:
          "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
        type: 'invalid_request_error',
        param: 'temperature',
        code: 'unsupported_value',
      },
    },
    'This model does not take a setting that was sent with the question: leave out temperature and max_tokens.',
  ),
  'OpenRouter, no tools': refusal(
    404,
    {
      error: {
        message:
          'No endpoints found that support tool use. To learn more about provider routing, visit: https://openrouter.ai/docs/guides/routing/provider-selection',
        code: 404,
      },
    },
    noTools,
  ),
  'OpenRouter, no credit': refusal(
    402,
    {
      error: {
        message: 'This request requires more credits, or fewer max_tokens.',
        code: 402,
      },
    },
    noCredit,
  ),
  'OpenRouter, privacy': refusal(
    404,
    { error: { message: 'No endpoints found matching your data policy.', code: 404 } },
    'The privacy settings of the account at the model’s provider leave nobody who offers this model: change them there, or MODEL_ID.',
  ),
  'OpenRouter, what its provider said': context(holds('210,000', '200,000'), {
    status: 400,
    body: {
      error: {
        message: 'Provider returned error',
        code: 400,
        metadata: {
          raw: '{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}',
          provider_name: 'Anthropic',
        },
      },
    },
  }),
  'OpenRouter, an error in the stream': {
    answer: {
      type: 'text/event-stream',
      body: `: OPENROUTER PROCESSING\n\ndata: ${JSON.stringify({
        id: 'gen-1',
        choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }],
        error: { code: 502, message: 'Provider disconnected unexpectedly: bad gateway' },
      })}\n\n`,
    },
    becomes: 'The model server is overloaded, or down (HTTP 502): please try again in a moment.',
  },
  'Gemini, context, in a list': context(holds('1,200,293', '1,048,576'), {
    status: 400,
    body: [
      {
        error: {
          code: 400,
          message:
            'The input token count (1200293) exceeds the maximum number of tokens allowed (1048576).',
          status: 'INVALID_ARGUMENT',
        },
      },
    ],
  }),
  'Gemini, a wrong key, with status 400': refusal(
    400,
    [
      {
        error: {
          code: 400,
          message: 'API key not valid. Please pass a valid API key.',
          status: 'INVALID_ARGUMENT',
          details: [{ reason: 'API_KEY_INVALID' }],
        },
      },
    ],
    wrongKey,
  ),
  'Gemini, schemas': refusal(
    400,
    [
      {
        error: {
          code: 400,
          message:
            'GenerateContentRequest.tools[0].function_declarations[0].parameters.properties: should be non-empty for OBJECT type',
          status: 'INVALID_ARGUMENT',
        },
      },
    ],
    'This model server does not take the schemas of the tools: a newer version of it, or another model, may.',
  ),
  'Azure, the question filtered': refusal(
    400,
    {
      error: {
        message:
          "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
        type: null,
        param: 'prompt',
        code: 'content_filter',
        status: 400,
        innererror: { code: 'ResponsibleAIPolicyViolation' },
      },
    },
    stopped,
    'answer_stopped',
  ),
  'Azure, no such deployment': refusal(
    404,
    {
      error: {
        code: 'DeploymentNotFound',
        message: 'The API deployment for this resource does not exist.',
      },
    },
    noModel,
  ),
  'Azure, no such path': refusal(
    404,
    { error: { code: '404', message: 'Resource not found' } },
    noApi,
  ),
  'Mistral, a key without rights': refusal(
    403,
    { message: 'You cannot use this model.', request_id: 'x' },
    notAllowed,
  ),
  'a server that is throttled in its own words, with status 200': refusal(
    200,
    { error: { message: 'Rate limit reached for requests', code: 'rate_limit_exceeded' } },
    'The model is busy: please try again in a moment.',
    'throttled',
  ),
  'a page in place of an answer': { answer: page(200, 'Open WebUI'), becomes: noApi },
  'a page where there is nothing': { answer: page(404, '404 Not Found'), becomes: noApi },
  'a proxy whose server is down': {
    answer: page(502, '502 Bad Gateway'),
    becomes: 'The model server is overloaded, or down (HTTP 502): please try again in a moment.',
  },
  'a proxy that takes no large requests': {
    answer: page(413, '413 Request Entity Too Large'),
    becomes:
      'What stands before the model server takes no request of this size: start a new conversation, or raise the limit there.',
    code: 'payload_too_large',
  },
  'a status without a body': { answer: { status: 403, body: '' }, becomes: notAllowed },
  'a stream that ends without a finish reason': {
    answer: {
      type: 'text/event-stream',
      body: `data: ${JSON.stringify({ choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }] })}\n\n`,
    },
    becomes: 'The model server broke off before its answer ended: please try again.',
  },
  'a stream that ends in the middle of a chunk': {
    answer: { type: 'text/event-stream', body: 'data: {"choices":[{"index":0,"del' },
    becomes: 'The model server broke off before its answer ended: please try again.',
  },
  'chunks without a choice, and no other': {
    answer: {
      type: 'text/event-stream',
      body: 'data: {"choices":[]}\n\ndata: {"choices":[],"usage":null}\n\ndata: [DONE]\n\n',
    },
    becomes: 'The model server broke off before its answer ended: please try again.',
  },
  'no memory, in an event of its own': {
    answer: {
      type: 'text/event-stream',
      body: 'event: error\ndata: {"message": "CUDA error: out of memory"}\n\n',
    },
    becomes: noMemory,
  },
  'a text as the error, with status 200': refusal(
    200,
    { error: 'the model is busy' },
    'The model is busy: please try again in a moment.',
    'throttled',
  ),
  'words that nobody knows, with status 200': refusal(
    200,
    { error: 'no, thank you' },
    'The model refused the request (HTTP 400): check its id and permissions.',
  ),
  'what nobody knows yet': refusal(
    418,
    { error: { message: 'I am a teapot: which instances?' } },
    'The model refused the request (HTTP 418): check its id and permissions.',
  ),
}

/** One call of `tool`, as servers answer that stream in their own way or not at all. */
export function oddAnswers(tool: string): Record<string, RawAnswer> {
  const args = JSON.stringify({ operation: 'DescribeInstances' })
  const call = { id: 'a', type: 'function', function: { name: tool, arguments: args } }
  const message = { role: 'assistant', content: null, tool_calls: [call] }
  const begun = (input: string) => ({
    ...call,
    index: 0,
    function: { name: tool, arguments: input },
  })
  const whole = { object: 'chat.completion', choices: [{ index: 0, message }] }
  const chunk = (delta: object, finish_reason: string | null = null) => ({
    choices: [{ index: 0, delta, finish_reason }],
  })
  const events = (...chunks: readonly object[]) =>
    `${chunks.map((each) => `data: ${JSON.stringify(each)}`).join('\n\n')}\n\n`
  const streamed = events(chunk(message), chunk({}, 'tool_calls'))
  return {
    'a whole answer in place of a stream': { body: whole },
    'a stream of another type': { type: 'text/plain', body: `${streamed}data: [DONE]\n\n` },
    'a stream without a type': { type: '', body: streamed },
    'lines that end with CR LF': {
      type: 'text/event-stream',
      body: streamed.replaceAll('\n', '\r\n'),
    },
    'data without a space, after comments and pings': {
      type: 'text/event-stream',
      body: `: ping\n\nevent: ping\ndata: {"type": "ping"}\n\n${streamed.replaceAll('data: ', 'data:')}`,
    },
    'no [DONE]': { type: 'text/event-stream', body: streamed },
    'usage beside the last words': {
      type: 'text/event-stream',
      body: events(chunk(message), {
        ...chunk({}, 'tool_calls'),
        usage: { prompt_tokens: 50, completion_tokens: 5 },
      }),
    },
    'an event in several lines': {
      type: 'text/event-stream',
      body: events(chunk(message), chunk({}, 'tool_calls')).replaceAll(
        '"choices":',
        '\ndata: "choices":\r\ndata: ',
      ),
    },
    'lines that end with CR': {
      type: 'text/event-stream',
      body: `${streamed}data: [DONE]\n\n`.replaceAll('\n', '\r'),
    },
    'compressed, after a byte order mark': {
      type: 'text/event-stream',
      headers: { 'content-encoding': 'gzip' },
      body: gzipSync(`\ufeff${streamed}`),
    },
    'each chunk twice': {
      type: 'text/event-stream',
      body: events(chunk(message), chunk(message), chunk({}, 'tool_calls')),
    },
    'the arguments so far in each chunk': {
      type: 'text/event-stream',
      body: events(
        ...[1, 9, args.length].map((end) => chunk({ tool_calls: [begun(args.slice(0, end))] })),
        chunk({}, 'tool_calls'),
      ),
    },
    'one call, not in a list': {
      type: 'text/event-stream',
      body: events(chunk({ tool_calls: call }), chunk({}, 'tool_calls')),
    },
    'the name after the id, which is a number': {
      type: 'text/event-stream',
      body: events(
        chunk({ tool_calls: [{ index: 0, id: 7, function: { arguments: '' } }] }),
        chunk({ tool_calls: [{ index: 0, function: call.function }] }),
        chunk({}, 'tool_calls'),
      ),
    },
    'messages in place of deltas, and a chunk that is null': {
      type: 'text/event-stream',
      body: `data: null\n\n${events({ choices: [{ index: 0, message, finish_reason: 'tool_calls' }] })}`,
    },
    'another answer beside it': {
      type: 'text/event-stream',
      body: events(
        { choices: [{ index: 1, delta: { content: 'B' } }, chunk(message).choices[0]] },
        { choices: [{ index: 1, delta: { content: 'C' }, finish_reason: 'stop' }] },
        chunk({}, 'tool_calls'),
      ),
    },
    'a null error in each chunk': {
      type: 'text/event-stream',
      body: events({ ...chunk(message), error: null }, { ...chunk({}, 'stop'), error: null }),
    },
  }
}
