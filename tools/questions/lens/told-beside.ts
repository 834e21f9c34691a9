import type { Word } from '../plan.ts'

/** Whether a word says what is to be told of each thing, rather than which things are meant: “and what each is attached to”. */
export const isToldBeside = (question: string, { at, denied }: Word): boolean =>
  !denied &&
  spans.some((pattern) =>
    [...question.matchAll(pattern)].some(
      ({ 0: said, index }) => at >= index && at < index + said.length,
    ),
  )

const spans: readonly RegExp[] = [
  // “Instances with their owner and launch date”
  /\b(?:with|and|incl\w*|plus) (?:their|its) (?!own\b)[^,.;?]*/gi,
  // “…, and what each of them is attached to”, “with the image that each one is running”
  /(?<=\S )(?:what|which(?: [\w-]+){0,2}|who|whom|where|how) (?:each|every one|they|it|those|these|them)\b(?! not\b)[^.;?]*/gi,
  /(?<=\b(?:and|with|show\w*|incl\w*|plus|list|give|tell|,) (?:[\w-]+ ){0,6})(?:that |which )?(?:each(?: (?:one|of them))?|every one|they|it)(?:'s|'re| is| are| was| were) (?!not\b)[^,.;?]*/gi,
  // “What is each of them attached to?”
  /(?<=^(?:and )?(?:what|where|who|which [\w-]+) (?:is|are|does|do) (?:each|every|all|the|our)\b[^,.;?]*)\b[\w-]+ (?:to|on|in|by|with|at|from|under|behind)(?= *\?*$)/gi,
  // “Wanted vs running”
  /\b[\w-]+ (?:vs\.?|versus) (?:the )?[\w-]+/gi,
]
