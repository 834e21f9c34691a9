/** A statement that has it says of itself that it may be otherwise, or is of another time or of somebody else. */
export const hedge =
  /\b(?:may|might|maybe|perhaps|possibly|presumably|could(?: also| well)? be|not (?:entirely |completely |quite )?(?:sure|certain)|uncertain|unclear|unsure|hard to say|or (?:maybe|perhaps|possibly)|i (?:think|guess|suppose|assume)|supposedly|allegedly|don't know|do not know)\b|^either\b|^or:|^(?:until|up to|before)\b.*\b(?:was|were|had)\b|\b(?:formerly|used to|in theory|theoretically|hypothetical(?:ly)?|would (?:be|have|cost)|will be (?:so|like this|as follows)|not (?:yet )?reached(?: yet)?|target state|wiki|wrote|claim(?:s|ed)?|rumou?red|i was told|(?:some|others) say|some(?:body|one) (?:says?|might))\b/i

/** What takes back all else that an answer says, or says it of something else. */
export const takesBack = new RegExp(
  [
    /\b(?:(?:can(?:no|')t|can not|could not|couldn't|unable to) (?:be (?:sure|certain)|guarantee|vouch)|(?:may|might|could) (?:all |well |also )?(?:be (?:wrong|inaccurate|incorrect|different|otherwise|outdated)|not be (?:accurate|correct|right))|grain of salt|no guarantee|not (?:entirely |completely )?(?:sure|certain|confident)|depends on (?:many|several|various)|treat (?:this|these|it) with caution|take (?:this|these|it) with)\b/,
    // `It is not true that …`, `a common mistake to think that …`
    /\b(?:not|n't|never) (?:\w+ )?(?:true|correct|accurate|right|so) (?:that|to (?:say|think|believe|claim|assume))\b|\b(?:false|untrue|incorrect|wrong|mistaken?|myth|misconception|rumou?r)\b[^.]{0,20}\b(?:that|to (?:say|think|believe|claim|assume))\b/,
    // `All of this is wrong`, `it is different today`
    /\b(?:this|that|it|none of (?:it|this|that)|all of (?:it|this|that)|these|the (?:above|following))\b[^.,]{0,15}\b(?:is|are|was|were) (?:\w+ )?(?:false|untrue|wrong|incorrect|invented|made up|no longer (?:true|so|valid|the case|current))\b/,
    /\b(?:this|that|these|it|things)(?: all)? (?:has |have )?(?:since changed|meanwhile changed|changed (?:since|in the meantime))\b|\bdifferent (?:today|now|by now|these days)\b|\b(?:is|was|were|are) (?:so|like (?:this|that)) (?:only )?(?:until|before)\b/,
    // `Scratch that`, `it is the other way round`, `I made this up`
    /\b(?:scratch|strike) that\b|\bactually,? no\b|\bthe (?:opposite|contrary|reverse)\b|\bother way (?:a?round)\b|\bcontrary to\b|\bnothing of the (?:kind|sort)\b|\bi (?:have |just )?(?:made|invented|mixed|confused|misread|misspoke|guessed)\b|\bmade (?:this|that|it|them) up\b|\b(?:was|were) wrong\b|\b(?:does|do|did)(?: not|n't) (?:hold|exist in reality)\b|\bsays otherwise\b|\boutdated by now\b|\bopinions differ\b|\bnothing (?:that )?supports\b/,
    // `An example answer: …`, `in a typical setup`
    /\b(?:example|typical|illustrative|placeholder|imaginary) (?:answer|setup|output|response|values?|case|environment)\b|\breplace (?:it|this|them|these) with\b|\byour (?:real|actual|own) values\b/,
    // `By no means`, `nobody could say that`
    /\bby no means\b|\bfar from (?:the truth|true|it|certain)\b|\bnobody (?:could|can|would) say\b|\bin no way\b|\bjust kidding\b|\bdo(?: not|n't) believe\b|\bas if\b|\b(?:from|by|in) my training data\b|\bwithout (?:a look|looking) at your\b/,
    // `Either …, or …`, `I cannot tell which`
    /\b(?:cannot|can't|can not|could not|couldn't|unable to) (?:tell|say|know|decide|determine|confirm|verify) (?:which|whether|if)\b|\bone of (?:these|the following) (?:two|three|\d)\b/,
    // `In an account of another team`, `in a company that is made up`
    /\b(?:another|a different|(?:some|any)(?:one|body) else's) (?:\w+ )?(?:accounts?|company|organi[sz]ation|team|customer|tenant)\b|\bnot (?:in|of|for) (?:this|your|our|yours|ours) (?:one|account|company)\b|\bof (?:our|a|one of our) (?:partner|competitor|customer)s?\b|\b(?:imagine|suppose|assuming) (?:that|a|an)\b|\b(?:fictional|made-up|hypothetical) (?:account|company|example|case)\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
)
