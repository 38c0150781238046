"""Key figures: their value, what they measure, confidence interval and period."""
