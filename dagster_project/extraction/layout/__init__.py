"""How a text stands on its pages: the view without wraps, pieces and sections, tables, and forms that lost their grid."""
