import { type Language, languageOf } from './language.ts'

/** The language other than English in which a text orders something to be changed. */
export function orderedIn(text: string): Language | undefined {
  if (asksToTell.test(unaccented(text))) return undefined
  const language = languageOf(text)
  return language !== undefined && orders[language].test(text.replace(/^[\s¿¡]+/, ''))
    ? language
    : byVerbAlone(text)
}

/** “Lösch die Queue” is too short to be known by the small words of its language. */
function byVerbAlone(text: string): Language | undefined {
  const plain = unaccented(text)
  const verb = firstWord.exec(plain)?.[1] ?? ''
  const forms = [verb, verb.replace(pronounAtEnd, '')]
  return languages.find((language) => forms.some((form) => imperatives[language].has(form)))
}

const unaccented = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase()

const firstWord =
  /^[\s¿¡]*(?:(?:bitte|por favor|s'il (?:te|vous) plait|per favore|alsjeblieft|und|jetzt|y|ahora|et|maintenant|e|adesso|agora|en|nu),? )*([a-z]+)/

/** “Bórralos”, “fermale”. */
const pronounAtEnd = /(?:l[oaei]s?|l[ei])$/

/** To make a list changes nothing. */
const asksToTell =
  /^\W*(?:bitte )?\w+[- ](?:mir|uns|me|nos|moi|nous|mij|ons)\b|\b(?:uber)?(?:list[ae]|lijst|ubersicht|overzicht|bericht|tabelle|tab(?:l|el)a|tableau|resum[eo]n?|riassunto|rapport|informe)\b/

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Verbs that give an order by themselves, without accents; none is an English word. */
const imperatives: Readonly<Record<'de' | 'es' | 'fr' | 'pt' | 'it' | 'nl', ReadonlySet<string>>> =
  {
    de: words(
      'losch losche loesch loesche stopp stoppe beende starte schalte terminiere nimm leere wirf dreh drehe rotiere setze mach mache fahr fahre entferne andere aendere erstelle skaliere verschlussele aktiviere deaktiviere offne oeffne schliess schliesse erhoh erhohe erhoehe verringere vergrossere verkleinere verdoppele fuge fuege senke verschiebe kopiere sperre raum raume trenne kappe gib lege leg',
    ),
    es: words(
      'apaga apague borra borre elimina elimine deten detenga reinicia reinicie cambia cambie quita vacia vacie haz dale cierra cierre abre abra desactiva desactive activa habilita deshabilita despliega restaura aumenta sube baja mata lanza ejecuta termina pon anade agrega cifra escala duplica mueve renombra crea',
    ),
    fr: words(
      'supprime supprimez vide videz eteins eteignez redemarre redemarrez demarre demarrez arrete arretez modifie modifiez ferme fermez ouvre ouvrez desactive desactivez activez deploie deployez restaure restaurez chiffre chiffrez lance lancez augmente augmentez reduis reduisez ajoute ajoutez baisse baissez coupez donne donnez rends rendez mets mettez enleve enlevez efface effacez annule annulez bloque bloquez renomme renommez deplace deplacez cree creez',
    ),
    pt: words(
      'apague exclua remova reinicie desligue crie mude altere atualize termine feche desative ative reverta restaure aumente reduza adicione esvazie torne',
    ),
    it: words(
      'cancella ferma fermate arresta riavvia spegni modifica aggiorna avvia apri chiudi disattiva attiva ripristina rimuovi riduci raddoppia aggiungi svuota sposta alza abbassa',
    ),
    nl: words(
      'verwijder herstart wijzig verander schaal sluit herstel beeindig verhoog verlaag vergroot verklein verdubbel leeg schakel wis gooi',
    ),
  }

const languages = ['de', 'es', 'fr', 'pt', 'it', 'nl'] as const

/** Verbs of orders, at the start or after a courtesy, in a text whose language is known. */
const orders: Readonly<Record<Language, RegExp>> = {
  es: /^(?:por favor,? |puedes |podr[ií]as |quiero |necesito |hay que |debemos )?(?:borr|elimin|det[eé]n|detener|par[ae] |parar|reinici|apag|cre[ae]|crear|cambi|actualiz|modific|escal|quit|termin|abr[ei]|cierr|cerrar|desactiv|activ|habilit|deshabilit|despleg|despli|revert|restaur|encript|cifra |cifrar|rot|haz una copia|inici|arranc|mat[ae]|lanz|ejecut|aument|sub[ea] |sube|baj[ae] |reduc|dobl|dupl|ampl[ií]|agrega|a[ñn]ad|pon(?:ga|er)? )/i,
  de: /^(?:bitte,? |kannst du |k[öo]nntest du |ich m[öo]chte |wir m[üu]ssen |wir sollten )?(?:.{0,60}\b(?:l[öo]schen|stoppen|beenden|starten|neu ?starten|erstellen|[äa]ndern|skalieren|entfernen|abschalten|ausschalten|aktualisieren|zur[üu]cksetzen|zur[üu]ckrollen|verschl[üu]sseln|erh[öo]hen|verringern|vergr[öo][ßs]ern|verkleinern|hochfahren|herunterfahren|hinzuf[üu]gen|verdoppeln|hochskalieren)\b|(?:l[öo]sch|stopp|beend|start|erstell|[äa]nder|skalier|entfern|schalt|aktualisier|setz|roll|verschl[üu]ssel|mach|f[äa]hr|terminier|deaktivier|aktivier|[öo]ffne|schlie[ßs]|erh[öo]h|verringer|vergr[öo][ßs]er|verkleiner|verdoppel|f[üu]ge?|dreh|senk)\w*\b)/i,
  fr: /^(?:s'il (?:te|vous) pla[iî]t,? |peux[- ]tu |pouvez[- ]vous |je veux |il faut |on doit |veuillez )?(?:supprim|arr[eê]t|red[eé]marr|d[eé]marr|cr[eé]e|cr[eé]er|modifi|chang|effac|termin|[eé]tein|d[eé]sactiv|activ|met(?:s|tez|tre) |ferm|ouvr|d[eé]ploi|restaur|chiffr(?:e|ez|er) |annul|lanc|tu(?:e|ez|er) |fai(?:s|tes) (?:une|un) |augment|mont(?:e|ez|er) |r[eé]dui|doubl|ajout|baiss|agrandi)/i,
  pt: /^(?:por favor,? |voc[eê] pode |pode |quero |precisamos )?(?:apag|exclu|delet|remov|par[ae] |parar|reinici|deslig|cri[ae]|criar|mud|alter|atualiz|escal|termin|inici|abr[ai]|fech|desativ|ativ|revert|restaur|aument|sub(?:a|ir) |reduz|dobr|adicion|baix|ampli)/i,
  it: /^(?:per favore,? |puoi |vorrei |dobbiamo )?(?:elimin|cancell|ferm|arrest|riavvi|spegn|crea|modific|cambi|aggiorn|scal|termin|avvi|apri|chiud|disattiv|attiv|ripristin|rimuov|aument|alz|riduc|raddopp|aggiung|abbass)/i,
  nl: /^(?:alsjeblieft,? |kun je |kunt u |ik wil |we moeten )?(?:verwijder|stop|herstart|start|maak|wijzig|verander|schaal|schakel|zet|werk .* bij|sluit|open|herstel|be[eë]indig|verhoog|verlaag|vergroot|verklein|verdubbel|voeg .* toe)/i,
  ja: /(?:削除|停止|再起動|起動|作成|変更|更新|終了|無効|有効|消し|止め|増や|増加|上げ|下げ|減ら|拡大|スケール|スケールアップ|スケールアウト|追加|開け|閉じ)(?:し|して|する|してください|しろ|て)/,
}
