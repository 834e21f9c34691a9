/** `Thank you. And the others?`: what is said for politeness before a question is no part of it. */
export const withoutThanks = (text: string): string => {
  const rest = text.replace(thanks, '')
  return rest.trim() === '' ? text : rest
}

const word =
  '(?:thank(?:s| you)(?: (?:a lot|so much|very much|for (?:that|this)))?|thx|ty|cheers|great|perfect|cool|nice|good|excellent|fine|super|alright|all right|lovely|got it|i see|understood|makes sense|interesting|hm+|ah|oh|aha|wow|ouch|yikes|well|right|okay|ok|danke|merci|gracias)'

const thanks = new RegExp(
  `^\\W*(?:${word}(?:[,.!;:–-]+ *| +(?=(?:so|and|but|now|what|which|who|how|then)\\b)))+`,
  'i',
)
