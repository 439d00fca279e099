"""Missing data: non-answers by kind, imputation by chained equations, pooling, and what if missing means different."""

from workbench.research.imputation.answers import sort_non_answers
from workbench.research.imputation.chain import Imputed, impute
from workbench.research.imputation.drop_out import vary_drop_out
from workbench.research.imputation.history import describe_history
from workbench.research.imputation.pooling import PooledResult, pool, pool_fits
from workbench.research.imputation.sensitivity import SensitivityResult, vary_delta
from workbench.research.imputation.shifts import Shift

__all__ = [
    "Imputed",
    "PooledResult",
    "SensitivityResult",
    "Shift",
    "describe_history",
    "impute",
    "pool",
    "pool_fits",
    "sort_non_answers",
    "vary_delta",
    "vary_drop_out",
]
