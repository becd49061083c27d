"""The judgement: pure, frozen, total. No I/O, no clock, no locale."""
