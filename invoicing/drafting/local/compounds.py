"""An amount in two units: "5 quintal 40 kilo" are 5.4 quintal, "2 hours 30 minutes" two and a half."""

from dataclasses import replace

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.units import converted


def summed(tokens):
    result, at = [], 0
    while at < len(tokens):
        four = tokens[at : at + 4]
        less = converted(four[2].value, four[3].value, four[1].value) if t.kinds(four) == "NUNU" else None
        if less is not None and 0 < less < 1:
            result += [replace(four[0], value=four[0].value + less), four[1]]
            at += 4
        else:
            result.append(tokens[at])
            at += 1
    return result
