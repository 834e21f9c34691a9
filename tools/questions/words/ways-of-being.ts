/** How things are, in the words that states and members are read from: one for each way of saying it. */
export const asStates = (text: string): string =>
  ways.reduce((said, [pattern, plain]) => said.replace(pattern, plain), text)

const nobody =
  '(?:nobody|no one|no-one|nothing|none of (?:us|our \\w+)|not a single \\w+|not anyone)'
const just = '(?:just|only|simply|merely|still|currently)'
const around =
  '(?:around|about|there|here|idle|idly|unused|empty|on (?:the )?shel(?:f|ves)|in the corner|by themselves)'

const ways: readonly (readonly [RegExp, string])[] = [
  // What nothing uses.
  [
    new RegExp(
      `\\b(?:that |which )?(?:(?:is|are|do|does) )?(?:${just} )*(?:sit|sits|sitting|hang|hangs|hanging|lie|lies|lying|laze|lazing|idle|idles|idling)(?: ${just})* ${around}(?: (?:and |without )?(?:doing|does|do|being) (?:nothing|used|any ?thing|no work))?`,
      'gi',
    ),
    'unused',
  ],
  [/\b(?:sit|sits|sitting) unused\b/gi, 'unused'],
  [
    /\b(?:that |which )?(?:(?:do|does) (?:absolutely |just )?nothing(?: at all| useful)?|(?:do|does)(?: not|n't) do (?:anything|any work)|(?:is|are) doing nothing|doing nothing|serves? no purpose|(?:is|are) (?:of )?no use)(?= *[?.!,]|$)/gi,
    'unused',
  ],
  [
    new RegExp(
      `\\b(?:that |which )?(?:(?:are|is) )?(?:not (?:being )?used by (?:anyone|anybody|anything)|(?:are|is|being) used by ${nobody})(?: (?:any ?more|at all|any longer))?`,
      'gi',
    ),
    'unused',
  ],
  [
    new RegExp(
      `\\b(?:that |which )?${nobody} (?:else )?(?:(?:really|actually|still|ever|currently) )*(?:(?:is|are) )?(?:using|use)(?: any ?more| any longer)?(?= *[?.!,]|$)`,
      'gi',
    ),
    'unused',
  ],
  [
    /\b(snapshots?)(?: (?:that|which)(?: are)?)? (?:unused |still |left )*(?:without|with no|whose|of|from) (?:an? |any )?(?:existing |source )?volumes?(?: (?:that )?(?:is|are)? ?(?:gone|missing|deleted|no longer there))?(?= *[?.!,]|$)/gi,
    '$1 without volume',
  ],
  // Who made and looks after it.
  [
    /\b(?:customer|client|self|user|company)[- ](?:managed|created|owned|made|controlled|generated|provided)\b/gi,
    'customer-managed',
  ],
  [
    /\b(?:aws|amazon)[- ](?:managed|owned|created|made|provided)(?= )|\b(?:managed|owned|made|created) by (?:aws|amazon)\b/gi,
    'aws-managed',
  ],
  [/\b(?:aws|amazon)[- ]managed(?= *[?.!,]|$)/gi, 'aws-managed'],
  [
    /(?<=\b(?:keys?|cmks?|polic(?:y|ies))\b.*)\b(?:(?:that |which )?(?:is |are )?(?:managed|created|made|owned) by (?:us|ourselves|the customer|customers)|(?:that )?we (?:created|made|wrote|manage|own|write)(?: ourselves)?(?= *[?.!,]|$))/gi,
    'customer-managed',
  ],
  [/\bdid we (?:create|make|write)(?: ourselves)?(?= *[?.!,]|$)/gi, 'are customer-managed'],
  [/\bour own (?=(?:kms |cmk |encryption )?keys?\b)/gi, 'customer-managed '],
  // What is switched on, and what is not.
  [
    /\b(?:(?:is|are|has been|have been|being) )?(?:switched|turned|flipped|toggled|set|activated)(?: to)? (?:on|active|enabled)\b(?! (?:the|our|my|an?|on|in|at|this|last|\d))/gi,
    'enabled',
  ],
  [/(?<=\w) (?:put )?in (?:place|force|effect)(?= *[?.!,]|$)/gi, ''],
  [/\bdefault (?=encrypt)/gi, ''],
  // What others may read of who asked it.
  [
    /(?<![\w./-])(?:server[- ]|s3[- ]|bucket[- ])*access[- ]log(?:s|ging)?(?![\w-])(?=.*\bbuckets?\b)|(?<=\bbuckets?\b.*(?<!\b(?:hold|holds|store|stores|keep|keeps|contain|contains|with|receive|receives|get|gets|collect|collects|for) (?:the |our |all )*))(?<![\w./-])(?:server[- ]|s3[- ]|bucket[- ])*access[- ]log(?:s|ging)?(?![\w-])/gi,
    'logging',
  ],
  [/(?<![\w./-])server[- ]side[- ](?=encrypt)/gi, ''],
  [
    /\b(?:aws )?x-?ray(?: tracing)?(?= |[?.!,]|$)(?=.*\bfunctions?\b)|(?<=\b(?:functions?|lambdas?)\b.*)\b(?:aws )?x-?ray(?: tracing)?(?= |[?.!,]|$)/gi,
    'tracing',
  ],
  [/\b(arm|arm64|x86|x86_64|intel|graviton|spot|gpu|linux|windows)[- ]based\b/gi, '$1'],
  [/\bbare[- ]metal\b/gi, 'bare-metal'],
  [/\bburst(?:able|ing)(?:[- ]performance)?\b/gi, 'burstable'],
  [/\bhigh[- ]resolution\b/gi, 'high-resolution'],
  [
    /\bon[- ]demand\b(?=.*\btables?\b)|(?<=\btables?\b.*)\b(?:on[- ]demand|pay[- ]per[- ]request)\b/gi,
    'on-demand',
  ],
  [/\bnlbs\b/gi, 'network load balancers'],
  [
    /\bautomatic(?:ally)? (rotat\w+)\b(?=.*\bkeys?\b)|(?<=\bkeys?\b.*)\bautomatic(?:ally)? (rotat\w+)\b/gi,
    '$1$2',
  ],
  [/(?<=\bkeys?\b.*)\b(rotat\w+) automatically\b/gi, '$1'],
  // Which tags somebody must set they say themselves.
  [
    /\b(?:mandatory|required|compulsory|obligatory|necessary|cost[- ]allocation|billing) (?:cost[- ]allocation )?tag (?=["']?[A-Z]\w)/g,
    'tag ',
  ],
  [/\b(?:mandatory|required|compulsory|obligatory|necessary) (?=["']?[A-Z][\w-]*["']? tag\b)/g, ''],
  // What an image is called cannot be given to another.
  [
    /\b(im)?mutable (?:image )?tags?\b|\b(?:image )?tags? (?:(?:that|which) )?(?:is|are) (im)?mutable\b/gi,
    '$1$2mutable',
  ],
  [/\b(?:with|have|has|having|use|uses|using) (?=(?:im)?mutable\b)/gi, 'are '],
  [/\b(?:image )?tag (im)?mutability (?:is |are )?(?:enabled|set|active)\b/gi, 'are $1mutable'],
  [
    /(?<=\btarget groups?\b.*)\bnothing (?:behind|registered (?:in|with|on)) (?:them|it)\b/gi,
    'no targets',
  ],
  // Images are scanned as they are pushed.
  [
    /\b(scan(?:s|ned|ning)?) (?:the |their |its |new |all )*images? (?=(?:on|at|upon) push)/gi,
    '$1 ',
  ],
  [
    /(?<=\brepo(?:s|sitory|sitories)?\b.*)\b(?:automatic(?:ally)?|auto)[- ](?:\w+ )?(?:image[- ])?scan(?:s|ned|ning)?\b|(?<=\brepo(?:s|sitory|sitories)?\b.*)\b(?:image[- ])?scan(?:s|ned|ning)?(?: (?:their |its |the |new |all )*images?)? (?:automatic(?:ally)?|by (?:itself|themselves)|when (?:they |images )?(?:are )?pushed)\b|(?<=\brepo(?:s|sitory|sitories)?\b.*)\bautomatic(?:ally)? scan(?:s|ned|ning)?\b/gi,
    'scan on push',
  ],
]
