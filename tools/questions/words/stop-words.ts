/** Words that say nothing of what is asked for. */
export const stopWords: ReadonlySet<string> = new Set(
  (
    'a about account actually anyone someone never takes taking still compare comparing difference differences differ differs different vs versus again all also am among an and any anything are as at available aws be because been before ' +
    'being but by can could current currently did display do does done each else environment estate every exist exists fetch find for ' +
    'from fully gave get give given go had he her him his she has have having hello here hey hi how i if in info information into is it its ' +
    'item items just kind kindly know let like list look lookup made make many may me might more most much must my near need needs no not now of ' +
    'off offer offers ok okay on one ones only or other our ours out over overall own per please present print quick quickly really region ' +
    'regions report reporting run runs resource resources right see set setup shall should show so some status still such sure tell ' +
    'than thanks that the their them themselves then there these they thing things this those thus to together too ' +
    'total counting including turned up us use used using various very view want was we well were what whats when where whether which while who whom ' +
    'whose will with within without would yes yet you your yours s t d m re ve ll isnt arent dont doesnt cant operational purposes ' +
    'across between both during explain check describe details detail amazon cloud infrastructure currently already attached ' +
    'incl aggregate big large old long more nobody anybody everybody somebody nothing everything something anywhere somewhere left number count table name named called names since value values operation operations exactly entire whole ever excluding exclude except excepting besides ignoring aside minus pls plz'
  )
    .replace(/ (?:attached|table|name|names|status) /g, ' ')
    .split(' '),
)
