"""How often codes may be tried: by one network, and by all of them together."""

PER_MINUTE = 30
# Of 55 bits with a thousand living codes: somebody who tried without pause would need about
# eighty thousand years for even odds.
PER_MINUTE_FOR_ALL = 600
