"""How right the published facts are, against gold facts that a person has written down.

Here belong the gold files' format (``gold``), when two values agree (``agreement``), what is counted in each fact table
(``tables``) and the counting (``scores``). Nothing here changes a warehouse: it reads one published database. How the
figures are shown stands in cli/accuracy.py.
"""

from dagster_project.accuracy.gold import GoldError
from dagster_project.accuracy.scores import Accuracy, Miss, TableScore, score

__all__ = ["Accuracy", "GoldError", "Miss", "TableScore", "score"]
