"""Agreement of raters and reliability of items."""

from workbench.research.agreement.items import Reliability, alpha, omega
from workbench.research.agreement.raters import Agreement, icc, weighted_kappa

__all__ = ["Agreement", "Reliability", "alpha", "icc", "omega", "weighted_kappa"]
