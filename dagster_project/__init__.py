"""绩效仓: from a folder of budget-performance reports to a warehouse whose every figure leads back to its words."""
