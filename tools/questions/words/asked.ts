/** What a question wants of the things it is about. */
export type Asked =
  | 'list'
  | 'count'
  | 'yesno'
  | 'why'
  | 'compare'
  | 'howmuch'
  | 'who'
  | 'when'
  | 'about'

/** Read from the way it begins, or from a word anywhere that leaves no other reading. */
export function askedOf(question: string): Asked {
  const text = question.toLowerCase().replace(opening, '')
  return patterns.find(([pattern]) => pattern.test(text))?.[1] ?? 'list'
}

const opening =
  /^(?:(?:please|hey|hi|hello|ok(?:ay)?|so|and|but|also|now|well|um+|quick question|can you(?: please)?|could you(?: please)?|would you|tell me|show me|let me know|i (?:want|need|would like) to (?:know|see)|i'd like to (?:know|see)|do you know|any idea|check|find out|see)[,:]? )+(?:if |whether )?/

const patterns: readonly (readonly [RegExp, Asked])[] = [
  [
    /\bwhy\b|\bhow come\b|\broot cause\b|\bwhat(?:'s| is| was| has)? (?:the )?(?:caus|reason|wrong with)|\bdiagnose\b|\bwhat made\b|\bdue to what\b|\bwhat'?s? up with\b/,
    'why',
  ],
  // “Who started these, and how many are there?” asks for the person first.
  [/^who(?:m|se)?\b.*\bhow many\b/, 'who'],
  [/^how (?:much|big|large)\b.*\bin (?:total|all)\b/, 'howmuch'],
  [
    /^(?:how many|count|number of|total (?:number|count)|what(?:'s| is) the (?:total )?(?:number|count)|how often)\b|\b(?:how many|in total|number of \w+)\b/,
    'count',
  ],
  [
    /^(?:compare|comparison|differences?|what(?:'s| is| are) the differences?)\b|^(?:what|how|where|in what|do|does)\b.*\bdiffer(?:s|ent)?\b|\b(?:compared? (?:to|with)|vs\.?|versus)\b/,
    'compare',
  ],
  [
    /^who(?:m|se)?\b|\bwho (?:is|was|did|has|owns?|made|created|launched|started|changed|deleted|opened|deployed)\b|\bby whom\b|\bwhose\b/,
    'who',
  ],
  [/^(?:when|since when|how long|at what time|what time)\b|\bsince when\b/, 'when'],
  [/^how (?:much|big|large|full|old|long|deep|high)\b/, 'howmuch'],
  [
    /^(?:is|are|was|were|do|does|did|has|have|can|could|any|will|should|am)\b|\b(?:are|is) there any\b/,
    'yesno',
  ],
  [
    /^(?:describe|tell me (?:more )?about|more about|about|details? (?:of|on|about|for)|info(?:rmation)? (?:on|about)|what (?:is|are)(?! (?:the|my|our|in|on|in use|all)\b)|explain|what do you know about)\b/,
    'about',
  ],
]
