"""Pure numerics: which question comes next, and what the answers say. Knows no Jupyter, database or clock."""
