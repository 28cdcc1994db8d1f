"""Money: amounts with measure, class, fund, level and year; rates of money; disbursement plans; sums that no rule placed."""
