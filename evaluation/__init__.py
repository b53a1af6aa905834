"""How right the project is, measured on real lists and published in the README.

python -m evaluation.matching     titles against 170,000 records, through the real sources
"""
