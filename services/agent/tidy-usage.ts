import * as z from 'zod'

/**
 * What an answer took, told once and at its end, as OpenAI does: others say it beside the last words, in
 * each chunk, or under a name of their own. What came from the provider's cache is counted apart.
 */
export function lastUsage() {
  let usage: z.infer<typeof counts> | undefined
  return {
    /** The chunk without it. */
    apartFrom(chunk: unknown): unknown {
      const parsed = withUsage.safeParse(chunk).data
      if (parsed === undefined) return chunk
      const { usage: said, x_groq, ...rest } = parsed
      usage = said ?? x_groq?.usage ?? usage
      return rest
    },
    /** The chunk of it; undefined where nothing was said since the last. */
    told(): unknown {
      if (usage === undefined) return undefined
      const { prompt_tokens, completion_tokens, total_tokens } = usage
      const cached =
        usage.prompt_tokens_details?.cached_tokens ?? usage.prompt_cache_hit_tokens ?? 0
      usage = undefined
      return {
        choices: [],
        usage: {
          prompt_tokens: Math.max(0, prompt_tokens - cached),
          completion_tokens,
          total_tokens: total_tokens ?? prompt_tokens + completion_tokens,
          prompt_tokens_details: { cached_tokens: cached },
        },
      }
    },
  }
}

const count = z.number().nonnegative().catch(0)
const counts = z.looseObject({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: z.number().optional().catch(undefined),
  prompt_tokens_details: z.looseObject({ cached_tokens: count }).nullish().catch(undefined),
  /** DeepSeek’s name for them. */
  prompt_cache_hit_tokens: z.number().optional().catch(undefined),
})
const withUsage = z.looseObject({
  usage: counts.nullish().catch(undefined),
  x_groq: z
    .looseObject({ usage: counts.nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
})
