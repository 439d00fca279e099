"""Files that come in: tables of a cohort read as their types are declared, held against contract and instruments."""
