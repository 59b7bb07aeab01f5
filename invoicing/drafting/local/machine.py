"""Words that are aimed at the machine and not at the invoice: left out, and the draft says so."""

import re

_CLAUSES = re.compile(
    r"(?<=[.;!?।\n])\s+|(?<=,)\s+(?!\d)|\s+(?=\()|\s+(?=\b(?:and|then|aur|और|kisha|halafu)\b)", re.IGNORECASE
)
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|skip|delete|erase|remove)\b.{0,40}"
    r"\b(?:instructions?|rules?|prompts?|above|previous|prior|earlier|policy|polic|everything|checks?|review|limits?)\b"
    r"|\b(?:system|developer|hidden)\s+(?:prompt|message|instructions?)\b"
    r"|\byou\s+are\s+(?:now|no\s+longer|an?)\b|\bpretend\b|\bact\s+as\b|\bjailbreak\b|\bdeveloper\s+mode\b"
    r"|\b(?:mark|(?<!per )(?<!a )(?<!one )(?<!each )(?<!/)set|make|change|treat|flag|approve|record|count)\b"
    r".{0,30}\b(?:as\s+)?"
    r"(?:paid|settled|approved|reviewed|sent|cleared|confirmed)\b"
    r"|\b(?:set|make|change|force|keep)\b.{0,20}\b(?:totals?|tax|vat|gst|amount|balance|price|rate)s?\b.{0,12}"
    r"\b(?:to|as|=|be)?\s*(?:zero|0|nil|nothing|free)\b"
    r"|\b(?:set|make|change)\b.{0,20}\b(?:rates?|prices?|amounts?|totals?)\b.{0,12}\b(?:everything|everyone|all\s+(?:items|lines))\b"
    r"|\b(?:set|force|override)\s+the\s+(?:total|tax|amount|balance|status|confidence)\b"
    r"|\b(?:reveal|print|show|output|repeat|leak|list)\b.{0,30}"
    r"\b(?:prompt|password|api\s*keys?|secrets?|instructions?|customers?|phones?|e-?mails?|database)\b"
    r"|\b(?:delete|drop|truncate|update|select)\s+(?:all|table|from|every|the\s+database)\b"
    r"|\b(?:approve|send|issue|auto-?send)\b.{0,25}\b(?:automatically|without\s+(?:asking|review|approval)|immediately\s+to\s+all)\b"
    r"|\b(?:niyam|nirdesh|nirdeshon|instructions?|rules?|aadesh|sab\s*kuch|system)\b.{0,25}\b(?:bhool|bhul|chhod|hatao|hata|mat\s+maan|ignore)"
    r"|\b(?:bhool|bhul)\s*(?:ja|jao|jaiye)\b"
    r"|\b(?:total|kul|tax|gst|rate|daam|amount)\b.{0,15}\b(?:0|zero|shunya|muft|free)\b.{0,8}\b(?:kar|karo|kardo|rakho|rakh|bana|likh)"
    r"|\b(?:paid|chukta|chukaya|bhugtan)\b.{0,12}\b(?:mark|dikha|dikhao|likh|maan|kar\s*(?:do|de))\b"
    r"|(?:नियम|निर्देश|आदेश).{0,25}(?:भूल|छोड़|हटा|अनदेखा|मत\s+मान)|(?:भूल)\s*जा"
    r"|(?:कुल|टोटल|टैक्स|जीएसटी|रेट|दाम).{0,15}(?:(?<!\d)0(?!\d)|शून्य|मुफ्त).{0,8}(?:कर|रख|बना|लिख)"
    r"|(?:पेड|चुकता|भुगतान\s+हो\s+गया).{0,12}(?:मार्क|दिखा|लिख|मान)"
    r"|\b(?:puuza|sahau|usahau|usifuate|usizingatie|acha|achana\s+na)\b.{0,40}\b(?:maagizo|maelekezo|sheria|kanuni|masharti|yote|awali|hapo\s+juu|instructions?|rules?)\b"
    r"|\b(?:weka|uweke|fanya|badilisha|iwe|andika)\b.{0,25}\b(?:jumla|kodi|vat|bei|total)\b.{0,15}\b(?:0|sifuri|bure|zero)\b"
    r"|\bjumla\b.{0,10}\b(?:iwe|kuwa|ni)\s+(?:0|sifuri|zero)\b"
    r"|\b(?:weka|andika|onyesha|mark)\b.{0,25}\b(?:imelipwa|amelipa|kulipwa|imeidhinishwa|approved|paid)\b"
    r"|\b(?:wewe\s+ni|sasa\s+wewe|jifanye)\b|\b(?:tum|aap)\s+ab\b.{0,20}\bho\b"
    r"|\b(?:ai|assistant|chat\s?bot|bot|gpt|chatgpt|gemini|claude|llm|model)\b(?:\s+assistant)?\s*[:,]"
    r"|(?:^|[.!?;,\n])\s*system\s*:|\bdo\s?n[o'’]?t\s+follow\b|\bdo\s+not\s+(?:follow|obey)\b|\bnew\s+(?:instruction|rule|order)s?\s*:"
    r"|\b(?:grand\s+|invoice\s+)?totals?\s+(?:is|must\s+be|should\s+be|shall\s+be|=|:)\s*(?:zero|nil|nothing|0|1)(?![\d.,])"
    r"|\breset\s+(?:all\s+)?(?:the\s+)?(?:prices?|rates?|totals?|amounts?)\b"
    r"|\b(?:make|set|give|mark)\b.{0,12}\b(?:everything|all|items?|the\s+bill|the\s+invoice)\b.{0,10}\b(?:free|zero|0)\b"
    r"|\b(?:change|set|make|force)\s+(?:the\s+)?(?:grand|final|invoice|bill)\s+total\b"
    r"|\b(?:status|confidence)\s*[:=]|<\s*/?\s*(?:system|script|instructions?)\b|\[\s*(?:system|inst)\b",
    re.IGNORECASE | re.DOTALL,
)


def without_orders(text):
    """(the text without such clauses, whether there were any)."""
    if not _ORDERS.search(text):
        return text, False
    left = " ".join(filter(None, map(_without, _SENTENCES.split(text))))
    # An order that spreads over several clauses: nothing of the text can be trusted to be an item.
    return ("", True) if _ORDERS.search(left) else (left, True)


_SENTENCES = re.compile(r"(?<=[.;!?।\n])\s+")
# "and don't show it to the owner": more of the order, and nothing that is counted.
_SAYS_MORE = re.compile(
    r"^\D*\b(?:do\s?n['’]?t|do\s+not|never|without|hide|show|tell|nobody|anyone|owner|manager|mat|na\s+batana|usimwambie|bila)\b\D*$",
    re.IGNORECASE,
)
# Behind an order in one sentence, "and total 1" is part of it; "and 3 doors at 8,000" is not.
_GOES_ON = re.compile(
    r"\b(?:totals?|tax|vat|gst|amount|status|discount|kul|jumla|kodi|punguzo|bei|rates?|prices?|approve|issue|confirm|mark|skip)\b"
    r"|कुल|टोटल|टैक्स|जीएसटी|कर\s+शून्य|छूट",
    re.IGNORECASE,
)


def _without(sentence):
    ordered, left = False, []
    for part in _CLAUSES.split(sentence):
        here = bool(_ORDERS.search(part))
        goes_on = _GOES_ON.search(part) or _SAYS_MORE.search(part)
        if not here and not (ordered and goes_on and not re.search(r"@|\beach\b|\bper\b", part)):
            left.append(part)
        ordered |= here
    return " ".join(left)
